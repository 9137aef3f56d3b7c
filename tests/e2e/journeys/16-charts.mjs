// From what a person wants to show to a chart: proposals, the kinds of one list, and the check that mends.

import assert from "node:assert/strict";
import { eventually, format, journey, personAt, settles } from "../harness/index.mjs";

const SPENDING = [
  ["Pendidikan", 2140],
  ["Kesehatan", 1310],
  ["Infrastruktur", 980],
  ["Perlindungan sosial", 455],
  ["Administrasi", 390],
  ["Lingkungan hidup", 122],
  ["Pariwisata", 61],
];
const table = ["urusan,jumlah_belanja", ...SPENDING.map((row) => row.join(","))].join("\n");

journey("a chart from what should be shown", { limit: 120_000 }, async ({ page, goto, lang, screen }) => {
  const me = personAt(page, { lang, screen });
  const { say } = me;
  await goto();
  await me.pick({ name: "belanja.csv", mimeType: "text/csv", buffer: Buffer.from(table) });
  await me.button("table.MAKE_CHART").click();
  await me.on(say("figure.CHART"));
  await settles(async () => (await me.twin())?.[1], ["Pendidikan", format(2140, lang)], "bars at first");

  // The question, a relation, three answers with what speaks for and against each.
  await page.getByText(say("figure.INTENT"), { exact: true }).click();
  await page.getByRole("button", { name: say("kinds.RELATION_PARTS"), exact: true }).click();
  const cards = page.locator(".proposal");
  await eventually(() => cards.count(), (count) => count > 0 && count <= 3, "proposals");
  await me.picture("16-proposals");
  await cards.filter({ hasText: say("kinds.MARK_PIE") }).click();
  const others = [say("chart.OTHERS", { n: 3 }), format(573, lang)];
  await settles(async () => (await me.twin())?.at(-1)?.slice(0, 2), others, "four slices and the rest");
  await me.ink();
  await me.picture("16-pie", true);

  // Any kind of the list; what it has no use for is not asked.
  await me.choose("figure.KIND", say("kinds.MARK_TREEMAP"));
  await settles(async () => (await me.twin())?.length, SPENDING.length + 1, "every part");
  await me.choose("figure.KIND", say("kinds.MARK_HISTOGRAM"));
  await settles(async () => (await me.twin())?.[0]?.[1], say("chart.VALUE_ROWS"), "counts of rows");
  assert.equal(await page.getByRole("combobox", { name: say("figure.X") }).count(), 0, "a histogram has no groups");
  await me.picture("16-histogram", true);

  // The check offers a repair, and it is done.
  await page.getByRole("button", { name: say("checks.USE_STRIP"), exact: true }).click();
  await eventually(() => page.getByRole("button", { name: say("checks.USE_STRIP"), exact: true }).count(), (count) => count === 0, "mended");
  await page.getByRole("button", { name: say("checks.USE_HEADLINE"), exact: true }).click();
  await eventually(() => page.locator("#figure-title").inputValue(), (title) => title.length > 10, "a headline");
  await me.picture("16-check", true);
});
