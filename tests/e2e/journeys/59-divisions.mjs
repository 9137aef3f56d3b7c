// Years on both sides of the divisions of 2022: the map names the laws, and rates of provinces put back together are
// averaged by weights that the person chooses, never silently.

import assert from "node:assert/strict";
import { Buffer } from "node:buffer";
import { eventually, format, journey, personAt, settles } from "../harness/index.mjs";

const NOW = { Papua: [10, 1000], "Papua Selatan": [20, 500], "Papua Tengah": [30, 500], "Papua Pegunungan": [40, 2000], "Papua Barat": [5, 100], Bali: [4, 900] };
const rows = Object.entries(NOW).map(([name, [rate, people]]) => `${name},2024,${rate},${people}`);
const before = ["Papua", "Papua Barat", "Bali"].map((name, at) => `${name},2021,${at + 7},100`);
const TABLE = Buffer.from(["provinsi,tahun,persentase_kemiskinan,jumlah_penduduk", ...before, ...rows].join("\n"));

journey("rates over the divisions of provinces", { limit: 120_000 }, async ({ page, goto, lang, screen }) => {
  const me = personAt(page, { lang, screen });
  const { say } = me;
  await goto();
  await me.pick({ name: "kemiskinan.csv", mimeType: "text/csv", buffer: TABLE });
  await me.button("table.MAKE_MAP").click();
  await me.on(say("figure.MAP"));
  await me.ink();
  const splits = page.locator("#map-splits");
  await splits.locator("summary").click();
  assert.equal(await splits.locator("li").count(), 4);
  assert.match(await splits.locator("li").first().innerText(), /14\/2022/);

  const value = async (name) => (await me.twin()).find(([first]) => first === name)?.[2];
  await page.getByText(say("outlines.TOGETHER"), { exact: true }).click();
  await settles(() => value("Papua"), "", "no average without weights");
  const weight = page.locator("#map-weight");
  await weight.selectOption({ label: "jumlah_penduduk" });
  const weighted = lang === "id" ? "28,75" : "28.75";
  // (10 x 1000 + 20 x 500 + 30 x 500 + 40 x 2000) / 4000
  await eventually(() => value("Papua"), (text) => text === weighted, "the weighted average");
  await weight.scrollIntoViewIfNeeded();
  await me.picture("59-divisions", true);
  await weight.selectOption({ label: say("outlines.WEIGHT_ALIKE") });
  await settles(() => value("Papua"), format(25, lang), "the plain average");
  await me.undo();
  await eventually(() => value("Papua"), (text) => text === weighted, "undone");
});

journey("a series over the division of a kabupaten", { langs: ["id"] }, async ({ page, goto, lang, screen }) => {
  const me = personAt(page, { lang, screen });
  const { say } = me;
  const years = [2010, 2011, 2012, 2020].flatMap((year, at) => [
    `Kabupaten Ciamis,${year},${1500 - 400 * (at === 3)}`,
    `Kabupaten Kuningan,${year},${1000 + at}`,
    ...(at === 3 ? [`Kabupaten Pangandaran,${year},400`] : []),
  ]);
  await goto();
  await me.pick({ name: "penduduk.csv", mimeType: "text/csv", buffer: Buffer.from(["kabupaten_kota,tahun,jumlah_penduduk_ribu", ...years].join("\n")) });
  await me.button("table.MAKE_MAP").click();
  await me.on(say("figure.MAP"));
  await me.ink();
  const splits = page.locator("#map-splits");
  await splits.locator("summary").click();
  assert.deepEqual(await splits.locator("li").allInnerTexts(), [
    say("outlines.SPLIT_OF", { new: "Kabupaten Pangandaran", old: "Kabupaten Ciamis", date: "16 November 2012", law: "21/2012" }),
  ]);
});
