// A map's table put in order by its headings, the words of a region kept by tap and by key, and a map of totals
// divided with one tap.

import assert from "node:assert/strict";
import { assertNoSeriousAxe, eventually, journey, personAt, settles } from "../harness/index.mjs";

const PROVINCES = ["Aceh", "Sumatera Utara", "Riau", "Lampung", "DKI Jakarta", "Jawa Barat", "Jawa Tengah", "Jawa Timur", "Bali", "Kalimantan Barat", "Sulawesi Selatan", "Maluku"];
const kasus = ["provinsi,jumlah_kasus,jumlah_penduduk", ...PROVINCES.map((name, at) => `${name},${((at * 5) % 12) * 100 + 100},${(at + 2) * 1000}`)].join("\n");

journey("a map's table in order, words that stay, rates in one tap", { limit: 120_000 }, async ({ page, goto, lang, screen }) => {
  const me = personAt(page, { lang, screen });
  const { say } = me;
  await goto();
  await me.pick({ name: "kasus.csv", mimeType: "text/csv", buffer: Buffer.from(kasus) });
  await me.button("table.MAKE_MAP").click();
  await me.on(say("figure.MAP"));
  await me.ink();

  // The table's headings are buttons, by pointer and by key.
  await page.getByText(say("figure.TWIN")).first().click();
  const names = async () => (await me.twin()).slice(1).map(([name]) => name);
  const own = await names();
  const heading = (name) => page.getByRole("columnheader", { name });
  const region = heading(say("map.COLUMN_PROVINCE"));
  assert.equal(await region.getAttribute("aria-sort"), null);
  await region.getByRole("button").focus();
  await page.keyboard.press("Enter");
  await settles(() => region.getAttribute("aria-sort"), "ascending", "in order of names");
  const ordered = [...own].sort((one, other) => one.localeCompare(other, "id"));
  assert.deepEqual(await names(), ordered);
  await page.keyboard.press("Space");
  await settles(() => region.getAttribute("aria-sort"), "descending", "turned over");
  assert.equal((await names())[0], ordered.at(-1));
  await page.keyboard.press("Enter");
  await settles(names, own, "the map's own order");
  const rank = heading(say("figure.RANK"));
  await rank.getByRole("button").click();
  await rank.getByRole("button").click();
  await settles(() => rank.getAttribute("aria-sort"), "ascending", "in order of ranks");
  const ranks = (await me.twin()).slice(1).map((row) => row.at(-1));
  assert.deepEqual(ranks.slice(0, 12), Array.from({ length: 12 }, (_, at) => String(at + 1)));
  // Regions without a value have no rank, and stay last whichever way.
  assert.ok(ranks.slice(12).every((text) => text === ""));
  await me.picture("58-map-table", true);
  await assertNoSeriousAxe(page);

  // Words stay after a tap and go with a second one; the same by keys.
  const canvas = page.locator(".plot canvas").first();
  const tip = page.locator(".plot-tip");
  await canvas.scrollIntoViewIfNeeded();
  const box = await canvas.boundingBox();
  const spot = { x: box.width * 0.12, y: box.height * 0.2 };
  await canvas.click({ position: spot });
  if (!(await tip.count())) await canvas.click({ position: { x: box.width * 0.5, y: box.height * 0.5 } });
  await tip.waitFor();
  const words = await tip.innerText();
  await page.mouse.move(box.x + 2, box.y + 2);
  assert.equal(await tip.innerText(), words);
  const plot = page.locator(".plot").first();
  await plot.focus();
  await page.keyboard.press("Escape");
  await settles(() => tip.count(), 0, "let go");
  await page.keyboard.press("Home");
  await eventually(() => tip.innerText(), (text) => text.includes(own[0]), "the highest region");

  // Totals: what misleads, and both ways out of it.
  const offer = page.getByRole("group", { name: say("figure.RATE_OFFER") });
  await offer.waitFor();
  await offer.scrollIntoViewIfNeeded();
  await me.picture("58-rate-offer");
  await offer.getByRole("button", { name: say("figure.PER_THOUSAND", { name: "jumlah_penduduk" }) }).click();
  const value = async (name) => (await me.twin()).find(([first]) => first === name)?.[2];
  await settles(() => value("Aceh"), "50", "cases per thousand");
  await settles(() => offer.count(), 0, "nothing to offer any more");
  await me.undo();
  await settles(() => value("Aceh"), "100", "the totals again");
  await offer.getByRole("button", { name: say("figure.PER_KM2") }).click();
  await eventually(() => value("Aceh"), (text) => text !== "100" && text !== undefined, "per square kilometre");
});
