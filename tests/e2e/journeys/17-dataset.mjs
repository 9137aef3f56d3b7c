// A dataset's files looked into, its neighbours, the quality of its data, and a part of a large file.

import assert from "node:assert/strict";
import { assertNoSeriousAxe, eventually, format, journey, personAt, servePortal, settles, unanchored } from "../harness/index.mjs";

const rowsOf = (count) => Array.from({ length: count }, (_, row) => `${3200 + (row % 27) + 1},Kecamatan ${row},2025,${row * 10}\n`);
const table = (count) => `kode_kabupaten,kecamatan,tahun,jumlah_usaha\n${rowsOf(count).join("")}`;

const USAHA = {
  name: "usaha-2023",
  title: "Jumlah usaha per kecamatan 2023",
  notes: "Jumlah usaha.",
  publisher: "Dinas Koperasi",
  licence: { id: "cc-by", title: "CC BY 4.0" },
};
const NEIGHBOURS = [
  { ...USAHA, name: "usaha-2024", title: "Jumlah Usaha menurut Kecamatan Tahun 2024", resources: [] },
  { ...USAHA, name: "usaha-2022", title: "Jumlah usaha per kecamatan 2022", resources: [] },
  { ...USAHA, name: "izin", title: "Jumlah izin usaha per kecamatan", resources: [] },
];

journey("a file is looked into before it is opened", async ({ page, goto, lang, screen, fixtures }) => {
  const me = personAt(page, { lang, screen });
  const { say } = me;
  const text = table(5_000);
  const resources = [
    { id: "r1", name: "Usaha", format: "XLS", url: fixtures.serve("/usaha.xls", { body: text }) },
    { id: "r2", name: "Laporan", format: "CSV", url: fixtures.serve("/laporan.csv", { body: "%PDF-1.7\n1 0 obj <<>>" }) },
  ];
  const portal = servePortal(fixtures, [{ ...USAHA, resources }, ...NEIGHBOURS]);
  await goto(`portal=${portal}&dataset=usaha-2023`);
  await me.on(USAHA.title);
  const file = (name) => page.locator("li.file").filter({ hasText: name });
  const look = (name) => file(name).getByRole("button", { name: unanchored(say.like("dataset.PEEK")) });
  await look("Usaha").click();
  await file("Usaha").getByText(say("dataset.PEEK_OTHER", { label: "XLS", format: "CSV" })).waitFor();
  const peek = file("Usaha").locator(".peek");
  await peek.getByText(unanchored(say.like("dataset.PEEK_FIRST", { n: "20" }))).waitFor();
  assert.equal(await peek.locator("tbody tr").count(), 20);
  assert.ok((await peek.innerText()).includes("Kecamatan 19"));
  await look("Laporan").click();
  await file("Laporan").getByText(say("dataset.PEEK_OTHER", { label: "CSV", format: "PDF" })).waitFor();
  await file("Laporan").getByText(say("dataset.PEEK_OTHER_NOT")).waitFor();
  await me.picture("17-peek", true);
  await assertNoSeriousAxe(page);
  await file("Usaha").getByRole("button", { name: unanchored(say.like("dataset.PEEK_HIDE")) }).click();
  await settles(() => peek.count(), 0, "the closed look");

  // Other years come first, the later ones marked.
  const near = page.locator(".related");
  await near.first().waitFor();
  const years = await near.first().locator("a").allInnerTexts();
  assert.deepEqual(years, [NEIGHBOURS[0].title, NEIGHBOURS[1].title]);
  assert.ok((await near.first().locator("li").first().innerText()).includes(say("dataset.NEWER")));
  assert.deepEqual(await near.nth(1).locator("a").allInnerTexts(), [NEIGHBOURS[2].title]);
});

journey("the data are judged once a file is open", async ({ page, goto, lang, screen, fixtures }) => {
  const me = personAt(page, { lang, screen });
  const { say } = me;
  const rows = ["Judul,,,\n", "kode_kabupaten,kecamatan,tahun,produksi\n", ...rowsOf(30), ...rowsOf(1), "Jumlah,,,4350\n"];
  const url = fixtures.serve("/usaha.csv", { body: rows.join("") });
  const portal = servePortal(fixtures, [{ ...USAHA, resources: [{ id: "r1", name: "Usaha", url }] }]);
  await goto(`portal=${portal}&dataset=usaha-2023`);
  await me.on(USAHA.title);
  const scores = page.locator(".quality-scores");
  assert.ok((await scores.innerText()).includes(say("screens.QUALITY_NOT_YET")));
  await me.openFile();
  // Beside the table.
  const beside = page.locator(".table-quality");
  await eventually(() => beside.locator("summary").innerText(), (text) => /\d+/.test(text), "the score");
  await beside.locator("summary").click();
  const lost = await beside.locator(".repairs").innerText();
  for (const rule of ["TOTALS", "ONE_TABLE", "UNITS"]) assert.ok(lost.includes(say(`quality.${rule}`)), `${rule} in ${lost}`);
  assert.ok(lost.includes(say("quality.NOW_TOTALS")) && lost.includes(say("portal.WHO_PRODUCER")), lost);
  await beside.scrollIntoViewIfNeeded();
  await me.picture("17-beside", true);
  await assertNoSeriousAxe(page);
  // And on the dataset's page, as a second score.
  await page.goBack();
  await me.on(USAHA.title);
  const points = unanchored(say.like("screens.QUALITY_POINTS"));
  await eventually(() => scores.locator("dd").filter({ hasText: points }).count(), (count) => count === 2, "two scores");
  await page.locator(".quality").getByText(say("quality.DATA_MORE")).click();
  await page.locator(".quality .repair").filter({ hasText: say("quality.TOTALS") }).waitFor();
  await page.locator(".quality").scrollIntoViewIfNeeded();
  await me.picture("17-quality", true);
  await assertNoSeriousAxe(page);
});

journey("a dear connection takes a part first", async ({ page, goto, lang, screen, fixtures }) => {
  const me = personAt(page, { lang, screen });
  const { say } = me;
  await page.addInitScript(() => {
    Object.defineProperty(Navigator.prototype, "connection", { get: () => ({ saveData: true, effectiveType: "4g" }) });
  });
  const url = fixtures.serve("/usaha.csv", { body: table(40_000) });
  const resources = [{ id: "r1", name: "Usaha", url, size: 4_200_000 }];
  const portal = servePortal(fixtures, [{ ...USAHA, resources }]);
  const asked = () => fixtures.requests.filter((request) => request.includes("/usaha.csv")).length;
  await goto(`portal=${portal}&dataset=usaha-2023&resource=r1`);
  const first = me.button("dataset.BUDGET_ROWS", { n: "100" });
  await first.waitFor();
  assert.equal(asked(), 0, "nothing is fetched before the choice");
  await me.picture("17-budget");
  await assertNoSeriousAxe(page);
  await first.click();
  await me.grid().waitFor();
  await me.countsRows(100, 100);
  await page.getByText(say("dataset.PART", { n: "100" })).waitFor();
  assert.match(await me.sourceLine(), unanchored(say.like("story.SOURCE_PART", { n: "100" })));
  await me.picture("17-part");
  // A figure of it says so too.
  await me.button("table.MAKE_CHART").click();
  await me.ink();
  const figure = page.locator("figure.figure");
  await figure.getByText(say("dataset.PART", { n: "100" })).waitFor();
  assert.match(await figure.locator(".source-line").innerText(), unanchored(say.like("story.SOURCE_PART", { n: "100" })));
  await page.goBack();
  await me.button("dataset.PART_ALL").click();
  await me.countsRows(40_000, 40_000);
  await settles(() => page.getByText(say("dataset.PART", { n: "100" })).count(), 0, "the mark of a part");
  assert.doesNotMatch(await me.sourceLine(), unanchored(say.like("story.SOURCE_PART")));
});
