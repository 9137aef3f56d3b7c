// Streets below a map: nothing is asked for before somebody switches them on, only the chosen address is asked,
// the map stays what it is above them, and what fails is said.

import assert from "node:assert/strict";
import { assertNoSeriousAxe, eventually, journey, personAt, settles, unanchored } from "../harness/index.mjs";
import { STREETS, archive, inParts, waterTile } from "../harness/tiles.mjs";

const places = [
  "nama_puskesmas,lintang,bujur,kunjungan",
  ...Array.from({ length: 40 }, (_, at) => `Puskesmas ${at + 1},${(-6.86 - ((at * 37) % 40) / 500).toFixed(4)},${(107.56 + ((at * 53) % 40) / 400).toFixed(4)},${100 + at}`),
].join("\n");
const PROVINCES = ["Aceh", "Sumatera Utara", "Riau", "Lampung", "DKI Jakarta", "Jawa Barat", "Jawa Tengah", "Jawa Timur", "Bali", "Kalimantan Barat", "Sulawesi Selatan", "Maluku"];
const values = ["provinsi,persen_miskin", ...PROVINCES.map((name, at) => `${name},${at + 3}`)].join("\n");
const csv = (name, text) => ({ name, mimeType: "text/csv", buffer: Buffer.from(text) });

/** Whether the streets' own canvas shows anything but one colour. */
const streetsDrawn = async (page) => {
  const shot = await page.locator(".plot-streets").screenshot();
  return shot.length;
};

/** Every address that the page asks another host for, from now on. */
function strangers(page, url) {
  const asked = [];
  page.on("request", (request) => {
    const address = request.url();
    if (/^https?:/.test(address) && new URL(address).origin !== new URL(url).origin) asked.push(address);
  });
  return asked;
}

async function openPlaces(me, page, goto) {
  await goto();
  await me.pick(csv("puskesmas.csv", places));
  await me.button("table.MAKE_MAP").click();
  await me.on(me.say("figure.MAP"));
  await me.ink();
}

async function choose(me, page, address, credit) {
  const { say } = me;
  if (!(await page.getByRole("group", { name: say("streets.SWITCH") }).count())) await me.button("streets.SWITCH").click();
  await page.getByText(say("streets.OWN")).click();
  await page.getByRole("textbox", { name: say("streets.ADDRESS") }).fill(address);
  await page.getByRole("textbox", { name: say("streets.CREDIT") }).fill(credit);
  await me.button("streets.SHOW").click();
}

journey("streets below a map", { limit: 120_000, webgl: true }, async ({ page, goto, lang, screen, url, fixtures, site }) => {
  const me = personAt(page, { lang, screen });
  const { say } = me;
  const asked = strangers(page, url);
  fixtures.serveUnder("/jalan/", { type: "image/png", body: STREETS });
  await openPlaces(me, page, goto);
  const before = await me.twin();
  const parts = () => site.requests.filter((path) => path.includes("/streets-")).length;
  const known = parts();

  // Nothing is there before it is chosen, and the choice itself asks nobody.
  await me.button("streets.SWITCH").click();
  const group = page.getByRole("group", { name: say("streets.SWITCH") });
  await group.waitFor();
  assert.match(await group.innerText(), /tile\.openstreetmap\.org/);
  await me.picture("59-streets-choice", true);
  await assertNoSeriousAxe(page);
  assert.deepEqual(asked, []);
  assert.equal(parts(), known);

  // What is not safe is not taken, with words that help.
  await page.getByText(say("streets.OWN")).click();
  const field = page.getByRole("textbox", { name: say("streets.ADDRESS") });
  for (const [typed, words] of [
    ["http://tile.example.org/{z}/{x}/{y}.png", "NOT_SECURE"],
    ["https://tile.example.org/{z}/{x}.png", "NO_PLACES"],
    ["jalan", "BAD_ADDRESS"],
  ]) {
    await field.fill(typed);
    await me.button("streets.SHOW").click();
    await group.getByText(unanchored(say.like(`streets.${words}`))).waitFor();
  }
  assert.deepEqual(asked, []);

  await choose(me, page, `${fixtures.origin}/jalan/{z}/{x}/{y}.png`, "© Ubin uji");
  await eventually(() => fixtures.requests.length, (count) => count > 0, "tiles are asked for");
  await me.button("streets.SWITCH_OFF").waitFor();
  await settles(() => page.locator(".map-streets-coming").innerText(), "", "the streets are there");
  await eventually(() => streetsDrawn(page), (bytes) => bytes > 3000, "streets are seen");
  assert.equal(await page.locator(".plot-credit").innerText(), "© Ubin uji");
  assert.ok(asked.every((address) => address.startsWith(`${fixtures.origin}/jalan/`)), asked.join("\n"));
  assert.ok(fixtures.requests.every((request) => /^GET \/jalan\/\d+\/\d+\/\d+\.png$/.test(request)), fixtures.requests.join("\n"));
  // The map above is the same map.
  assert.deepEqual(await me.twin(), before);
  await page.locator(".plot").first().evaluate((element) => element.scrollIntoView({ block: "start" }));
  await me.picture("59-streets-on");
  await assertNoSeriousAxe(page);

  // Keys and buttons move both; far closer than a map without streets.
  const plot = page.locator(".plot").first();
  await plot.focus();
  const level = () => Math.max(...fixtures.requests.map((request) => Number(request.split("/")[2])));
  const first = level();
  for (let at = 0; at < 8; at += 1) await page.keyboard.press("+");
  await eventually(level, (now) => now >= Math.min(first + 4, 19), "closer tiles");
  await page.keyboard.press("Shift+ArrowRight");
  await me.picture("59-streets-near");
  await page.keyboard.press("0");

  // Off again: the map as it was, and nobody is asked any more.
  await me.button("streets.SWITCH_OFF").click();
  await settles(() => page.locator(".plot-streets").count(), 0, "no streets");
  await settles(() => page.locator(".plot-credit").count(), 0, "no credit");

  // A new visit: remembered by this browser, but not switched on by itself.
  await me.button("figure.ADD_TO_STORY").click();
  await me.link("figure.IN_STORY").waitFor();
  await me.link("figure.IN_STORY").click();
  await me.saved();
  const count = fixtures.requests.length;
  await page.reload();
  await me.storyDrawn(1);
  assert.equal(fixtures.requests.length, count);
  await me.button("streets.SWITCH").first().click();
  assert.equal(await page.getByRole("textbox", { name: say("streets.ADDRESS") }).inputValue(), `${fixtures.origin}/jalan/{z}/{x}/{y}.png`);
});

journey("streets from one file, below coloured regions", { limit: 120_000, webgl: true }, async ({ page, goto, lang, screen, url, fixtures }) => {
  const me = personAt(page, { lang, screen });
  const { say } = me;
  const asked = strangers(page, url);
  await goto();
  await me.pick(csv("miskin.csv", values));
  await me.button("table.MAKE_MAP").click();
  await me.on(say("figure.MAP"));
  await me.choose("figure.LAYER", say("figure.LAYER_SHAPES"));
  await page.getByRole("group", { name: say("figure.MAP_HANDS") }).waitFor();
  await me.ink();
  assert.equal(await page.locator(".plot-streets").count(), 0);
  for (const [name, tile, type] of [["gambar", STREETS, 2], ["bentuk", waterTile(), 1]]) {
    const address = fixtures.serve(`/${name}.pmtiles`, inParts(archive(tile, type)));
    await choose(me, page, address, "");
    await me.button("streets.SWITCH_OFF").waitFor();
    await settles(() => page.locator(".map-streets-coming").innerText(), "", `streets from ${name}`);
    await eventually(() => streetsDrawn(page), (bytes) => bytes > 3000, `streets of ${name} are seen`);
    // Who is not named otherwise is named by the server.
    assert.equal(await page.locator(".plot-credit").innerText(), "127.0.0.1");
    assert.ok(asked.every((one) => one === address || one.endsWith("gambar.pmtiles")), asked.join("\n"));
    await page.locator(".plot").first().evaluate((element) => element.scrollIntoView({ block: "start" }));
    await me.picture(`59-streets-${name}`);
    await me.button("streets.SWITCH_OFF").click();
    await settles(() => page.locator(".plot-streets").count(), 0, "no streets");
  }
});

journey("streets that do not come", { limit: 120_000, webgl: true }, async ({ page, goto, lang, screen, fixtures, allow }) => {
  const me = personAt(page, { lang, screen });
  const { say } = me;
  allow(/Failed to load resource|AJAXError|ERR_CONNECTION_REFUSED|CORS/);
  fixtures.serveUnder("/terlarang/", { status: 403, body: "" });
  fixtures.serveUnder("/jalan/", { type: "image/png", body: STREETS });
  await openPlaces(me, page, goto);
  const host = new URL(fixtures.origin).host;
  // Refused, not there at all, a file that is none.
  for (const path of ["/terlarang/{z}/{x}/{y}.png", "/tidak-ada/{z}/{x}/{y}.png", "/tidak-ada.pmtiles"]) {
    await choose(me, page, `${fixtures.origin}${path}`, "");
    const notice = page.getByRole("alert").filter({ hasText: say("streets.FAILED", { host }) });
    await notice.waitFor({ timeout: 30_000 });
    assert.ok((await notice.innerText()).includes(say("streets.FAILED_NEXT")));
    // The map goes on without.
    assert.equal(await page.locator(".plot-streets").count(), 0);
    await me.ink();
    if (path.startsWith("/terlarang")) {
      await notice.scrollIntoViewIfNeeded();
      await me.picture("59-streets-failed");
      await assertNoSeriousAxe(page);
    }
    await notice.getByRole("button", { name: say("streets.CHANGE") }).click();
  }
  await choose(me, page, `${fixtures.origin}/jalan/{z}/{x}/{y}.png`, "");
  await me.button("streets.SWITCH_OFF").waitFor();
  await settles(() => page.locator(".map-streets-coming").innerText(), "", "the streets are there");
});

journey("streets in a browser without WebGL", { screens: ["phone"] }, async ({ page, goto, lang, screen, url, fixtures }) => {
  const me = personAt(page, { lang, screen });
  const { say } = me;
  await page.addInitScript(() => {
    const get = HTMLCanvasElement.prototype.getContext;
    HTMLCanvasElement.prototype.getContext = function getContext(kind, ...rest) {
      return kind.startsWith("webgl") ? null : get.call(this, kind, ...rest);
    };
  });
  const asked = strangers(page, url);
  await openPlaces(me, page, goto);
  await choose(me, page, `${fixtures.origin}/jalan/{z}/{x}/{y}.png`, "");
  const notice = page.getByRole("alert").filter({ hasText: say("streets.NO_WEBGL") });
  await notice.waitFor();
  assert.ok((await notice.innerText()).includes(say("streets.NO_WEBGL_NEXT")));
  await me.ink();
  await notice.scrollIntoViewIfNeeded();
  await me.picture("59-streets-webgl");
  assert.deepEqual(asked, []);
});
