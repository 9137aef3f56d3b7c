// Figures with the marks of statistical offices: read without them, told with their rows, and said under a chart.

import assert from "node:assert/strict";
import { assertNoSeriousAxe, eventually, journey, personAt, settles, unanchored } from "../harness/index.mjs";

const csv = (name, text) => ({ name, mimeType: "text/csv", buffer: Buffer.from(text, "utf8") });

const MARKS =
  "Produksi padi menurut provinsi;;\n;;\nProvinsi;2022;2023*\nAceh;1.234,5;1.300,5\nRiau;2.345,5 r);2.400,5\nJambi;3.456,5;3.500,5 r)\nLampung;4.567,5;4.600,5\n;;\n*) Angka sementara;;\nr) Angka diperbaiki;;\nSumber: BPS;;\n";

const openNotes = (me) => me.page.locator("main summary").filter({ hasText: unanchored(me.say.like("table.READ_NOTES")) }).click();
const heads = (page) => page.locator("[role=columnheader] .grid-head-name").allInnerTexts();
const findings = (page) => page.locator(".findings .finding").allInnerTexts();
const finding = (page, words) => page.locator(".findings .finding").filter({ hasText: words });

journey("figures with marks", async ({ page, goto, lang, screen }) => {
  const me = personAt(page, { lang, screen });
  await goto();
  await me.pick(csv("padi.csv", MARKS));
  await me.countsRows(4, 4);
  await openNotes(me);
  const said = await page.locator("main .reasons").first().innerText();
  assert.match(said, /Angka diperbaiki/, "the note quotes the line below the table");
  assert.match(said, /2023\*/, "the header's mark is told");
  await me.picture("57-marks-notes", true);
  await me.button("table.SHOW_ROWS").first().click();
  await me.countsRows(1, 4);
  await page.keyboard.press("Control+z");
  await me.countsRows(4, 4);
  const panel = await me.column("2022");
  await eventually(() => panel.innerText(), (text) => text.includes("2.345,5 r)") && text.includes("Angka diperbaiki"), "the proof shows the mark");
  await me.picture("57-marks-proof");
  await assertNoSeriousAxe(page);
  await me.closePanel();
  await me.button("table.UNFOLD").click();
  await me.countsRows(8, 8);
  const rows = await me.downloadTable();
  assert.deepEqual(rows.slice(1, 3).map((row) => row.slice(0, 3)), [["Aceh", "2022", "1.234,5"], ["Aceh", "2023", "1.300,5"]]);
  await eventually(() => heads(page), (heads) => heads.includes("Tahun"), "years are rows");
});

journey("what misleads in a chart, mended with one tap", async ({ page, goto, lang, screen }) => {
  const me = personAt(page, { lang, screen });
  await goto();
  const rows = ["Wilayah,Jenis,Satuan,Produksi"];
  for (let at = 1; at <= 30; at += 1) rows.push(`Pasar ${at},${at % 2 ? "Sayur" : "Buah"},Ton,${at}${at === 7 ? "*" : ""}`);
  rows.push("Pasar 31,Bunga,Tangkai,500", "Jumlah,Sayur,Ton,225", "Jumlah,Buah,Ton,240");
  await me.pick(csv("pasar.csv", `${rows.join("\n")}\n`));
  await me.countsRows(33, 33);
  await me.button("table.MAKE_CHART").click();
  await me.on(me.say("figure.CHART"));
  await me.choose("figure.KIND", me.say("chart.MARK_BAR"));
  await me.choose("figure.X", "Jenis");
  await me.ink();
  const description = page.getByRole("textbox", { name: me.say("figure.DESCRIPTION"), exact: true });
  for (const [label, after] of [
    ["checks.LEAVE_TOTALS_OUT", null],
    ["checks.ONE_UNIT", null],
    ["checks.SAY_SO", () => description.inputValue()],
  ]) {
    const button = page.locator(".findings").getByRole("button", { name: me.say(label), exact: true });
    await button.first().waitFor();
    const count = await button.count();
    if (label === "checks.LEAVE_TOTALS_OUT") await me.picture("57-findings", true);
    await button.first().click();
    await settles(() => button.count(), count - 1, `${label} mends it`);
    if (after) assert.ok((await after()).length > 0, "the description says it");
    await me.undo();
    await settles(() => button.count(), count, `${label} is undone`);
    await button.first().click();
    await settles(() => button.count(), count - 1, `${label} mends it again`);
  }
  await me.picture("57-mended", true);
  assert.ok((await findings(page)).length < 6, String(await findings(page)));
  assert.equal(await finding(page, "Tangkai").count(), 0);
});
