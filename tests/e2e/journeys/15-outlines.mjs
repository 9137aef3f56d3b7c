// Outlines from a file of the person: its key column is chosen and shown, it is kept in the browser and named in
// the project, the map is exported with its source; a pack at a public address is fetched only when asked for.

import assert from "node:assert/strict";
import { Buffer } from "node:buffer";
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { eventually, journey, personAt, settles, unanchored } from "../harness/index.mjs";

const REGIONS = [
  ["Kulon Progo", "3401", 430],
  ["Bantul", "3402", 950],
  ["Gunungkidul", "3403", 700],
  ["Sleman", "3404", 1200],
  ["Kota Yogyakarta", "3471", 415],
];

const table = Buffer.from(["kabupaten_kota,jumlah", ...REGIONS.map(([name, , value]) => `${name.startsWith("Kota") ? name : `Kabupaten ${name}`},${value}`)].join("\n"));

/** Squares that touch; `shift` says what is done to a point. */
function squares(shift = (x, y) => [x, y]) {
  const ring = (at) => [[0, 0], [1, 0], [1, 1], [0, 1], [0, 0]].map(([x, y]) => shift(110 + (at + x) * 0.15, -8 + y * 0.2));
  return JSON.stringify({
    type: "FeatureCollection",
    features: REGIONS.map(([name, code], at) => ({
      type: "Feature",
      properties: { FID: at, KDPKAB: code, WADMKK: name },
      geometry: { type: "Polygon", coordinates: [ring(at)] },
    })),
  });
}

/** To the map of the table, with the part about outlines open. */
async function toMap(me, page) {
  await me.pick({ name: "diy.csv", mimeType: "text/csv", buffer: table });
  await me.button("table.MAKE_MAP").click();
  await me.on(me.say("figure.MAP"));
}

async function openOutlines(me, page) {
  await page.locator("summary").filter({ has: page.getByText(me.say("outlines.TITLE"), { exact: true }) }).click();
}

const give = (page, name, text) => page.locator("#outline-file").setInputFiles({ name, mimeType: "application/json", buffer: Buffer.from(text) });

journey("outlines from a file", { limit: 120_000 }, async ({ page, goto, lang, screen }) => {
  const me = personAt(page, { lang, screen });
  const { say } = me;
  await goto();
  await toMap(me, page);
  await openOutlines(me, page);

  // A file without areas is refused with a reason; a swapped one is put right and says so.
  await give(page, "titik.geojson", JSON.stringify({ type: "FeatureCollection", features: [{ type: "Feature", properties: { a: 1 }, geometry: { type: "Point", coordinates: [110, -7] } }] }));
  await page.getByText(say("outlines.NOT_OUTLINES")).waitFor();
  await give(page, "terbalik.geojson", squares((x, y) => [y, x]));
  await page.getByText(say("outlines.TROUBLE_SWAPPED")).waitFor();
  const key = page.locator("#outline-key");
  await eventually(() => key.inputValue(), (value) => value !== "", "a key column is chosen");
  await page.getByText(say("outlines.SUMMARY", { n: 5, all: 514 }), { exact: false }).waitFor();
  await key.selectOption({ label: say("outlines.KEY_ENTRY", { column: "WADMKK", n: 5 }) });
  await me.picture("15-outlines-draft", true);
  const credit = page.getByRole("textbox", { name: say("outlines.CREDIT"), exact: true });
  await credit.fill("Batas: uji, CC0");
  await me.button("outlines.USE").click();
  await me.ink();
  await eventually(() => me.sourceLine(), (line) => line.includes("Batas: uji, CC0"), "the outlines' source");
  await me.picture("15-outlines-used", true);

  // Exported with values, codes and both sources.
  await me.button("export.EXPORT").click();
  const [download] = await Promise.all([page.waitForEvent("download"), me.button("outlines.EXPORT_GEOJSON").click()]);
  const file = JSON.parse(readFileSync(await download.path(), "utf8"));
  assert.equal(file.features.length, 5);
  assert.equal(file.attribution, "Batas: uji, CC0");
  const sleman = file.features.find((feature) => feature.properties.kode_bps === "3404");
  assert.equal(sleman.properties.kode_kemendagri, "34.04");
  assert.ok(Object.values(sleman.properties).includes(1200), JSON.stringify(sleman.properties));
  const [topo] = await Promise.all([page.waitForEvent("download"), me.button("outlines.EXPORT_TOPOJSON").click()]);
  assert.equal(JSON.parse(readFileSync(await topo.path(), "utf8")).type, "Topology");
  await page.keyboard.press("Escape");

  // They are there again after the page was closed, and can be deleted; the map then says what is missing.
  await page.waitForFunction(() => !localStorage.getItem("jelajah.unsaved"));
  await page.reload();
  await me.ink();
  await eventually(() => me.sourceLine(), (line) => line.includes("Batas: uji, CC0"), "the outlines are kept");
  await openOutlines(me, page);
  await page.locator("summary", { hasText: say("outlines.KEPT") }).click();
  await page.getByRole("button", { name: say("outlines.FORGET", { name: "terbalik.geojson" }) }).click();
  await page.getByText(unanchored(say.like("outlines.KEPT_ENTRY", { name: "terbalik.geojson", column: "WADMKK" }))).waitFor({ state: "detached" });
  await page.reload();
  await openOutlines(me, page);
  await page.getByText(say("outlines.LOST", { name: "terbalik.geojson", column: "WADMKK" })).waitFor();
  await me.picture("15-outlines-lost", true);
});

journey("coordinates whose grid is asked for", { langs: ["id"], screens: ["phone"], limit: 120_000 }, async ({ page, goto, lang, screen }) => {
  const me = personAt(page, { lang, screen });
  const { say } = me;
  await goto();
  await toMap(me, page);
  await openOutlines(me, page);
  await give(page, "utm.geojson", squares((x, y) => [389_000 + (x - 110) * 110_000, 9_115_000 + (y + 8) * 110_000]));
  await page.getByText(say("outlines.GRID_ASKED")).waitFor();
  await me.picture("15-outlines-grid", true);
  const grid = page.locator("#outline-grid");
  await grid.selectOption({ label: say("places.GRID_UTM_SOUTH", { zone: 49 }) });
  await page.getByText(say("outlines.SUMMARY", { n: 5, all: 514 }), { exact: false }).waitFor();
});

journey("a pack at a public address", { langs: ["id"], limit: 120_000 }, async ({ page, goto, lang, screen, fixtures }) => {
  const me = personAt(page, { lang, screen });
  const { say } = me;
  const arcs = REGIONS.map((_, at) => [[0, 0], [1, 0], [1, 1], [0, 1], [0, 0]].map(([x, y]) => [110 + (at + x) * 0.15, -8 + y * 0.2]));
  const geometries = REGIONS.map(([, code], at) => ({ type: "Polygon", arcs: [[at]], properties: { kode_kemendagri: `${code.slice(0, 2)}.${code.slice(2)}` } }));
  const pack = JSON.stringify({ type: "Topology", arcs, objects: { kab: { type: "GeometryCollection", geometries } } });
  const address = fixtures.serve("/kab.topo.json", { body: pack, headers: { "Access-Control-Allow-Origin": "*" } });
  const entry = (sha256) => ({
    id: "batas-kab-514", title: "514 kabupaten/kota", licence: "CC0", attribution: "Batas: paket uji", bytes: pack.length, sha256, addresses: [address],
  });
  let packs = [entry("0".repeat(64))];
  await page.route("**/packs/index.json", (route) => route.fulfill({ json: { version: 1, packs } }));
  await goto();
  await toMap(me, page);
  // Bars until it is asked for; bytes that are not those of the manifest are refused.
  await page.getByText(say("figure.NO_OUTLINES"), { exact: true }).waitFor();
  await openOutlines(me, page);
  const fetch = page.getByRole("button", { name: say("outlines.FETCH", { host: new URL(address).host }) });
  await fetch.click();
  await page.getByText(say("outlines.FETCH_FAILED")).waitFor();
  await me.picture("15-pack-refused", true);

  packs = [entry(createHash("sha256").update(pack).digest("hex"))];
  await page.waitForFunction(() => !localStorage.getItem("jelajah.unsaved"));
  await page.reload();
  await openOutlines(me, page);
  await fetch.click();
  await settles(() => page.getByText(say("figure.NO_OUTLINES"), { exact: true }).count(), 0, "the bars are gone");
  assert.match(await me.sourceLine(), /Batas: paket uji/);
  // The next time it is here already.
  await page.reload();
  await me.ink();
  await eventually(() => me.sourceLine(), (line) => line.includes("Batas: paket uji"), "the pack is kept");
  assert.equal(await fetch.count(), 0);
});
