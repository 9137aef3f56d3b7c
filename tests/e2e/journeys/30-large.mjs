// A million rows: progress in numbers, first rows early, a way to stop, a page that keeps answering.

import assert from "node:assert/strict";
import { behaves, bigRow, eventually, format, journey, personAt } from "../harness/index.mjs";

const ROWS = 1_000_000;

/** The longest time the page may not answer, on a slow and busy machine. */
const LONGEST_GAP_MS = 300;

journey("a million rows", { limit: 180_000 }, async ({ page, goto, lang, screen, fixtures }) => {
  const me = personAt(page, { lang, screen });
  const { say } = me;
  const address = fixtures.serve("/harga.csv", behaves.big(ROWS, { pace: 100 }));
  await goto();
  // Pasted into the one field, like any link.
  await page.locator("#home-field").fill(address);
  await page.keyboard.press("Enter");

  // Numbers that grow, and rows to look at, long before the end.
  const progress = page.locator("main .opening");
  const rowsRead = async () => {
    const text = await progress.innerText().catch(() => "");
    return Number(/([\d.,]+) (?:baris|rows?) ·/.exec(text)?.[1].replaceAll(/[.,]/g, "") ?? 0);
  };
  const first = await eventually(rowsRead, (rows) => rows > 0, "rows are counted while reading");
  await eventually(rowsRead, (rows) => rows > first, "the count grows");
  const preview = page.getByRole("region", { name: say.like("table.FIRST_ROWS") });
  await preview.waitFor();
  // A thousand of them, built as one scrolls.
  for (let before = 0, now = 1; now > before;) {
    before = now;
    await preview.evaluate((frame) => { frame.scrollTop = frame.scrollHeight; });
    now = await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done(document.querySelectorAll(".preview tbody tr").length)))));
  }
  assert.equal(await preview.locator("tbody tr").count(), 1000);
  assert.deepEqual((await preview.locator("tbody tr").first().locator("td").allInnerTexts()).slice(0, 2), bigRow(0).split(",").slice(0, 2));
  const part = await eventually(rowsRead, (rows) => rows > first, "the count grows on");
  assert.ok(part < ROWS, "still reading");
  const bar = progress.getByRole("progressbar");
  assert.ok((await bar.evaluate((bar) => bar.value ?? bar.ariaValueNow)) > 0, "how far is said to screen readers");
  await me.picture("30-reading");

  // Stopped when asked, and begun again.
  await me.button("common.CANCEL").click();
  await me.problem("CANCELLED");
  await me.picture("30-cancelled");
  fixtures.serve("/harga.csv", behaves.big(ROWS));
  await watchGaps(page);
  await me.button("table.TRY_AGAIN").click();
  await me.grid().waitFor({ timeout: 90_000 });
  await me.countsRows(ROWS, ROWS);
  const opening = await longestGap(page);

  // To the last row by keyboard, and back.
  await watchGaps(page);
  const last = bigRow(ROWS - 1).trim().split(",");
  await me.grid().focus();
  await page.keyboard.press("Control+End");
  await shows(me, ROWS, last);
  await page.keyboard.press("Home");
  await shows(me, ROWS, last);
  await page.keyboard.press("Control+Home");
  await shows(me, 1, bigRow(0).trim().split(","));
  await page.keyboard.press("PageDown");

  // By the scroll bar: the end, the middle, the beginning.
  const scrollTo = (part) => me.grid().evaluate((grid, part) => grid.scrollTo({ top: grid.scrollHeight * part }), part);
  await scrollTo(1);
  await shows(me, ROWS, last);
  await me.picture("30-end");
  await scrollTo(0.5);
  const middle = await eventually(() => rowInSight(page), (row) => Math.abs(row - ROWS / 2) < 1_000, "the middle is in sight");
  await shows(me, middle, bigRow(middle - 1).trim().split(","));
  await scrollTo(0);
  await shows(me, 1, bigRow(0).trim().split(","));

  // A filter of all of it.
  const panel = await me.column("kota");
  await panel.getByRole("checkbox", { name: /^Garut\b/ }).check();
  if (screen === "phone") await me.closePanel();
  await me.countsRows(ROWS / 8, ROWS);
  const using = await longestGap(page);
  console.log(`        longest gap: ${opening} ms while opening, ${using} ms while using (${format(ROWS, lang)} rows)`);
  assert.ok(Math.max(opening, using) < LONGEST_GAP_MS, `the page did not answer for ${Math.max(opening, using)} ms`);
});

/** Waits until the row of a number shows the cells that are in sight of these. */
async function shows(me, row, expected) {
  const cells = await eventually(
    () => me.cells(row),
    (cells) => Object.keys(cells).length > 0 && Object.values(cells).every((text) => text !== ""),
    `row ${row} is in sight`,
  );
  for (const [column, text] of Object.entries(cells)) assert.equal(text, expected[column], `row ${row}, column ${column}`);
}

/** The number of a row in sight that is there already. */
const rowInSight = (page) =>
  page.locator("[role=row]:not(.is-waiting) > [role=rowheader]").last().textContent().then((text) => Number(text.replaceAll(/\D/g, "")));

/** Notes from now on how long a timer of 20 ms had to wait. */
function watchGaps(page) {
  return page.evaluate(() => {
    clearInterval(globalThis.gapTimer);
    let before = performance.now();
    globalThis.gap = 0;
    globalThis.gapTimer = setInterval(() => {
      const now = performance.now();
      globalThis.gap = Math.max(globalThis.gap, now - before);
      before = now;
    }, 20);
  });
}

const longestGap = (page) => page.evaluate(() => Math.round(globalThis.gap));
