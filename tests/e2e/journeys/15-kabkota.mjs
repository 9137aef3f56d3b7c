// A table of kabupaten and kota: the report names the mistakes, a proposal is taken and given back, and
// the map is one of outlines where the build has them, or bars that say why.

import assert from "node:assert/strict";
import { eventually, format, journey, personAt, settles, unanchored } from "../harness/index.mjs";

const REGIONS = [
  ["Kabupaten Sleman", 1200],
  ["Kabupaten Bantul", 950],
  ["Kab. Gunung Kidul", 700],
  ["Kabupaten Kulon Prgo", 400],
  ["Kota Yogyakarta", 1500],
];

const table = ["provinsi,kabupaten_kota,jumlah", ...REGIONS.map(([name, value]) => `DI Yogyakarta,${name},${value}`)].join("\n");

journey("a map of kabupaten and kota", { limit: 120_000 }, async ({ page, goto, url, lang, screen }) => {
  const me = personAt(page, { lang, screen });
  const { say } = me;
  const manifest = await (await fetch(new URL("packs/index.json", url))).json();
  const outlines = manifest.packs.find((pack) => pack.id === "batas-kab-514");
  await goto();
  await me.pick({ name: "diy.csv", mimeType: "text/csv", buffer: Buffer.from(table) });
  await me.button("table.MAKE_MAP").click();
  await me.on(say("figure.MAP"));

  // One province alone: the map is of its kabupaten and kota without asking.
  const report = page.locator("details.report");
  const says = (path, args) => eventually(() => report.innerText(), (text) => unanchored(say.like(path, args)).test(text), path);
  await says("figure.REPORT_MATCHED_KABKOTA", { n: 4 });
  await says("figure.REPORT_UNMATCHED", { n: 1 });
  await me.ink();
  await me.picture("15-kabkota", true);
  const value = async (name) => (await me.twin()).find(([first]) => first === name)?.[2];
  assert.equal(await value("Kota Yogyakarta"), format(1500, lang));
  assert.equal(await value("Kabupaten Kulon Progo"), "");

  // The proposal is only that until it is taken; it can be given back.
  await report.getByRole("button", { name: say("figure.ACCEPT") }).click();
  await says("figure.REPORT_MATCHED_KABKOTA", { n: 5 });
  await settles(() => value("Kabupaten Kulon Progo"), format(400, lang), "the accepted value");
  await me.undo();
  await says("figure.REPORT_UNMATCHED", { n: 1 });
  await me.redo();
  await says("figure.REPORT_MATCHED_KABKOTA", { n: 5 });

  const stand_in = page.getByText(say("figure.NO_OUTLINES"), { exact: true });
  if (outlines) {
    assert.match(await me.sourceLine(), new RegExp(outlines.attribution.slice(0, 20)));
    assert.equal(await stand_in.count(), 0);
    // Limits that are typed are the map's.
    await me.choose("figure.METHOD", say("figure.METHOD_MANUAL"));
    const typed = page.getByRole("textbox", { name: say("figure.BREAKS"), exact: true });
    await typed.fill("800; 1000");
    await typed.press("Enter");
    const classes = async () => new Set((await me.twin()).slice(1).map((row) => row[3])).size;
    await settles(classes, 3, "classes by typed limits");
  } else {
    await stand_in.waitFor();
  }

  // A level that the person chooses holds, with the column that has it …
  await me.choose("figure.LEVEL", say("figure.LEVEL_PROVINCE"));
  await says("figure.REPORT_MATCHED", { n: 1 });
  await settles(() => value("DI Yogyakarta"), format(4750, lang), "the sum of the province");
  // … or a column that has nothing of it: then there is no picture, but the report says why.
  await me.choose("figure.REGION", "kabupaten_kota");
  await says("figure.REPORT_UNMATCHED");
});
