// Many portals, each a CKAN on an origin of its own: browsers count connections per origin, and a portal that
// is silent must not keep another one from being asked.

import { createServer } from "node:http";
import { close, listen } from "./site.mjs";

/**
 * Starts a portal. `datasets` are `{ name, title, publisher, tags, format, url, modified }`.
 *
 * The portal has `origin`, the `searches` it was asked (as URLSearchParams), `at` (when its first answer to a
 * search was sent, by the clock of this machine), and:
 *  - `delay`: milliseconds before an answer
 *  - `hold()`: searches are not answered until `release()`
 *  - `fail`: a status that every request gets instead
 *  - `close()`
 */
export async function startPortal(datasets, { title = "Portal uji", delay = 0, formats = "CSV" } = {}) {
  const portal = { title, delay, fail: undefined, searches: [], at: undefined, datasets };
  let held;
  portal.hold = () => {
    let release;
    const until = new Promise((resolve) => (release = resolve));
    held = until;
    portal.release = () => {
      held = undefined;
      release();
    };
  };
  const full = (dataset) => ({
    id: `id-${dataset.name}`,
    name: dataset.name,
    title: dataset.title,
    notes: dataset.notes ?? "",
    license_id: "cc-by",
    license_title: "CC BY 4.0",
    metadata_created: "2024-01-02T03:04:05.000006",
    metadata_modified: `${dataset.modified ?? "2025-06-07"}T08:09:10.000011`,
    organization: { id: "o", name: slug(dataset.publisher), title: dataset.publisher, type: "organization" },
    private: false,
    state: "active",
    type: "dataset",
    tags: (dataset.tags ?? []).map((name) => ({ name, display_name: name })),
    groups: [],
    extras: [],
    num_resources: 1,
    resources: [{ id: `r-${dataset.name}`, package_id: `id-${dataset.name}`, name: "Berkas", format: dataset.format ?? formats, url: dataset.url ?? `${portal.origin}/${dataset.name}.csv`, state: "active", datastore_active: false }],
  });
  const answers = {
    status_show: () => ({ site_title: portal.title, site_description: "", site_url: portal.origin, ckan_version: "2.10.4", extensions: [] }),
    package_search: (query) => search(datasets.map(full), query),
    package_show: (query) => datasets.map(full).find(({ id, name }) => [id, name].includes(query.get("id"))),
  };
  const server = createServer(async (request, response) => {
    const url = new URL(request.url, "http://portal");
    const action = url.pathname.split("/").filter(Boolean).at(-1);
    response.setHeader("Access-Control-Allow-Origin", "*");
    response.setHeader("Content-Type", "application/json");
    if (action === "package_search") portal.searches.push(url.searchParams);
    if (portal.fail) {
      response.writeHead(portal.fail).end("{}");
      return;
    }
    if (portal.delay > 0) await new Promise((resolve) => setTimeout(resolve, portal.delay));
    if (action === "package_search" && held) await held;
    const result = answers[action]?.(url.searchParams);
    response.statusCode = result ? 200 : 404;
    response.end(JSON.stringify({ success: Boolean(result), result, error: result ? undefined : { __type: "Not Found Error", message: "Not found" } }));
    if (action === "package_search") portal.at ??= Date.now();
  });
  await listen(server);
  portal.origin = `http://127.0.0.1:${server.address().port}`;
  portal.close = async () => {
    portal.release?.();
    server.closeAllConnections();
    await close(server);
  };
  return portal;
}

const slug = (text) => text.toLowerCase().replaceAll(/[^a-z0-9]+/g, "-");

/** What CKAN's search does, as far as it is asked here. */
function search(records, query) {
  const words = ((query.get("q") ?? "").toLowerCase().match(/[a-z0-9-]+/g) ?? []).filter((word) => word !== "and");
  const filters = [...(query.get("fq") ?? "").matchAll(/(\w+):(?:"((?:[^"\\]|\\.)*)"|\(([^)]*)\))/g)].map(([, field, one, many]) => [
    field,
    one === undefined ? [...many.matchAll(/"((?:[^"\\]|\\.)*)"/g)].map(([, value]) => value) : [one],
  ]);
  const values = {
    organization: (record) => [[record.organization.name, record.organization.title]],
    res_format: (record) => [[record.resources[0].format, record.resources[0].format]],
    tags: (record) => record.tags.map(({ name }) => [name, name]),
    groups: () => [],
    license_id: (record) => [[record.license_id, record.license_title]],
  };
  const found = records.filter(
    (record) =>
      words.every((word) => record.title.toLowerCase().includes(word)) &&
      filters.every(([field, wanted]) => values[field](record).some(([value]) => wanted.includes(value))),
  );
  const by = (key, sign) => (a, b) => sign * (a[key] < b[key] ? -1 : a[key] > b[key] ? 1 : 0) || (a.name < b.name ? -1 : 1);
  const sort = query.get("sort") ?? "";
  if (sort.startsWith("metadata_modified")) found.sort(by("metadata_modified", -1));
  if (sort.startsWith("title_string")) found.sort(by("title", 1));
  const facets = {};
  for (const [field, of] of Object.entries(values)) {
    const counts = new Map();
    for (const record of found) for (const [value, label] of of(record)) counts.set(value, { name: value, display_name: label, count: (counts.get(value)?.count ?? 0) + 1 });
    facets[field] = { title: field, items: [...counts.values()] };
  }
  const start = Number(query.get("start") ?? 0);
  const results = found.slice(start, start + Number(query.get("rows") ?? 10));
  return { count: found.length, facets: {}, search_facets: facets, sort, results };
}
