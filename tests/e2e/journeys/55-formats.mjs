// Files that are no delimited text: workbooks with their sheets, JSON, web tables, archives.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { eventually, journey, personAt, workbook, zip } from "../harness/index.mjs";

const BOOK = workbook({
  Harga: [
    ["Harga Pangan Kota Bandung, 2025"],
    [],
    ["Komoditas", "Harga (Rp)", "Stok"],
    ["Beras", 13500, 12.5],
    ["Cabai rawit", 62000, 3.25],
    ["Gula", 17500, 8],
    ["Sumber: Dinas Ketahanan Pangan"],
  ],
  Pasar: [["Kode", "Pasar"], ["01", "Kosambi"], ["02", "Ciroyom"]],
});

const firstRow = (me) => eventually(() => me.cells(1), (cells) => Object.values(cells).some((text) => text !== ""), "cells");

journey("a workbook with two sheets", async ({ page, goto, lang, screen, fixtures }) => {
  const me = personAt(page, { lang, screen });
  await goto(`data=${fixtures.serve("/harga.xlsx", { body: BOOK })}`);
  await me.countsRows(3, 3);
  const cells = await firstRow(me);
  assert.deepEqual([cells[0], cells[1], cells[2]], ["Beras", "13500", "12.5"]);
  await me.picture("55-workbook");

  // The other sheet, with its codes as codes; and back by undo.
  const sheets = page.getByRole("main").getByLabel(me.say("table.SHEET"), { exact: true });
  await sheets.selectOption({ label: "Pasar" });
  await me.countsRows(2, 2);
  await eventually(() => me.cells(1), (cells) => cells[0] === "01" && cells[1] === "Kosambi", "the other sheet");
  await me.picture("55-other-sheet");
  await page.keyboard.press("Control+z");
  await me.countsRows(3, 3);

  // The choice is part of the project.
  await sheets.selectOption({ label: "Pasar" });
  await me.countsRows(2, 2);
  await page.waitForFunction(() => !localStorage.getItem("jelajah.unsaved"));
});

journey("JSON, a web table and an archive", { langs: ["id"] }, async ({ page, goto, lang, screen, fixtures }) => {
  const me = personAt(page, { lang, screen });
  const records = JSON.stringify({ data: [{ kota: "Bandung", nilai: 1 }, { kota: "Cimahi", nilai: 2.5 }] });
  await goto(`data=${fixtures.serve("/nilai.json", { body: records })}`);
  await me.countsRows(2, 2);
  assert.equal((await firstRow(me))[0], "Bandung");

  const table = "<html><table><tr><th>Kota</th><th>Penduduk</th></tr><tr><td>Bandung</td><td>2.444.160</td></tr><tr><td>Cimahi</td><td>568.400</td></tr></table></html>";
  await goto(`data=${fixtures.serve("/penduduk.xls", { body: table })}`);
  await me.countsRows(2, 2);
  assert.equal((await firstRow(me))[1], "2.444.160");

  const archive = zip({ "baca-saya.pdf": "%PDF-1.7 ...", "data/a.csv": "a;b\n1;2\n3;4\n", "data/b.csv": "c\n5\n" });
  await goto(`data=${fixtures.serve("/arsip.zip", { body: archive })}`);
  await me.countsRows(2, 2);
  await page.getByRole("main").getByLabel(me.say("table.SHEET"), { exact: true }).selectOption({ label: "data/b.csv" });
  await me.countsRows(1, 1);
});

journey("a workbook of this device", { langs: ["id"], screens: ["phone"] }, async ({ page, goto, lang, screen }) => {
  const me = personAt(page, { lang, screen });
  await goto();
  await me.pick({ name: "harga.xlsx", mimeType: "application/octet-stream", buffer: BOOK });
  await me.countsRows(3, 3);
});

// Written by another program, compressed with Zstandard (`tests/parquet/make.py`).
const PARQUET = readFileSync(new URL("../../parquet/arrow-zstd.parquet", import.meta.url));

journey("the part for Parquet comes with the first Parquet file alone", { langs: ["id"] }, async ({ page, goto, lang, screen, fixtures }) => {
  const me = personAt(page, { lang, screen });
  const parts = async () => {
    const [worker] = page.workers();
    const names = await worker.evaluate(() => performance.getEntriesByType("resource").map(({ name }) => name));
    return ["books", "parquet"].filter((part) => names.some((name) => name.includes(`/worker-${part}-`)));
  };
  await goto(`data=${fixtures.serve("/harga.csv", { body: "Kota,Harga\nBandung,1\nCimahi,2\n" })}`);
  await me.countsRows(2, 2);
  assert.deepEqual(await parts(), [], "delimited text needs neither");
  await goto(`data=${fixtures.serve("/harga.xlsx", { body: BOOK })}`);
  await me.countsRows(3, 3);
  assert.deepEqual(await parts(), ["books"], "a workbook needs one of them");
  await goto(`data=${fixtures.serve("/kota.parquet", { body: PARQUET })}`);
  await me.countsRows(9, 9);
  assert.ok((await parts()).includes("parquet"), "Parquet needs its own");
  await me.picture("55-parquet");
});
