// Columns from places: coordinates in degrees, minutes and seconds become degrees, and each point is told the
// province that it lies in.

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
