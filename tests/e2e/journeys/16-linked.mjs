// A stretch marked on one chart filters the table and its other charts, as one step to undo.

import assert from "node:assert/strict";
import { eventually, journey, personAt, settles } from "../harness/index.mjs";

const MONTHS = Array.from({ length: 24 }, (_, at) => `${2022 + Math.floor(at / 12)}-${String((at % 12) + 1).padStart(2, "0")}-01`);
const table = ["tanggal,komoditas,harga", ...MONTHS.flatMap((day, at) => [
  `${day},Cabai,${30000 + ((at * 7919) % 13) * 1500}`,
  `${day},Bawang,${24000 + at * 350}`,
])].join("\n");

journey("a stretch of one chart filters everything of its table", { limit: 180_000 }, async ({ page, goto, lang, screen }) => {
  const me = personAt(page, { lang, screen });
  const { say } = me;
  const plot = page.locator(".figure-main .plot");
  const kind = async (mark) => {
    await me.button("table.MAKE_CHART").click();
    await me.on(say("figure.CHART"));
    await me.choose("figure.KIND", say(mark));
    await me.ink();
  };
  await goto();
  await me.pick({ name: "harga.csv", mimeType: "text/csv", buffer: Buffer.from(table) });
  await me.countsRows(48, 48);
  // The other chart: bars by commodity with the number of rows behind them.
  await kind("chart.MARK_BAR");
  await me.button("figure.ADD_TO_STORY").click();
  await me.link("figure.IN_STORY").waitFor();
  const bars = await me.twin();
  await me.link("figure.BACK_TO_TABLE").first().click();
  await me.countsRows(48, 48);
  await kind("chart.MARK_LINE");
  await me.button("figure.ADD_TO_STORY").click();
  await me.link("figure.IN_STORY").waitFor();
  await eventually(async () => (await me.twin())?.length, (length) => length === 25, "all months");

  await plot.focus();
  for (const key of ["Home", "ArrowRight", "Shift+ArrowRight", "Shift+ArrowRight"]) await page.keyboard.press(key);
  await eventually(() => page.locator(".plot-stretch").count(), (count) => count === 1, "a stretch");
  await me.picture("16-linked-stretch");
  await me.button("remarks.FILTER_ALL").click();
  await settles(async () => (await me.twin())?.length, 4, "three months in this chart");

  // The table.
  await me.link("figure.BACK_TO_TABLE").first().click();
  await me.countsRows(6, 48);
  await page.goBack();
  await me.on(say("figure.CHART"));
  // What all have in common is taken from all, as one step; or from this chart alone.
  const chips = page.locator(".plot-bar button.chip");
  await settles(() => chips.count(), 2, "from and to");
  await chips.first().click();
  const all = me.button("remarks.REMOVE_ALL");
  await eventually(() => all.evaluate((button) => button === document.activeElement), (has) => has, "the question has the focus");
  await me.picture("16-linked-where");
  await me.button("remarks.REMOVE_NOT").click();
  await eventually(() => chips.first().evaluate((chip) => chip === document.activeElement), (has) => has, "the chip has it again");
  await chips.first().click();
  await all.click();
  await settles(() => chips.count(), 1, "one filter is left");
  await eventually(async () => (await me.twin())?.length, (length) => length > 4 && length < 25, "more months in this chart");
  const inTable = async (rows) => {
    await me.link("figure.BACK_TO_TABLE").first().click();
    await me.countsRows(rows, 48);
    await page.goBack();
    await me.on(say("figure.CHART"));
  };
  const months = (await me.twin()).length - 1;
  await inTable(2 * months);
  await me.undo();
  await settles(async () => (await me.twin())?.length, 4, "three months again");
  await inTable(6);
  // The other chart, in the story.
  await me.link("figure.IN_STORY").click();
  await me.storyDrawn(2);
  const story = page.locator("article.story figure.figure");
  const other = () => me.twin(story.first());
  await eventually(other, (twin) => JSON.stringify(twin) !== JSON.stringify(bars), "the other chart follows");
  await me.picture("16-linked-story", true);

  // One step back, everywhere and at once.
  await me.undo();
  await eventually(other, (twin) => JSON.stringify(twin) === JSON.stringify(bars), "the other chart is as before");
  await eventually(async () => (await me.twin(story.nth(1)))?.length, (length) => length === 25, "this one, too");
  assert.equal(await story.count(), 2);
});
