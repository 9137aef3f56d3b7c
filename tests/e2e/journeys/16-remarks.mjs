// A chart looked at closely and spoken about: words tied to a value, a line, a band, dates, a stretch that
// filters or zooms, series that are hidden; by keyboard and by pointer, each step undone.

import assert from "node:assert/strict";
import { assertNoSeriousAxe, eventually, journey, personAt, settles } from "../harness/index.mjs";

const MONTHS = Array.from({ length: 30 }, (_, at) => `${2022 + Math.floor(at / 12)}-${String((at % 12) + 1).padStart(2, "0")}-01`);
const table = ["tanggal,komoditas,harga", ...MONTHS.flatMap((day, at) => [
  `${day},Cabai,${30000 + ((at * 7919) % 13) * 1500}`,
  `${day},Bawang,${24000 + at * 350}`,
])].join("\n");

journey("remarks, a stretch and series of a chart", { limit: 180_000 }, async ({ page, goto, lang, screen }) => {
  const me = personAt(page, { lang, screen });
  const { say } = me;
  const plot = page.locator(".figure-main .plot");
  const sentence = () => page.locator(".figure-main .figure-sentence").innerText();
  const notes = () => page.locator(".figure-main .figure-notes").innerText();
  const press = async (...keys) => {
    for (const key of keys) await page.keyboard.press(key);
  };
  await goto();
  await me.pick({ name: "harga.csv", mimeType: "text/csv", buffer: Buffer.from(table) });
  await me.button("table.MAKE_CHART").click();
  await me.on(say("figure.CHART"));
  await me.choose("figure.KIND", say("chart.MARK_LINE"));
  await me.choose("figure.SERIES", "komoditas");
  await eventually(async () => (await me.twin())?.[0]?.length, (length) => length === 3, "two lines");

  // Words at a value, chosen by keyboard alone.
  await page.getByText(say("remarks.TITLE"), { exact: true }).click();
  await page.getByRole("button", { name: say("remarks.ADD_TEXT"), exact: true }).click();
  await eventually(() => plot.evaluate((node) => node === document.activeElement), Boolean, "the picture has the focus");
  await press("Home", "ArrowRight", "ArrowRight", "ArrowRight", "Enter");
  const words = page.getByRole("textbox", { name: say("remarks.TEXT"), exact: true });
  const selected = (node) => node === document.activeElement && node.selectionEnd - node.selectionStart === node.value.length;
  await eventually(() => words.evaluate(selected), Boolean, "the words can be written over");
  await page.keyboard.type(lang === "id" ? "Banjir di Brebes" : "Floods in Brebes");
  await eventually(sentence, (said) => /Brebes \(Bawang, (Apr|April) 2022\)/.test(said), "the sentence tells the remark");

  // Moved by the arrow keys.
  const before = await words.inputValue();
  await page.getByRole("button", { name: say("remarks.UP"), exact: true }).focus();
  await press("ArrowUp", "ArrowUp", "ArrowRight");
  assert.equal(await words.inputValue(), before);

  // Lebaran, a reference line.
  await page.getByRole("checkbox", { name: say("remarks.LEBARAN") }).check();
  await eventually(notes, (said) => said.includes(say("remarks.LEBARAN_SOURCE")), "the dates have a source");
  await page.getByRole("button", { name: say("remarks.ADD_LINE"), exact: true }).click();
  await eventually(() => page.locator(".remark").count(), (count) => count === 2, "a second remark");
  await me.ink();
  await me.picture("16-remarks", true);
  await assertNoSeriousAxe(page);

  // A point by pointer: a tap pins its words, Escape lets them go.
  await plot.locator("canvas").scrollIntoViewIfNeeded();
  const box = await plot.locator("canvas").boundingBox();
  for (let share = 0.2; share < 0.9 && (await page.locator(".plot-tip").count()) === 0; share += 0.03) {
    await page.mouse.move(box.x + box.width * 0.4, box.y + box.height * share);
  }
  await page.mouse.down();
  await page.mouse.up();
  await eventually(() => page.locator(".plot-tip").count(), (count) => count === 1, "a tip");
  await page.mouse.move(box.x + 2, box.y + 2);
  assert.equal(await page.locator(".plot-tip").count(), 1, "pinned");
  await plot.focus();
  await press("Escape");
  await eventually(() => page.locator(".plot-tip").count(), (count) => count === 0, "let go");

  // A series hidden and shown.
  await page.getByRole("group", { name: say("remarks.LEGEND"), exact: true }).getByRole("button", { name: "Bawang" }).click();
  await eventually(async () => (await me.twin())?.[0]?.length, (length) => length === 2, "one line left");
  await me.undo();
  await eventually(async () => (await me.twin())?.[0]?.length, (length) => length === 3, "both again");

  // A stretch by keyboard filters the data.
  await plot.focus();
  await press("Home", "ArrowRight", "Shift+ArrowRight", "Shift+ArrowRight", "Shift+ArrowRight");
  await eventually(() => page.locator(".plot-stretch").count(), (count) => count === 1, "a stretch");
  await me.picture("16-stretch");
  await press("Enter");
  await settles(async () => (await me.twin())?.length, 5, "four months are left");
  await page.getByRole("button", { name: say("remarks.TO_TABLE"), exact: true }).click();
  await eventually(() => page.getByRole("button", { name: say("remarks.TO_TABLE"), exact: true }).count(), (count) => count === 0, "the table follows");
  await me.undo();
  await me.undo();
  await settles(async () => (await me.twin())?.length, 31, "all months again");

  // A stretch by pointer zooms in.
  await plot.locator("canvas").scrollIntoViewIfNeeded();
  const frame = await plot.locator("canvas").boundingBox();
  await page.mouse.move(frame.x + frame.width * 0.4, frame.y + frame.height * 0.4);
  await page.mouse.down();
  await page.mouse.move(frame.x + frame.width * 0.7, frame.y + frame.height * 0.45, { steps: 6 });
  await page.mouse.up();
  await page.getByRole("button", { name: say("remarks.ZOOM"), exact: true }).click();
  await eventually(async () => (await me.twin())?.length, (length) => length > 2 && length < 31, "fewer months");
  await me.picture("16-zoom");
  await page.getByRole("button", { name: say("remarks.ZOOM_OUT"), exact: true }).click();
  await settles(async () => (await me.twin())?.length, 31, "everything again");
});
