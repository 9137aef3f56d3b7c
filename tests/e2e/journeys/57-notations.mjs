// Numbers in other notations (words of size, stretches of time, degrees), yes and no: read, proved, asked about, changed.

import assert from "node:assert/strict";
import { assertNoSeriousAxe, eventually, journey, personAt, unanchored } from "../harness/index.mjs";

const csv = (name, text) => ({ name, mimeType: "text/csv", buffer: Buffer.from(text, "utf8") });

const OTHER = [
  "Kota;Anggaran;Durasi;Lintang;Bujur;Aktif;Terdaftar",
  "Kota A;Rp 1,5 juta;2 jam 30 menit;6°12'30\" LS;106 49 00 BT;Ya;1",
  "Kota B;Rp 2,3 miliar;1 jam 45 menit;7°15'00\" LS;107 37 30 BT;Tidak;0",
  "Kota C;Rp 15 ribu;01:15:00;-6,2088;106,8456;Ya;1",
  "Kota D;Rp 750;45 menit;3°30'00\" LU;98 40 00 BT;Ya;1",
  "",
].join("\n");

const openNotes = (me) => me.page.locator("main summary").filter({ hasText: unanchored(me.say.like("table.READ_NOTES")) }).click();

journey("numbers in other notations", async ({ page, goto, lang, screen }) => {
  const me = personAt(page, { lang, screen });
  await goto();
  await me.pick(csv("lain.csv", OTHER));
  await me.countsRows(4, 4);
  await openNotes(me);
  await me.picture("57-notations-notes", true);

  // A figure without a word is told, asked about, and counted the other way with one tap.
  let panel = await me.column("Anggaran");
  await eventually(() => panel.innerText(), (text) => text.includes("Rp 1,5 juta") && text.includes("miliar"), "the proof shows the words");
  const other = me.say("table.READ_NUMBER_IN", { size: me.say("notation.THOUSAND") });
  await panel.getByText(me.say("table.PROOF_AMBIGUOUS")).waitFor();
  await me.picture("57-notations-size");
  await assertNoSeriousAxe(page);
  assert.ok((await panel.getByRole("radio").count()) >= 3, other);
  await me.closePanel();

  // A stretch of time in another unit, and back.
  panel = await me.column("Durasi");
  const unit = (name) => panel.getByRole("radio", { name: me.say("table.READ_STRETCH", { unit: me.say(name) }) });
  await eventually(() => unit("notation.HOURS").isChecked(), (checked) => checked, "it is read in hours");
  await me.picture("57-notations-stretch");
  await unit("notation.MINUTES").check();
  await eventually(() => panel.innerText(), (text) => text.includes("150"), "it is read in minutes");
  await me.closePanel();
  await page.keyboard.press("Control+z");
  panel = await me.column("Durasi");
  await eventually(() => unit("notation.HOURS").isChecked(), (checked) => checked, "the hours are back");
  await me.closePanel();

  panel = await me.column("Lintang");
  await eventually(() => panel.innerText(), (text) => text.includes("LS") && /6[.,]208333/.test(text), "degrees are decimal");
  await me.picture("57-notations-degrees");
  await me.closePanel();

  // 0 and 1 where the header asks are chosen like words.
  panel = await me.column("Terdaftar");
  await panel.getByRole("checkbox", { name: /^0/ }).check();
  await me.countsRows(1, 4);
  await me.picture("57-notations-truth");
  await me.closePanel();
  await page.keyboard.press("Control+z");
  await me.countsRows(4, 4);

  // A chart names the unit.
  await me.button("table.MAKE_CHART").click();
  await me.on(me.say("figure.CHART"));
  await me.choose("figure.Y", "Durasi");
  await me.ink();
  await eventually(() => page.locator("main").innerText(), (text) => text.includes(me.say("notation.HOURS")), "the unit is named");
  await me.picture("57-notations-chart", true);
});
