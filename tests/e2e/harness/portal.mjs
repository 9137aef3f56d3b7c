// A second origin: files and portal answers that behave well or badly, as the journey asks.
//
// `fixtures.serve(path, behaviour)` puts a behaviour at a path; `fixtures.url(path)` is its address.
// The ready-made ones cover what portals do to people: no CORS, 500, silence, a web page instead of
// a file, an empty file, a broken one, one that never ends, a very large one.

import { createServer } from "node:http";
import { close, listen } from "./site.mjs";

/**
 * @typedef {object} Behaviour
 * @property {number} [status]        HTTP status, 200 unless told
 * @property {string} [type]          Content-Type
 * @property {boolean} [cors]         whether other origins may read it, true unless told
 * @property {string|Buffer} [body]   what is sent
 * @property {number} [delay]         milliseconds before the first byte
 * @property {(response: import("node:http").ServerResponse) => void} [before]
 *   does something else instead of answering
 * @property {(response: import("node:http").ServerResponse, request: import("node:http").IncomingMessage) => void | Promise<void>} [send]
 *   sends the body by itself, after the headers
 * @property {Record<string, string>} [headers]
 */

/** Starts the second origin. */
export async function startFixtures() {
  /** @type {Map<string, Behaviour | ((url: URL) => Behaviour)>} */
  const served = new Map();
  /** @type {{prefix: string, behaviour: Behaviour | ((url: URL) => Behaviour | undefined)}[]} */
  const under = [];
  const requests = [];
  const server = createServer(async (request, response) => {
    const url = new URL(request.url, `http://${request.headers.host}`);
    requests.push(`${request.method} ${url.pathname}${url.search}`);
    const found = served.get(url.pathname) ?? under.find(({ prefix }) => url.pathname.startsWith(prefix))?.behaviour;
    const behaviour = typeof found === "function" ? found(url) : found;
    if (behaviour?.cors !== false) {
      response.setHeader("Access-Control-Allow-Origin", "*");
      response.setHeader("Access-Control-Expose-Headers", "Content-Length, Content-Disposition");
    }
    if (request.method === "OPTIONS") {
      response.setHeader("Access-Control-Allow-Headers", "*");
      response.writeHead(behaviour?.cors === false ? 403 : 204).end();
      return;
    }
    if (!behaviour) {
      response.writeHead(404, { "Content-Type": "text/plain" }).end("no such fixture\n");
      return;
    }
    if (behaviour.before) {
      behaviour.before(response);
      return;
    }
    if (behaviour.delay) await new Promise((resolve) => setTimeout(resolve, behaviour.delay));
    response.statusCode = behaviour.status ?? 200;
    response.setHeader("Content-Type", behaviour.type ?? "text/csv; charset=utf-8");
    for (const [name, value] of Object.entries(behaviour.headers ?? {})) response.setHeader(name, value);
    if (behaviour.send) {
      await behaviour.send(response, request);
    } else {
      const body = Buffer.from(behaviour.body ?? "");
      response.setHeader("Content-Length", body.length);
      response.end(request.method === "HEAD" ? undefined : body);
    }
  });
  await listen(server);
  const origin = `http://127.0.0.1:${server.address().port}`;
  const url = (path) => `${origin}${path}`;
  return {
    origin,
    url,
    requests,
    /** Puts a behaviour at a path and returns its address. */
    serve(path, behaviour) {
      served.set(path, behaviour);
      return url(path);
    },
    /** Puts a behaviour at every path below a prefix that has none of its own. */
    serveUnder(prefix, behaviour) {
      under.push({ prefix, behaviour });
      return url(prefix);
    },
    /** Forgets everything served and asked for. */
    reset() {
      served.clear();
      under.length = 0;
      requests.length = 0;
    },
    close: () => close(server),
  };
}

/**
 * Makes the second origin a CKAN portal with these datasets; returns its address. A dataset is
 * `{ name, title, publisher, licence, resources: [{ id, name, url, format }] }`.
 */
export function servePortal(fixtures, datasets, { title = "Portal uji" } = {}) {
  const full = datasets.map((dataset) => ({
    id: `id-${dataset.name}`,
    name: dataset.name,
    title: dataset.title,
    notes: dataset.notes ?? "",
    license_id: dataset.licence?.id,
    license_title: dataset.licence?.title,
    metadata_created: "2024-01-02T03:04:05.000006",
    metadata_modified: "2025-06-07T08:09:10.000011",
    organization: { id: "id-dinas", name: "dinas", title: dataset.publisher, type: "organization" },
    private: false,
    state: "active",
    type: "dataset",
    tags: [],
    groups: [],
    extras: [],
    num_resources: dataset.resources.length,
    resources: dataset.resources.map((resource) => ({
      package_id: `id-${dataset.name}`,
      format: "CSV",
      state: "active",
      datastore_active: false,
      ...resource,
    })),
  }));
  const json = (status, body) => ({ status, type: "application/json", body: JSON.stringify(body) });
  const good = (result) => json(200, { success: true, result });
  const answers = {
    status_show: () => good({ site_title: title, site_description: "", site_url: fixtures.origin, ckan_version: "2.10.4", extensions: [] }),
    package_search: (query) => {
      const words = (query.get("q") ?? "").toLowerCase().split(/\s+/).filter((word) => /\w/.test(word) && !word.includes(":"));
      const results = full.filter(({ title }) => words.every((word) => title.toLowerCase().includes(word)));
      return good({ count: results.length, facets: {}, search_facets: {}, sort: "score desc", results });
    },
    package_show: (query) => {
      const id = query.get("id");
      const found = full.find((dataset) => dataset.id === id || dataset.name === id);
      return found ? good(found) : json(404, { success: false, error: { __type: "Not Found Error", message: "Not found" } });
    },
  };
  fixtures.serveUnder("/api/", (url) => answers[url.pathname.split("/").filter(Boolean).at(-1)]?.(url.searchParams));
  return fixtures.origin;
}

/**
 * Puts tables into the DataStore of the portal that `servePortal` made: `tables` by resource id, each
 * `{ fields: [{ id, type }], rows: [[…]] }` without row numbers. Filters, order, columns, distinct rows,
 * pages and counting work as in CKAN; SQL is switched off, as it is from CKAN 2.10 on. `on(query)` sees
 * every call and may answer something else.
 */
export function serveTables(fixtures, tables, { on = () => undefined } = {}) {
  const json = (status, body) => ({ status, type: "application/json", body: JSON.stringify(body) });
  const compare = (a, b) => (typeof a === "number" && typeof b === "number" ? a - b : String(a) < String(b) ? -1 : Number(String(a) > String(b)));
  fixtures.serve("/api/3/action/datastore_search_sql", () => json(400, "Bad request - Action name not known: datastore_search_sql"));
  fixtures.serve("/api/3/action/datastore_search", (url) => {
    const query = url.searchParams;
    const instead = on(query);
    if (instead) return instead;
    const table = tables[query.get("resource_id")];
    if (!table) return json(404, { success: false, error: { __type: "Not Found Error", message: "Not found" } });
    const all = [{ id: "_id", type: "int" }, ...table.fields];
    const place = (name) => all.findIndex(({ id }) => id === name);
    const filters = Object.entries(JSON.parse(query.get("filters") || "{}"));
    let rows = table.rows.map((row, at) => [at + 1, ...row]);
    for (const [name, values] of filters) {
      const wanted = new Set([values].flat().map(String));
      rows = rows.filter((row) => row[place(name)] !== null && wanted.has(String(row[place(name)])));
    }
    const keys = (query.get("sort") || "_id").split(",").map((key) => /^"?(.+?)"?(?: +(asc|desc))?(?: nulls last)?$/.exec(key));
    if (!keys.every((key) => key && place(key[1]) >= 0)) return json(409, { success: false, error: { __type: "Validation Error", sort: ["no such column"] } });
    rows.sort((a, b) => {
      for (const [, name, direction] of keys) {
        const [x, y] = [a[place(name)], b[place(name)]];
        if (x === null || y === null) {
          if (x !== y) return x === null ? 1 : -1;
        } else if (compare(x, y) !== 0) {
          return direction === "desc" ? -compare(x, y) : compare(x, y);
        }
      }
      return 0;
    });
    const names = (query.get("fields") || all.map(({ id }) => id).join(",")).split(",");
    rows = rows.map((row) => names.map((name) => row[place(name)]));
    if (query.get("distinct") === "true") rows = [...new Map(rows.map((row) => [JSON.stringify(row), row])).values()];
    const [limit, offset] = [Math.min(Number(query.get("limit") ?? 100), 32_000), Number(query.get("offset") ?? 0)];
    const page = rows.slice(offset, offset + limit);
    const lists = query.get("records_format") === "lists";
    return json(200, {
      success: true,
      result: {
        fields: names.map((name) => all[place(name)]),
        records: lists ? page : page.map((row) => Object.fromEntries(names.map((name, at) => [name, row[at]]))),
        limit,
        records_format: lists ? "lists" : "objects",
        ...(query.get("include_total") === "false" ? {} : { total: rows.length, total_was_estimated: false }),
      },
    });
  });
}

const SMALL = "tanggal;kota;harga\n2024-01-01;Bandung;12.500\n2024-01-02;Cimahi;13.000\n";

/** Ready-made behaviours. */
export const behaves = {
  /** A good, small file. */
  csv: (body = SMALL) => ({ body }),
  /** The same, unreadable from other origins. */
  noCors: (body = SMALL) => ({ body, cors: false }),
  /** The portal has a fault. */
  fault: () => ({ status: 500, type: "text/html", body: "<h1>Internal Server Error</h1>" }),
  /** The portal accepts the question and never answers. */
  silent: () => ({ send: () => {} , type: "text/csv" }),
  /** The answer comes late. */
  slow: (delay, body = SMALL) => ({ delay, body }),
  /** A web page where a file should be: a login page, a "moved" page. */
  html: () => ({ type: "text/html", body: "<!doctype html><html><head><title>Masuk</title></head><body><form>…</form></body></html>" }),
  /** Nothing at all. */
  empty: () => ({ body: "" }),
  /** Bytes that are no table: quotes that never close, rows of every length, NUL bytes. */
  broken: () => ({ body: 'a,b,c\n"1,2\n3,4,5,6,7\n\0\0\0\n"x"y,"z\n' }),
  /** The connection breaks before an answer. */
  reset: () => ({ before: (response) => response.destroy() }),
  /** The connection breaks in the middle of the file. */
  cut: (body = SMALL.repeat(50)) => ({
    headers: { "Content-Length": String(Buffer.byteLength(body) * 2) },
    send: (response) => {
      response.write(body);
      setTimeout(() => response.destroy(), 50);
    },
  }),
  /** A file that never ends. */
  endless: () => ({
    send: (response) => {
      response.write("nomor,nilai\n");
      let row = 0;
      const timer = setInterval(() => {
        let chunk = "";
        for (let i = 0; i < 200; i += 1) chunk += `${(row += 1)},${row % 97}\n`;
        response.write(chunk);
      }, 20);
      response.on("close", () => clearInterval(timer));
    },
  }),
  /**
   * A large file, made while it is sent: the same rows on every run. `known` states its length;
   * `pace` waits so many milliseconds after every quarter of a megabyte, as a slow line would.
   */
  big: (rows, { known = true, pace = 0 } = {}) => {
    const header = "tanggal,kota,komoditas,harga,stok\n";
    return {
      headers: known ? { "Content-Length": String(bigLength(rows, header)) } : {},
      send: async (response) => {
        let chunk = header;
        const closed = new Promise((resolve) => response.once("close", resolve));
        for (let row = 0; row < rows && !response.destroyed; row += 1) {
          chunk += bigRow(row);
          if (chunk.length > 1 << 18 || row === rows - 1) {
            const full = !response.write(chunk);
            chunk = "";
            const drained = full && Promise.race([closed, new Promise((resolve) => response.once("drain", resolve))]);
            if (pace > 0) await new Promise((resolve) => setTimeout(resolve, pace));
            await drained;
          }
        }
        response.end(chunk);
      },
    };
  },
};

const CITIES = ["Bandung", "Cimahi", "Garut", "Cirebon", "Sumedang", "Bogor", "Depok", "Bekasi"];
const FOODS = ["Beras", "Gula", "Minyak goreng", "Telur", "Bawang merah", "Cabai rawit"];

/** Row `n` of the big file. */
export function bigRow(n) {
  const day = String((n % 28) + 1).padStart(2, "0");
  const month = String((Math.floor(n / 28) % 12) + 1).padStart(2, "0");
  const price = 5000 + ((n * 7919) % 45000);
  return `2024-${month}-${day},${CITIES[n % CITIES.length]},${FOODS[n % FOODS.length]},${price},${n % 1000}\n`;
}

function bigLength(rows, header) {
  let total = Buffer.byteLength(header);
  for (let row = 0; row < rows; row += 1) total += bigRow(row).length;
  return total;
}
