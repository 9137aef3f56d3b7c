// Columns from places: coordinates in degrees, minutes and seconds become degrees, and each point is told the
// province that it lies in, or the nearest place of another table with its distance.

import assert from "node:assert/strict";
import { Buffer } from "node:buffer";
import { journey, personAt } from "../harness/index.mjs";

const POINTS = Buffer.from(["nama;bujur;lintang", "Gedung Sate;107°37'07\" BT;6°54'09\" LS", "Monas;106,8272 BT;6,1754 LS", "Kosong;;"].join("\n"));

journey("columns from places", { limit: 120_000 }, async ({ page, goto, lang, screen }) => {
  const me = personAt(page, { lang, screen });
  const { say } = me;
  await goto();
  await me.pick({ name: "titik.csv", mimeType: "text/csv", buffer: POINTS });
  await me.countsRows(3, 3);
  await me.button("table.MORE").click();
  await page.getByRole("menuitem", { name: say("places.TITLE") }).click();
  const dialog = page.getByRole("dialog", { name: say("places.TITLE") });
  await dialog.locator("#place-region").selectOption({ label: say("places.REGION_PROVINCE") });
  await me.picture("58-places");
  await dialog.getByRole("button", { name: say("places.MAKE"), exact: true }).click();
  await page.getByText(say("places.DONE_REGIONS", { inside: 2, outside: 0, unread: 1 }), { exact: true }).first().waitFor();
  await me.countsRows(3, 3);
  await me.picture("58-places-made");
  const [header, first, second, third] = await me.downloadTable();
  const at = header.indexOf("nama_lokasi");
  assert.deepEqual([first[at], second[at], third[at]], ["Jawa Barat", "DKI Jakarta", ""]);
  assert.deepEqual([first[header.indexOf("lintang_hitung")], second[header.indexOf("bujur_hitung")]], ["-6.902500", "106.827200"]);
});

const POSTS = Buffer.from(["kode;nama puskesmas;lat;lon", "1;Coblong;-6,8891;107,6146", "2;Gambir;-6,1762;106,8166", "3;Tanpa letak;;"].join("\n"));

journey("the nearest place of another table", { limit: 120_000 }, async ({ page, goto, lang, screen }) => {
  const me = personAt(page, { lang, screen });
  const { say } = me;
  await goto();
  await me.pick({ name: "puskesmas.csv", mimeType: "text/csv", buffer: POSTS });
  await me.countsRows(3, 3);
  await me.pick({ name: "titik.csv", mimeType: "text/csv", buffer: POINTS });
  await page.getByText("Gedung Sate").first().waitFor();
  await me.button("table.MORE").click();
  await page.getByRole("menuitem", { name: say("places.TITLE") }).click();
  const dialog = page.getByRole("dialog", { name: say("places.TITLE") });
  await dialog.locator("#place-region").selectOption({ label: say("places.REGION_NONE") });
  await dialog.locator("#place-near").selectOption({ label: "puskesmas.csv" });
  const chosen = (id) => dialog.locator(`${id} option:checked`).innerText();
  assert.deepEqual([await chosen("#near-label"), await chosen("#near-first")], ["nama puskesmas", "lon"]);
  await dialog.locator("#near-grid").scrollIntoViewIfNeeded();
  await me.picture("58-nearest");
  await dialog.getByRole("button", { name: say("places.MAKE"), exact: true }).click();
  await page.getByText(say("places.DONE_NEAREST", { there: 2, unread: 1 })).first().waitFor();
  await me.countsRows(3, 3);
  await me.picture("58-nearest-made");
  const [header, first, second, third] = await me.downloadTable();
  const name = header.indexOf("nama puskesmas_terdekat");
  assert.deepEqual([first[name], second[name], third[name]], ["Coblong", "Gambir", ""]);
  const far = (row) => (row[name + 1] === "" ? null : Number(row[name + 1]).toFixed(2));
  assert.deepEqual([far(first), far(second), far(third)], ["1.55", "1.18", null]);
});
