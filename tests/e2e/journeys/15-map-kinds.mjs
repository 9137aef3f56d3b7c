// Maps of every kind: chosen by what the columns allow, moved by keys, pointer and buttons, stepped through
// their years; places by latitude and longitude.

import assert from "node:assert/strict";
import { eventually, journey, personAt, settles } from "../harness/index.mjs";

const PROVINCES = ["Aceh", "Sumatera Utara", "Riau", "Lampung", "DKI Jakarta", "Jawa Barat", "Jawa Tengah", "Jawa Timur", "Bali", "Kalimantan Barat", "Sulawesi Selatan", "Maluku"];
const YEARS = [2021, 2022, 2023];
const byYear = [
  "provinsi,tahun,jumlah_kasus,jumlah_penduduk",
  ...YEARS.flatMap((year, step) => PROVINCES.map((name, at) => `${name},${year},${(at + 1) * 100 + step * ((at % 3) - 1) * 40},${(at + 2) * 1000}`)),
].join("\n");
const places = [
  "nama_puskesmas,lintang,bujur,kunjungan",
  ...Array.from({ length: 60 }, (_, at) => `Puskesmas ${at + 1},${(-6.2 - ((at * 37) % 60) / 40).toFixed(4)},${(106.2 + ((at * 53) % 60) / 10).toFixed(4)},${100 + at}`),
].join("\n");

const csv = (name, text) => ({ name, mimeType: "text/csv", buffer: Buffer.from(text) });

journey("kinds of maps, and moving them", { limit: 150_000 }, async ({ page, goto, lang, screen }) => {
  const me = personAt(page, { lang, screen });
  const { say } = me;
  await goto();
  await me.pick(csv("kasus.csv", byYear));
  await me.button("table.MAKE_MAP").click();
  await me.on(say("figure.MAP"));
  await me.ink();

  // Years are told apart without asking: one of them is shown, not their sum.
  const value = async (name) => (await me.twin()).find(([first]) => first === name)?.[2];
  const sentence = () => page.locator(".figure-sentence").first().innerText();
  await eventually(sentence, (text) => text.startsWith("2023. "), "the last year");
  const first = await value("Aceh");
  const slider = page.getByRole("slider", { name: say("figure.PERIOD") });
  await slider.focus();
  await page.keyboard.press("ArrowLeft");
  await eventually(sentence, (text) => text.startsWith("2022. "), "the year before");
  assert.notEqual(await value("Aceh"), first);
  assert.equal(await slider.getAttribute("aria-valuetext"), "2022");
  await me.picture("15-map-years", true);

  // Outlines can be moved; tiles cannot.
  const hands = page.getByRole("group", { name: say("figure.MAP_HANDS") });
  assert.equal(await hands.count(), 0);
  await me.choose("figure.LAYER", say("figure.LAYER_SHAPES"));
  await hands.waitFor();
  const all = me.button("figure.ZOOM_ALL");
  assert.equal(await all.isDisabled(), true);
  const sum = async () => (await me.ink()).sum;
  const whole = await sum();
  const plot = page.locator(".plot").first();
  await plot.focus();
  await page.keyboard.press("+");
  await eventually(() => all.isDisabled(), (off) => !off, "zoomed in by a key");
  const near = await sum();
  assert.notEqual(near, whole);
  await page.keyboard.press("Shift+ArrowRight");
  await eventually(sum, (now) => now !== near, "moved by a key");
  // The year stays while the map is moved and its choices change.
  assert.match(await sentence(), /^2022\. /);
  await page.keyboard.press("0");
  await eventually(() => all.isDisabled(), (off) => off, "all of it again");
  await settles(sum, whole, "the picture as it was");
  await me.button("figure.ZOOM_JAVA").click();
  await eventually(sum, (now) => now !== whole, "Java");
  await me.picture("15-map-java", true);
  await plot.scrollIntoViewIfNeeded();
  await plot.evaluate((element) => element.scrollIntoView({ block: "start" }));
  const box = await page.locator(".plot canvas").first().boundingBox();
  const before = await sum();
  await page.mouse.move(box.x + box.width / 2, box.y + 100);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width / 2 - 60, box.y + 115, { steps: 4 });
  await page.mouse.up();
  await eventually(sum, (now) => now !== before, "dragged");
  const seek = page.getByRole("searchbox", { name: say("figure.SEEK_REGION") }).or(page.getByRole("combobox", { name: say("figure.SEEK_REGION") }));
  await seek.fill("Bali");
  await seek.press("Enter");
  await seek.blur();
  await me.button("figure.KEEP_VIEW").click();
  await eventually(() => me.button("figure.KEEP_VIEW").count(), (count) => count === 0, "the part is kept");
  await me.picture("15-map-bali", true);
  await all.click();

  // Totals can be divided by what counts people.
  await me.choose("figure.PER", say("figure.PER_THOUSAND", { name: "jumlah_penduduk" }));
  await settles(() => value("Aceh"), "30", "cases per thousand in 2022");
  await me.choose("figure.PER", say("figure.PER_NOTHING"));

  // Every kind that the columns allow is drawn, with a table of its own.
  const kinds = page.getByRole("combobox", { name: say("figure.MAP_KIND") });
  const offered = (await kinds.locator("option").allInnerTexts()).map((text) => text.trim());
  for (const kind of ["CHOROPLETH", "SYMBOLS", "DOTS", "BIVARIATE", "MULTIPLES"]) assert.ok(offered.includes(say(`map.KIND_${kind}`)), kind);
  assert.ok(!offered.includes(say("map.KIND_POINTS")));
  for (const kind of ["SYMBOLS", "DOTS", "BIVARIATE", "MULTIPLES"]) {
    const painted = await sum();
    await me.choose("figure.MAP_KIND", say(`map.KIND_${kind}`));
    await eventually(sum, (now) => now !== painted, kind);
    assert.ok((await me.twin()).length > PROVINCES.length, kind);
    await me.picture(`15-map-${kind.toLowerCase()}`, true);
  }
});

journey("places by latitude and longitude", { limit: 90_000 }, async ({ page, goto, lang, screen }) => {
  const me = personAt(page, { lang, screen });
  const { say } = me;
  await goto();
  await me.pick(csv("puskesmas.csv", places));
  await me.button("table.MAKE_MAP").click();
  await me.on(say("figure.MAP"));
  await me.ink();
  assert.equal((await me.twin()).length, 61);
  // Nothing is matched, so nothing is reported.
  assert.equal(await page.locator("details.report").count(), 0);
  await me.picture("15-map-points", true);
  const sum = async () => (await me.ink()).sum;
  for (const kind of ["HEXBIN", "HEAT"]) {
    const painted = await sum();
    await me.choose("figure.MAP_KIND", say(`map.KIND_${kind}`));
    await eventually(sum, (now) => now !== painted, kind);
    await me.picture(`15-map-${kind.toLowerCase()}`, true);
  }
  // The walk says what there is.
  await page.locator(".plot").first().focus();
  await page.keyboard.press("ArrowRight");
  await page.locator(".plot-tip").waitFor();
});
