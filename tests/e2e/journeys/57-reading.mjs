// Reading a table another way: readings and roles of columns, columns as rows, encodings, the rows a note
// is about, several files as one table, what is pasted, and the question before personal data leaves.

import assert from "node:assert/strict";
import { eventually, journey, personAt, settles, unanchored, workbook } from "../harness/index.mjs";

const csv = (name, text) => ({ name, mimeType: "text/csv", buffer: Buffer.from(text, "utf8") });

const WIDE =
  "Produksi padi menurut kabupaten\n\nKode;Kabupaten;2021;2022;2023\n3204;Bandung;1.200,5;1.250,25;1.300\n3205;Garut;900;-;950,75\n3206;Tasikmalaya;700,5;710;720\n;Jumlah;2.801;1.960,25;2.980\n";

const openNotes = (me) => me.page.locator("main summary").filter({ hasText: unanchored(me.say.like("table.READ_NOTES")) }).click();
const heads = (page) => page.locator("[role=columnheader] .grid-head-name").allInnerTexts();
const kinds = (page) => page.locator("[role=columnheader] .grid-head-kind").allInnerTexts();
// A narrow grid shows the first columns alone.
const lists = (items) => (value) => value.length > 0 && JSON.stringify(value) === JSON.stringify(items.slice(0, value.length));

journey("a reading chosen by hand, and taken back", async ({ page, goto, lang, screen }) => {
  const me = personAt(page, { lang, screen });
  await goto();
  await me.pick(csv("stok.csv", "kode,stok\nA1,1500\nA2,2500\nA3,3750\n"));
  await me.countsRows(3, 3);
  const number = me.say("table.KIND_NUMBER");
  const text = me.say("table.KIND_TEXT");
  await eventually(() => kinds(page), (kinds) => kinds[1]?.startsWith(number), "the column is read as numbers");
  const panel = await me.column("stok");
  await panel.getByRole("radio", { name: me.say("table.READ_TEXT") }).check();
  await eventually(() => kinds(page), (kinds) => kinds[1] === text, "the column is read as text");
  await me.picture("57-reading");
  await me.closePanel();
  await page.keyboard.press("Control+z");
  await eventually(() => kinds(page), (kinds) => kinds[1]?.startsWith(number), "the reading is taken back");
  await page.keyboard.press("Control+Shift+z");
  await eventually(() => kinds(page), (kinds) => kinds[1] === text, "the reading is chosen again");

  // What a column is about, and back to what was found out.
  const again = await me.column("kode");
  const about = again.getByLabel(me.say("table.ABOUT"), { exact: true });
  await about.selectOption({ label: me.say("notes.IS_NAME_KABKOTA") });
  await eventually(() => kinds(page), (kinds) => kinds[0] === me.say("notes.IS_NAME_KABKOTA"), "the role is shown");
  await again.getByRole("button", { name: me.say("table.ROLE_FORGET") }).click();
  await eventually(() => kinds(page), (kinds) => kinds[0] !== me.say("notes.IS_NAME_KABKOTA"), "the role is taken back");
});

journey("cells of a workbook stay what they are, however they are read", async ({ page, goto, lang, screen }) => {
  const me = personAt(page, { lang, screen });
  await goto();
  const rows = [
    ["Kode", "Wilayah", "Harga", "Catatan"],
    ["01", " Bandung ", 13500, "-"],
    ["02", "Garut", 62000.5, " 12,5 "],
    ["03", "Garut", "n.a.", 'a, "b"'],
    ["04", "", -0.125, "12.0"],
  ];
  await me.pick({ name: "harga.xlsx", mimeType: "application/octet-stream", buffer: workbook({ Harga: rows }) });
  await me.countsRows(4, 4);
  const raw = rows.map((row) => row.map(String));
  assert.deepEqual(await me.downloadTable(), raw);
  const readings = async (column) => (await me.column(column)).getByRole("group", { name: me.say("table.READ_AS") }).getByRole("radio");
  for (const column of ["Harga", "Kode", "Catatan"]) {
    const all = await readings(column);
    await all.first().waitFor();
    const count = await all.count();
    assert.ok(count >= 2, `${column} can be read in several ways`);
    await me.closePanel();
    for (let reading = 0; reading < count; reading += 1) {
      await (await readings(column)).nth(reading).check();
      if (column === "Harga" && reading === 1) await me.picture("57-workbook");
      await me.closePanel();
      assert.deepEqual(await me.downloadTable(), raw, `${column}, reading ${reading}`);
    }
  }
});

journey("columns of years as rows, and back", async ({ page, goto, lang, screen }) => {
  const me = personAt(page, { lang, screen });
  await goto();
  await me.pick(csv("padi.csv", WIDE));
  await me.countsRows(4, 4);
  await me.button("table.UNFOLD").waitFor();
  await me.picture("57-wide");
  await me.button("table.UNFOLD").click();
  await me.countsRows(12, 12);
  const columns = ["Kode", "Kabupaten", "Tahun", "Produksi padi menurut kabupaten"];
  await eventually(() => heads(page), lists(columns), "the new columns");
  await me.picture("57-rows", true);
  const rows = await me.downloadTable();
  assert.deepEqual(rows.slice(0, 3), [columns, ["3204", "Bandung", "2021", "1.200,5"], ["3204", "Bandung", "2022", "1.250,25"]]);

  // The total row of the source is still known as one.
  await openNotes(me);
  await me.button("table.HIDE_TOTALS").click();
  await me.countsRows(9, 12);
  await me.button("table.FOLD_BACK").click();
  await me.countsRows(4, 4);
  await page.keyboard.press("Control+z");
  await me.countsRows(9, 12);
});

journey("an encoding and a separator chosen by hand", { langs: ["id"] }, async ({ page, goto, lang, screen }) => {
  const me = personAt(page, { lang, screen });
  await goto();
  await me.pick({ name: "a.csv", mimeType: "text/csv", buffer: Buffer.from("nama;nilai,a\nCaf\xe9;1,2\nTeh;3,4\n", "latin1") });
  await me.countsRows(2, 2);
  await eventually(() => heads(page), lists(["nama", "nilai,a"]), "the columns");
  await openNotes(me);
  await me.picture("57-form", true);
  await page.getByLabel(me.say("table.DELIMITER"), { exact: true }).selectOption({ label: me.say("table.DELIMITER_COMMA") });
  await eventually(() => heads(page), lists(["nama;nilai", "a"]), "the columns by comma");
  await page.keyboard.press("Control+z");
  await eventually(() => heads(page), lists(["nama", "nilai,a"]), "the columns by semicolon again");
});

journey("lines that stand in quotes as a whole", async ({ page, goto, lang, screen }) => {
  const me = personAt(page, { lang, screen });
  await goto();
  const row = (at) => (at % 3 ? `${at};Kota ${at};${at * 10}` : `"${at};""Kota; ${at}"";${at * 10},5"`);
  await me.pick(csv("ulang.csv", `No;Kota;Nilai\r\n${Array.from({ length: 12 }, (_, at) => `${row(at + 1)}\r\n`).join("")}`));
  await me.countsRows(12, 12);
  await eventually(() => heads(page), lists(["No", "Kota", "Nilai"]), "the columns");
  await eventually(() => me.cells(3), (cells) => cells[1] === "Kota; 3", "a cell with the separator in it");
  await openNotes(me);
  await page.locator("main").getByText(unanchored(me.say.like("notes.WRAPPED_LINES"))).waitFor();
  await me.picture("57-wrapped", true);
  // Whoever does not believe it chooses another separator.
  await page.getByLabel(me.say("table.DELIMITER"), { exact: true }).selectOption({ label: me.say("table.DELIMITER_COMMA") });
  await eventually(() => heads(page), (names) => names[0] === "No;Kota;Nilai", "the lines as they are");
  await page.keyboard.press("Control+z");
  await eventually(() => heads(page), lists(["No", "Kota", "Nilai"]), "the columns again");
  assert.deepEqual((await me.downloadTable())[3], ["3", "Kota; 3", "30,5"]);
});

journey("the rows that a note is about", async ({ page, goto, lang, screen }) => {
  const me = personAt(page, { lang, screen });
  await goto();
  const stock = Array.from({ length: 40 }, (_, shop) => `T${shop},${shop === 2 ? "habis" : shop * 10}\n`).join("");
  await me.pick(csv("stok.csv", `toko,stok\n${stock}`));
  await me.countsRows(40, 40);
  await openNotes(me);
  await me.picture("57-notes", true);
  await me.button("table.SHOW_ROWS").first().click();
  await me.countsRows(1, 40);
  await eventually(() => me.cells(1), (cells) => cells[0] === "T2" && cells[1] === "habis", "the odd row");
  await me.picture("57-odd");
});

journey("several files as one table", async ({ page, goto, lang, screen }) => {
  const me = personAt(page, { lang, screen });
  await goto();
  await me.pick([
    csv("2022.csv", "kota,nilai\nBogor,1\nDepok,2\n"),
    csv("2023.csv", "kota,nilai\nBogor,3\nDepok,4\n"),
    csv("lain.csv", "judul,isi,ket\na,b,c\n"),
  ]);
  await me.countsRows(4, 4);
  await eventually(() => heads(page), lists(["Asal", "kota", "nilai"]), "the columns");
  await me.picture("57-several");
  await page.getByRole("main").getByLabel(me.say("table.SHEET"), { exact: true }).selectOption({ label: "2023.csv" });
  await me.countsRows(2, 2);
});

journey("a table from the clipboard", { langs: ["id"] }, async ({ page, goto, lang, screen }) => {
  const me = personAt(page, { lang, screen });
  await goto();
  await page.getByRole("textbox").first().focus();
  await page.evaluate(() => {
    const clipboardData = new DataTransfer();
    clipboardData.setData("text/plain", "Kota\tHarga\nBogor\t1.500\nDepok\t2.500\n");
    document.activeElement.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }));
  });
  await me.countsRows(2, 2);
  await eventually(() => heads(page), lists(["Kota", "Harga"]), "the columns");
  await me.picture("57-pasted");
});

journey("a question before personal data leaves", async ({ page, goto, lang, screen }) => {
  const me = personAt(page, { lang, screen });
  await goto();
  await me.pick(csv("penerima.csv", "NIK,bantuan\n3273014107900001,100\n3273011212900003,200\n3273010505850002,300\n"));
  await me.countsRows(3, 3);
  await me.button("table.MORE").click();
  await page.getByRole("menuitem", { name: me.say("table.DOWNLOAD_CSV") }).click();
  const dialog = page.getByRole("dialog", { name: me.say("common.PERSONAL_TITLE") });
  await dialog.waitFor();
  assert.match(await dialog.innerText(), /NIK/);
  await me.picture("57-personal");
  await dialog.getByRole("button", { name: me.say("common.CANCEL") }).click();
  await dialog.waitFor({ state: "hidden" });
  await me.button("table.MORE").click();
  await page.getByRole("menuitem", { name: me.say("table.DOWNLOAD_CSV") }).click();
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    dialog.getByRole("button", { name: me.say("common.HAND_OUT") }).click(),
  ]);
  assert.match(download.suggestedFilename(), /\.csv$/);
  await settles(() => dialog.isVisible(), false, "the question is gone");
});
