// A table that is too large for the device, at a made-up portal without SQL: the choice, the work at the
// portal, parts of the table, and transfers that break off.

import assert from "node:assert/strict";
import { assertNoSeriousAxe, behaves, eventually, format, journey, personAt, servePortal, serveTables, settles } from "../harness/index.mjs";

const ROWS = 60_000;
const CITIES = ["Bandung", "Bogor", "Cirebon", "Depok"];
const NAME = "harga-besar";
const TITLE = "Harga besar";
const TABLE = "tabel-besar";

/** Row `n`, from 0. */
const row = (n) => [CITIES[n % 4], 5_000 + ((n * 7_919) % 45_000), 2_019 + (n % 6), `catatan nomor ${n} yang agak panjang`];

/** The portal with the table in its DataStore. */
function portal(fixtures, options = {}, rows = ROWS) {
  const fields = [
    { id: "kota", type: "text" },
    { id: "harga", type: "int4" },
    { id: "tahun", type: "int4" },
    { id: "catatan", type: "text" },
  ];
  serveTables(fixtures, { [TABLE]: { fields, rows: Array.from({ length: rows }, (_, n) => row(n)) } }, options);
  const resources = [{ id: TABLE, name: "harga", url: "", url_type: "datastore", datastore_active: true }];
  return servePortal(fixtures, [{ name: NAME, title: TITLE, publisher: "Dinas", resources }]);
}

/** A device that tells so little memory that a megabyte of text is all it holds. */
const smallDevice = (page) =>
  page.addInitScript(() => Object.defineProperty(Navigator.prototype, "deviceMemory", { get: () => 0.01 }));

const at = (address) => `portal=${address}&dataset=${NAME}&resource=${TABLE}`;

journey("a table that stays at its portal", { limit: 240_000 }, async ({ page, goto, lang, screen, fixtures }) => {
  const me = personAt(page, { lang, screen });
  const { say } = me;
  await smallDevice(page);
  const address = portal(fixtures);
  await goto(at(address));

  // Nothing is loaded before the person has chosen.
  const choice = page.getByRole("region", { name: say("extent.TOO_LARGE") });
  await choice.waitFor();
  const words = await choice.innerText();
  assert.ok(words.includes(format(ROWS, lang)), `the number of rows in: ${words}`);
  assert.equal(fixtures.requests.filter((request) => request.includes("datastore_search?")).length, 1, "one request for the choice");
  await assertNoSeriousAxe(page);
  await me.picture("91-choice", true);

  // At the portal: all rows in the grid, a filter and an order done there.
  await me.button("extent.AT_PORTAL").click();
  await me.grid().waitFor();
  await me.countsRows(ROWS, ROWS);
  await me.cellsThere();
  assert.equal((await me.cells(1))[0], row(0)[0]);
  const place = page.locator(".work-place");
  assert.ok((await place.innerText()).includes(say("extent.PLACE_PORTAL")));
  await me.picture("91-portal");
  let panel = await me.column("kota");
  await panel.getByRole("checkbox", { name: /^Bogor\b/ }).check();
  if (screen === "phone") await me.closePanel();
  await me.countsRows(ROWS / 4, ROWS);
  panel = await me.column("harga");
  await panel.getByRole("button", { name: say("table.SORT_DOWN") }).click();
  if (screen === "phone") await me.closePanel();
  const best = Array.from({ length: ROWS }, (_, n) => row(n)).filter(([city]) => city === "Bogor").sort((a, b) => b[1] - a[1]);
  await eventually(() => me.cells(1), (cells) => cells[1] === String(best[0][1]), "the largest price comes first");
  const asked = fixtures.requests.filter((request) => request.includes("filters="));
  assert.ok(asked.some((request) => decodeURIComponent(request.replaceAll("+", " ")).includes('"kota":["Bogor"]')), "the filter went to the portal");
  await place.getByText(say("extent.REQUESTS")).click();
  assert.ok((await place.innerText()).includes("datastore_search?"), "the request is shown");
  await me.picture("91-request");

  // To the last row by keyboard; a page of rows comes for it and not the table.
  await me.grid().focus();
  await page.keyboard.press("Control+End");
  const last = best.at(-1)[1];
  await eventually(() => me.cells(ROWS / 4), (cells) => Object.values(cells).includes(String(last)) || Object.keys(cells).length > 0, "the last row is in sight");

  // A chart of it: groups are counted on all rows, with what the portal cannot do done here.
  await me.button("table.MAKE_CHART").click();
  await me.ink();

  // Back, and another way: undone like every other step.
  await page.goBack();
  await me.grid().waitFor();
  await place.getByRole("button", { name: say("extent.CHANGE") }).click();
  await choice.waitFor();
  await me.undo();
  await me.grid().waitFor();
});

journey("parts of a table", { limit: 240_000 }, async ({ page, goto, lang, screen, fixtures }) => {
  const me = personAt(page, { lang, screen });
  const { say } = me;
  await smallDevice(page);
  const address = portal(fixtures);
  await goto(at(address));
  const choice = page.getByRole("region", { name: say("extent.TOO_LARGE") });
  await choice.waitFor();

  // A sample, spread over the whole table.
  const sample = choice.getByRole("button", { name: /\d/ });
  const rows = Number((await sample.innerText()).replaceAll(/\D/g, ""));
  await sample.click();
  await me.grid().waitFor();
  await me.countsRows(rows, rows);
  assert.ok((await page.locator(".work-place").innerText()).includes(say("extent.PLACE_SAMPLE")));
  const notes = page.locator("details").filter({ hasText: say("table.READ_NOTES", { n: 1 }) });
  await notes.locator("summary").click();
  assert.ok((await notes.innerText()).includes(format(ROWS, lang)), "the note says of how many rows it is a sample");
  const offsets = fixtures.requests.map((request) => Number(/offset=(\d+)/.exec(request)?.[1] ?? 0));
  assert.ok(Math.max(...offsets) > ROWS * 0.9, "the end of the table is in the sample");
  await me.picture("91-sample", true);

  // Some columns of all rows.
  await page.locator(".work-place").getByRole("button", { name: say("extent.CHANGE") }).click();
  await choice.waitFor();
  await choice.locator("summary").click();
  await choice.getByRole("checkbox", { name: /^catatan\b/ }).check();
  const load = choice.getByRole("button", { name: say("extent.COLUMNS_LOAD") });
  assert.ok(await load.isDisabled(), "too much is not loaded");
  await choice.getByRole("checkbox", { name: /^catatan\b/ }).uncheck();
  await choice.getByRole("checkbox", { name: /^harga\b/ }).check();
  await me.picture("91-columns", true);
  await load.click();
  await me.grid().waitFor();
  await me.countsRows(ROWS, ROWS);
  assert.equal(await page.getByRole("columnheader").count(), 2, "the row numbers and one column");
});

journey("rows that break off and go on", { limit: 240_000 }, async ({ page, goto, lang, screen, fixtures, allow }) => {
  const me = personAt(page, { lang, screen });
  const { say } = me;
  // What fails on purpose, the browser reports by itself.
  allow(/Failed to load resource|net::ERR/);
  let broken = true;
  const seen = [];
  const on = (query) => {
    const offset = Number(query.get("offset"));
    seen.push(offset);
    if (offset > 20_000 && broken) return { before: (response) => response.destroy() };
  };
  const address = portal(fixtures, { on });
  await goto(at(address));

  // Tried again by itself, then it waits; nothing that came is lost.
  await page.getByText(new RegExp(say("extent.RETRYING", { rows: "§" }).split("§")[0])).first().waitFor();
  const go = me.button("extent.CONTINUE");
  await go.waitFor({ timeout: 60_000 });
  await assertNoSeriousAxe(page);
  await me.picture("91-paused");
  const before = seen.length;
  const at_break = seen.at(-1);
  // Each attempt is followed by the question whether the server is there at all.
  assert.ok(seen.filter((offset) => offset === at_break).length >= 4, "three attempts after the first");
  assert.equal(Math.max(...seen), at_break, "all for the same rows");
  broken = false;
  await go.click();
  await me.grid().waitFor({ timeout: 60_000 });
  await me.countsRows(ROWS, ROWS);
  assert.equal(seen[before], at_break, "it goes on where it broke off");
  assert.equal(seen.filter((offset) => offset === 0).length, 1, "nothing comes twice");
  await me.grid().focus();
  await page.keyboard.press("Control+End");
  await eventually(() => me.cells(ROWS), (cells) => Object.values(cells).includes(row(ROWS - 1)[3]) || cells[0] === row(ROWS - 1)[0], "the last row is there");
});

journey("a file that breaks off and goes on", { screens: ["desktop"], limit: 240_000 }, async ({ page, goto, lang, screen, fixtures, allow }) => {
  const me = personAt(page, { lang, screen });
  allow(/Failed to load resource|net::ERR/);
  const lines = Array.from({ length: 200_000 }, (_, n) => row(n).join(","));
  const text = `kota,harga,tahun,catatan\n${lines.join("\n")}\n`;
  const half = Math.floor(text.length / 2);
  const ranges = [];
  const address = fixtures.serve("/besar.csv", () => ({
    headers: { "Last-Modified": "Mon, 06 Jan 2025 08:00:00 GMT", "Accept-Ranges": "bytes" },
    send: (response, request) => {
      const from = Number(/bytes=(\d+)-/.exec(request.headers.range ?? "")?.[1] ?? 0);
      ranges.push(from);
      assert.equal(request.headers["if-range"], undefined, "nothing that needs leave first");
      const rest = text.slice(from);
      response.statusCode = from > 0 ? 206 : 200;
      response.setHeader("Content-Length", Buffer.byteLength(rest));
      if (from > 0) response.setHeader("Content-Range", `bytes ${from}-${text.length - 1}/${text.length}`);
      if (ranges.length > 1) return response.end(rest);
      response.write(text.slice(0, half), () => setTimeout(() => response.destroy(), 300));
    },
  }));
  await goto(`data=${encodeURIComponent(address)}`);
  await me.grid().waitFor({ timeout: 60_000 });
  await me.countsRows(200_000, 200_000);
  assert.equal(ranges.length, 2, "one break, one continuation");
  assert.ok(ranges[1] > 0 && ranges[1] <= half, `it goes on where it broke off: ${ranges[1]} of ${half}`);
  assert.ok(!fixtures.requests.some((request) => request.startsWith("OPTIONS")), "no leave was asked");

  // A large file alone has its first rows as a sample.
  await smallDevice(page);
  const big = fixtures.serve("/lagi.csv", behaves.big(300_000));
  await goto(`data=${encodeURIComponent(big)}`);
  await page.getByRole("region", { name: me.say("extent.TOO_LARGE") }).waitFor();
  await me.picture("91-file", true);
  await settles(() => me.button("extent.AT_PORTAL").count(), 0, "a file has no portal to work at");
  await me.button("extent.EVERYTHING").click();
  await me.grid().waitFor({ timeout: 60_000 });
  await me.countsRows(300_000, 300_000);
});
