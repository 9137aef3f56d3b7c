// The ways around a refusal: the isolated frame for a table's rows, the portal that passes a file on, a proxy
// of the person's own, a busy server that is asked again, a letter where a file is refused.

import assert from "node:assert/strict";
import { behaves, eventually, journey, personAt, unanchored } from "../harness/index.mjs";

const REFUSAL = /blocked by CORS policy|Failed to load resource/;
const PROXY = "https://proksi.example";
const ROWS = Array.from({ length: 40 }, (_, row) => [row + 1, `Kecamatan ${row + 1}`, row * 1.5]);

/** A small CKAN; `open` says whether other pages may read it. Gives its address. */
function serveCkan(fixtures, { open, resources }) {
  const dataset = { id: "id-usaha", name: "usaha", title: "Usaha per kecamatan", organization: { name: "dinas", title: "Dinas Koperasi" }, license_title: "CC BY", resources };
  const answers = {
    status_show: () => ({ site_title: "Portal tertutup", ckan_version: "2.10.4", extensions: ["datastore"] }),
    package_search: () => ({ count: 1, search_facets: {}, results: [dataset] }),
    package_show: ({ id }) => (["usaha", "id-usaha"].includes(id) ? dataset : null),
    datastore_search: ({ offset = 0, limit }) => ({
      total: ROWS.length,
      records_format: "lists",
      fields: [{ id: "no", type: "int" }, { id: "kecamatan", type: "text" }, { id: "nilai", type: "numeric" }],
      records: ROWS.slice(Number(offset), Number(offset) + Math.min(Number(limit), 1_000)),
    }),
  };
  fixtures.serveUnder("/api/3/action/", (url) => {
    const { callback, ...query } = Object.fromEntries(url.searchParams);
    const result = answers[url.pathname.split("/").at(-1)]?.(query);
    if (!result) return { status: 404, type: "application/json", cors: open, body: '{"success":false,"error":{"__type":"Not Found Error"}}' };
    const body = JSON.stringify({ success: true, result });
    return callback ? { type: "application/javascript", cors: open, body: `${callback}(${body});` } : { type: "application/json", cors: open, body };
  });
  return fixtures.origin;
}

const refusedFile = (fixtures) => fixtures.serve("/unduh/usaha.csv", behaves.noCors("kecamatan;nilai\nCoblong;1\n"));
const resource = (fixtures, more) => ({ id: "r1", package_id: "id-usaha", name: "Usaha", format: "CSV", url: refusedFile(fixtures), datastore_active: false, ...more });

journey("rows by the frame, from the table that refuses", async ({ page, goto, lang, screen, fixtures, allow }) => {
  allow(REFUSAL);
  const me = personAt(page, { lang, screen });
  const portal = serveCkan(fixtures, { open: false, resources: [resource(fixtures, { datastore_active: true })] });
  await goto(`portal=${portal}&dataset=usaha&resource=r1`);
  await me.problem("REFUSED");
  await me.picture("42-refused", true);
  await me.button("ways.FRAME_ALLOW").click();
  await me.countsRows(ROWS.length, ROWS.length);
  const line = page.locator(".way-line");
  await line.waitFor();
  const words = await line.innerText();
  assert.ok(words.includes(me.say("ways.NUMBERS")) && words.includes(me.say("ways.ROWS_BY_FRAME")), words);
  await me.cellsThere();
  assert.deepEqual(Object.values(await me.cells(2)).slice(0, 2), ["2", "Kecamatan 2"]);
  await me.picture("42-rows");
  // The frame goes when nobody needs it, and comes again by itself.
  await eventually(() => page.locator("iframe").count(), (count) => count === 0, "the idle frame is taken away", 40_000);
  await goto(`portal=${portal}`);
  await me.results();
  await line.waitFor();
  await me.picture("42-catalogue");
});

journey("a proxy of one's own, and a letter", async ({ page, context, goto, lang, screen, fixtures, allow }) => {
  allow(REFUSAL);
  const me = personAt(page, { lang, screen });
  const portal = serveCkan(fixtures, { open: false, resources: [resource(fixtures)] });
  const seen = [];
  await context.route(`${PROXY}/**`, async (route) => {
    const target = new URL(route.request().url()).searchParams.get("url");
    seen.push(target);
    const answer = await fetch(target);
    await route.fulfill({ status: answer.status, contentType: answer.headers.get("content-type"), headers: { "Access-Control-Allow-Origin": "*" }, body: Buffer.from(await answer.arrayBuffer()) });
  });
  await goto(`portal=${portal}`);
  await me.problem("REFUSED", {}, "screens.REFUSED_PORTAL_NEXT");
  await page.getByText(me.say("ways.PROXY"), { exact: true }).click();
  const field = page.getByRole("textbox", { name: me.say("ways.PROXY_FIELD") });
  for (const bad of ["http://proksi.example/?url={url}", "https://proksi.example/", "x"]) {
    await field.fill(bad);
    await me.button("ways.PROXY_USE").click();
    await page.getByText(me.say("ways.PROXY_BAD", { url: "{url}" })).waitFor();
  }
  await me.picture("42-proxy", true);
  await field.fill(`${PROXY}/?url={url}`);
  await field.press("Enter");
  // The test's portal lies on this machine, and no proxy is ever asked for a host of somebody's own network.
  await me.problem("REFUSED", {}, "screens.REFUSED_PORTAL_NEXT");
  assert.deepEqual(seen, []);
  assert.ok((await page.locator(".way-line").innerText()).includes("proksi.example"));
  await me.button("ways.STOP").click();
  await eventually(() => page.locator(".way-line").count(), (count) => count === 0, "the proxy is out of use");

  // A host of the web that cannot be reached from here, played by the test.
  await context.route("https://data.contoh.invalid/**", (route) => route.abort());
  await goto("data=https://data.contoh.invalid/harga.csv");
  await page.locator("main").getByRole("alert").first().waitFor();
  await page.getByText(me.say("ways.PROXY"), { exact: true }).click();
  await context.unroute(`${PROXY}/**`);
  await context.route(`${PROXY}/**`, async (route) => {
    seen.push(new URL(route.request().url()).searchParams.get("url"));
    await route.fulfill({ status: 200, contentType: "text/csv", headers: { "Access-Control-Allow-Origin": "*" }, body: "kota;nilai\nBandung;1\nCimahi;2\n" });
  });
  await page.getByRole("button", { name: unanchored(me.say.like("ways.PROXY_USE_KNOWN", { host: "proksi.example" })) }).click();
  await me.countsRows(2, 2);
  assert.deepEqual(seen, ["https://data.contoh.invalid/harga.csv"]);
  assert.ok((await page.locator(".way-line").innerText()).includes("proksi.example"), "the proxy is named while it is used");
  await me.picture("42-by-proxy");

  // A file of the portal: its operator is asked for the very setting, with the host that the file lies on.
  await goto(`data=${refusedFile(fixtures)}`);
  await me.problem("REFUSED");
  await page.getByText(me.say("screens.LETTER"), { exact: true }).click();
  assert.match(await page.locator(".letter").innerText(), /Access-Control-Allow-Origin/);
  await me.picture("42-letter", true);
});

journey("a server that is busy is asked again", async ({ page, goto, lang, screen, fixtures, allow }) => {
  allow(REFUSAL);
  const me = personAt(page, { lang, screen });
  const portal = serveCkan(fixtures, { open: true, resources: [resource(fixtures)] });
  let asked = 0;
  const real = { type: "application/json", body: JSON.stringify({ success: true, result: { count: 1, results: [{ id: "a", name: "a", title: "Harga beras" }] } }) };
  fixtures.serve("/api/3/action/package_search", () => {
    asked += 1;
    return asked === 1 ? { status: 429, headers: { "Retry-After": "2", "Access-Control-Expose-Headers": "Retry-After" }, body: "" } : real;
  });
  await goto(`portal=${portal}`);
  await page.getByText(unanchored(me.say.like("common.WAITING", { n: 2 }))).first().waitFor();
  await me.picture("42-busy");
  await page.getByRole("main").getByRole("link", { name: "Harga beras", exact: true }).waitFor();
  assert.equal(asked, 2);
  // One that is not there at all is told from one that refuses: no letter would change it.
  fixtures.reset();
  fixtures.serveUnder("/", behaves.reset());
  // At an address of which nothing is kept.
  await goto(`portal=${portal}/lain`);
  await me.problem("UNREACHABLE");
  await page.getByText(me.say("ways.DOWN"), { exact: true }).waitFor();
  assert.equal(await page.getByText(me.say("screens.LETTER"), { exact: true }).count(), 0);
  await me.picture("42-down", true);
});

journey("an http: portal from a secure page", async ({ page, context, lang, screen, site, allow }) => {
  allow(REFUSAL);
  const me = personAt(page, { lang, screen });
  const home = "https://jelajah.example/";
  const asked = [];
  await context.route(/^https?:\/\/(?!127\.)/, async (route) => {
    const url = route.request().url();
    if (!url.startsWith(home)) {
      asked.push(url);
      return route.abort();
    }
    const answer = await fetch(site.url + url.slice(home.length));
    const headers = Object.fromEntries([...answer.headers].filter(([name]) => !/encoding|length/.test(name)));
    return route.fulfill({ status: answer.status, headers, body: Buffer.from(await answer.arrayBuffer()) });
  });
  await page.goto(`${home}?portal=http://data.contoh.invalid&lang=${lang}`);
  await page.locator("#shell").waitFor({ state: "detached" });
  await me.problem("MIXED_CONTENT", { 0: "data.contoh.invalid" });
  // It is known before it is asked; only its secure twin is tried.
  assert.deepEqual(asked.filter((url) => url.startsWith("http:")), []);
  await page.getByText(me.say("ways.MIXED"), { exact: true }).waitFor();
  assert.equal(await me.button("ways.FRAME_ALLOW").count(), 0, "a frame could not load it either");
  await page.getByText(me.say("screens.LETTER"), { exact: true }).click();
  assert.match(await page.locator(".letter").innerText(), /https/);
  await me.picture("42-mixed", true);
});
