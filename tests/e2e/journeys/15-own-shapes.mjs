// A table from a file with geometry: its own areas, lines and points are drawn, coloured by one of its columns,
// with classes, legend and twin; they are found by name, moved, and exported with their geometry.

import assert from "node:assert/strict";
import { Buffer } from "node:buffer";
import { readFileSync } from "node:fs";
import { eventually, journey, personAt } from "../harness/index.mjs";

const feature = (properties, type, coordinates) => ({ type: "Feature", properties, geometry: type && { type, coordinates } });
const collection = (name, features) => ({ name, mimeType: "application/geo+json", buffer: Buffer.from(JSON.stringify({ type: "FeatureCollection", features })) });

/** Fields beside one another, that no list of regions knows; the last one has no geometry. */
const square = (at) => [[[0, 0], [1, 0], [1, 1], [0, 1], [0, 0]].map(([x, y]) => [107.6 + (at % 4 + x) * 0.02, -6.9 + (Math.floor(at / 4) + y) * 0.02])];
const fields = collection("petak.geojson", [
  ...Array.from({ length: 12 }, (_, at) => feature({ petak: `Petak ${String.fromCharCode(65 + at)}`, hasil: at === 5 ? null : 3 + at * at }, "Polygon", square(at))),
  feature({ petak: "Petak Z", hasil: 9 }, null),
]);

/** A road, a river and two posts. */
const things = collection("sungai.geojson", [
  feature({ nama: "Jalan Raya", panjang: 12 }, "LineString", [[107.5, -6.95], [107.6, -6.9], [107.75, -6.92]]),
  feature({ nama: "Ci Tarum", panjang: 30 }, "LineString", [[107.55, -6.85], [107.6, -6.93], [107.7, -7.0]]),
  feature({ nama: "Pos Dayeuhkolot", panjang: 1 }, "Point", [107.62, -6.98]),
  feature({ nama: "Pos Nanjung", panjang: 2 }, "Point", [107.53, -6.94]),
]);

async function toMap(me, file) {
  await me.pick(file);
  await me.button("table.MAKE_MAP").click();
  await me.on(me.say("figure.MAP"));
}

journey("a table's own areas as a map", { limit: 120_000 }, async ({ page, goto, lang, screen }) => {
  const me = personAt(page, { lang, screen });
  const { say } = me;
  await goto();
  await toMap(me, fields);
  // No column names regions, so the shapes are drawn without being asked for, and a reason says so.
  await me.ink();
  await eventually(() => page.locator("#map-mark").inputValue().then((value) => page.locator(`#map-mark option[value="${value}"]`).innerText()), (name) => name === say("map.KIND_SHAPES"), "the kind of map");
  await page.getByText(say("map.SENTENCE_COVERAGE_ROWS", { 0: 11, 1: 12 }), { exact: false }).first().waitFor();
  await me.picture("15-own-shapes", true);
  // A row without a shape is counted, never lost in silence.
  await page.getByText(say("map.SHAPE_WORD"), { exact: false }).first().waitFor();

  // Found by its name: the map goes there.
  const seek = page.getByRole("searchbox", { name: say("figure.SEEK_REGION") }).or(page.getByRole("combobox", { name: say("figure.SEEK_REGION") }));
  await seek.fill("Petak L");
  await seek.press("Tab");
  const all = me.button("figure.ZOOM_ALL");
  await eventually(() => all.isDisabled(), (disabled) => !disabled, "a part of the map is shown");
  await me.picture("15-own-shapes-close");
  await all.click();

  await me.button("export.EXPORT").click();
  const [download] = await Promise.all([page.waitForEvent("download"), me.button("outlines.EXPORT_GEOJSON").click()]);
  const file = JSON.parse(readFileSync(await download.path(), "utf8"));
  assert.equal(file.features.length, 12);
  const last = file.features.find((feature) => feature.properties.petak === "Petak L");
  assert.equal(last.geometry.type, "MultiPolygon");
  assert.ok(Object.values(last.properties).includes(3 + 11 * 11), JSON.stringify(last.properties));
});

journey("a table's own lines and points as a map", { limit: 120_000 }, async ({ page, goto, lang, screen }) => {
  const me = personAt(page, { lang, screen });
  const { say } = me;
  await goto();
  await toMap(me, things);
  await me.ink();
  await page.getByText(say("map.SENTENCE_COVERAGE_ROWS", { 0: 4, 1: 4 }), { exact: false }).first().waitFor();
  await me.picture("15-own-lines", true);
  await me.button("export.EXPORT").click();
  const [download] = await Promise.all([page.waitForEvent("download"), me.button("outlines.EXPORT_GEOJSON").click()]);
  const kinds = JSON.parse(readFileSync(await download.path(), "utf8")).features.map((feature) => feature.geometry.type);
  assert.deepEqual(kinds, ["MultiLineString", "MultiLineString", "Point", "Point"]);
});

journey("own shapes in a grid that nobody named", { langs: ["id"], screens: ["phone"], limit: 120_000 }, async ({ page, goto, lang, screen }) => {
  const me = personAt(page, { lang, screen });
  const { say } = me;
  await goto();
  const metres = (x, y) => [788_000 + x * 100, 9_236_000 + y * 100];
  await toMap(me, collection("utm.geojson", [0, 1, 2].map((at) => feature({ petak: `P${at}`, hasil: at + 1 }, "Polygon", [[metres(at, 0), metres(at + 1, 0), metres(at + 1, 1), metres(at, 0)]]))));
  await page.getByText(say("problems.NEEDS_GRID"), { exact: false }).first().waitFor();
  await me.picture("15-own-grid", true);
  await page.locator("#map-grid").selectOption({ label: say("places.GRID_UTM_SOUTH", { zone: 48 }) });
  await me.ink();
});
