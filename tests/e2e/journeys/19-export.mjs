// A figure as files: pictures in every size, looked at pixel by pixel; print, numbers, settings, Vega-Lite.

import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { assertNoSeriousAxe, eventually, journey, personAt, settles } from "../harness/index.mjs";

const AREAS = ["Antapani", "Cibiru", "Coblong", "Lengkong", "Sukajadi", "Ujungberung"];
const bars = ["kecamatan,jumlah_usaha", ...AREAS.map((name, at) => `${name},${1200 - 137 * at}`)].join("\n");
const months = Array.from({ length: 36 }, (_, at) => `${2022 + Math.floor(at / 12)}-${String((at % 12) + 1).padStart(2, "0")}-01`);
const lines = [
  "tanggal,komoditas,harga",
  ...["Beras", "Cabai", "Gula"].flatMap((name, of) =>
    months.map((month, at) => `${month},${name},${9000 + 2500 * of + Math.round(900 * Math.sin(at / (3 + of)) + 40 * at)}`),
  ),
].join("\n");
const PROVINCES = ["Aceh", "Sumatera Utara", "Riau", "Jambi", "Lampung", "Banten", "DKI Jakarta", "Jawa Barat", "Jawa Tengah", "Jawa Timur", "Bali", "Kalimantan Barat", "Kalimantan Timur", "Sulawesi Utara", "Sulawesi Selatan", "Maluku", "Papua"];
const map = ["provinsi,jumlah", ...PROVINCES.map((name, at) => `${name},${40 + 37 * at}`)].join("\n");

/** The text chunks of a PNG file, and its size in pixels. */
function pngFacts(bytes) {
  const facts = { texts: {}, width: bytes.readUInt32BE(16), height: bytes.readUInt32BE(20) };
  for (let at = 8; at < bytes.length; ) {
    const length = bytes.readUInt32BE(at);
    if (bytes.toString("latin1", at + 4, at + 8) === "iTXt") {
      const data = bytes.subarray(at + 8, at + 8 + length);
      const end = data.indexOf(0);
      facts.texts[data.toString("latin1", 0, end)] = data.toString("utf8", end + 5);
    }
    at += 12 + length;
  }
  return facts;
}

/** Looks at a picture: how much of it is ink, whether ink touches its edge, how far down ink goes. */
const look = (page, bytes, type) =>
  page.evaluate(
    async ({ data, type }) => {
      const image = new Image();
      image.src = `data:${type};base64,${data}`;
      await image.decode();
      const canvas = document.createElement("canvas");
      [canvas.width, canvas.height] = [image.naturalWidth, image.naturalHeight];
      const context = canvas.getContext("2d", { willReadFrequently: true });
      context.drawImage(image, 0, 0);
      const { width, height } = canvas;
      const pixels = context.getImageData(0, 0, width, height).data;
      const paper = [...pixels.slice(0, 3)];
      let [ink, edge, last] = [0, 0, 0];
      const colours = new Set();
      for (let y = 0; y < height; y += 1) {
        for (let x = 0; x < width; x += 1) {
          const at = 4 * (y * width + x);
          if (paper.every((value, channel) => Math.abs(value - pixels[at + channel]) < 24)) continue;
          ink += 1;
          last = y;
          if (x < 4 || y < 4 || x >= width - 4 || y >= height - 4) edge += 1;
          if (colours.size < 64) colours.add((pixels[at] << 16) | (pixels[at + 1] << 8) | pixels[at + 2]);
        }
      }
      return { width, height, ink: ink / (width * height), edge, last: last / height, colours: colours.size };
    },
    { data: bytes.toString("base64"), type },
  );

function whole(seen, what) {
  assert.ok(seen.ink > 0.01 && seen.colours >= 8, `${what} is blank: ${JSON.stringify(seen)}`);
  assert.equal(seen.edge, 0, `${what} is clipped: ${JSON.stringify(seen)}`);
}

/** Opens the dialog and gives what a press of one of its buttons saves. */
function dialogOf(me, page) {
  const { say } = me;
  const dialog = page.getByRole("dialog", { name: say("export.TITLE") });
  return {
    dialog,
    open: async () => {
      await me.button("export.EXPORT").click();
      await dialog.waitFor();
    },
    size: (path) => dialog.getByRole("combobox", { name: say("export.SIZE"), exact: true }).selectOption({ label: say(path) }),
    async file(path) {
      const button = dialog.getByRole("button", { name: say(path), exact: true });
      const started = (timeout) => Promise.all([page.waitForEvent("download", { timeout }), button.click()]);
      // Chromium starts ten downloads within a second and drops the next one, which no hand is fast enough for.
      const [download] = await started(2_000).catch(() => started(15_000));
      return { name: download.suggestedFilename(), bytes: readFileSync(await download.path()) };
    },
  };
}

journey("a figure as files in every size", { limit: 240_000 }, async ({ page, goto, lang, screen }) => {
  const me = personAt(page, { lang, screen });
  const { say } = me;
  await goto();
  await me.pick({ name: "usaha.csv", mimeType: "text/csv", buffer: Buffer.from(bars) });
  await me.button("table.MAKE_CHART").click();
  await me.on(say("figure.CHART"));
  await me.ink();
  await page.locator("#figure-title").fill("Antapani punya usaha terbanyak");
  const files = dialogOf(me, page);
  await files.open();
  await eventually(() => files.dialog.locator("canvas").count(), (count) => count === 1, "a preview");
  await me.picture("19-export", false);
  await assertNoSeriousAxe(page);

  // Every size is laid out for itself: exact pixels, nothing cut off, the source at the bottom.
  for (const [path, size] of [["SIZE_SQUARE", [1080, 1080]], ["SIZE_CARD", [1080, 1350]], ["SIZE_WIDE", [1600, 900]], ["SIZE_PHONE", [800]], ["SIZE_WEB", [1600]]]) {
    await files.size(`export.${path}`);
    const { bytes } = await files.file("export.PNG");
    const facts = pngFacts(bytes);
    assert.deepEqual([facts.width, facts.height].slice(0, size.length), size, path);
    assert.equal(facts.texts.Title, "Antapani punya usaha terbanyak", path);
    assert.match(facts.texts.Comment, /usaha\.csv/, path);
    const seen = await look(page, bytes, "image/png");
    whole(seen, path);
    assert.ok(seen.last > 0.9, `${path} ends at ${seen.last}`);
    if (path === "SIZE_CARD") assert.ok(bytes.length < 200_000, `the card has ${bytes.length} bytes`);
  }
  // Three pixels in one of CSS: as sharp as it says.
  await files.dialog.getByRole("radio", { name: say("export.TIMES", { n: 3 }) }).check({ force: true });
  const sharp = await files.file("export.PNG");
  assert.equal(pngFacts(sharp.bytes).width, 2400);
  whole(await look(page, sharp.bytes, "image/png"), "the picture of 3x");

  // SVG: real text, its own face, its source where machines look.
  const svg = await files.file("export.SVG");
  const text = svg.bytes.toString("utf8");
  assert.match(text, /<text [^>]*>Antapani<\/text>/);
  assert.match(text, /@font-face\{font-family:'Inter'.*data:font\/woff2;base64,[A-Za-z0-9+/]{10000}/);
  assert.match(text, /<dc:title>Antapani punya usaha terbanyak<\/dc:title>/);
  assert.match(text, /<dc:source>[^<]*usaha\.csv/);
  whole(await look(page, svg.bytes, "image/svg+xml"), "the SVG");

  // Words as lines: no text is left, and it is drawn all the same.
  const words = (path) => files.dialog.getByRole("radio", { name: say(path), exact: true }).check({ force: true });
  await words("export.WORDS_LINES");
  await files.dialog.getByText(say("export.SVG_LINES_HINT"), { exact: true }).waitFor();
  await me.picture("19-export-lines", false);
  const outlined = await files.file("export.SVG");
  const drawn = outlined.bytes.toString("utf8");
  assert.doesNotMatch(drawn, /<text|@font-face/);
  assert.match(drawn, /<dc:source>[^<]*usaha\.csv/);
  whole(await look(page, outlined.bytes, "image/svg+xml"), "the SVG of lines");
  await words("export.WORDS_TEXT");

  // Numbers, a page to embed, settings, Vega-Lite.
  const csv = (await files.file("export.CSV")).bytes.toString("utf8").split("\r\n");
  assert.equal(csv[1], "Antapani,1200");
  assert.equal(csv.length, AREAS.length + 2);
  const html = (await files.file("export.HTML")).bytes.toString("utf8");
  assert.match(html, /<h1>Antapani punya usaha terbanyak<\/h1>[\s\S]*<svg[\s\S]*usaha\.csv/);
  assert.doesNotMatch(html, /<script/);
  const spec = JSON.parse((await files.file("export.SPEC")).bytes.toString("utf8"));
  assert.deepEqual([spec.app, spec.version, spec.title], ["jelajah-figure", 1, "Antapani punya usaha terbanyak"]);
  const vega = JSON.parse((await files.file("export.VEGA")).bytes.toString("utf8"));
  assert.match(vega.$schema, /vega-lite\/v6/);
  assert.deepEqual([vega.mark, vega.data.values.length, vega.encoding.y.field], ["bar", AREAS.length, "kecamatan"]);

  // Settings come back, ours and Vega-Lite's; what is not known is named.
  const take = async (json) => {
    const box = files.dialog.locator("#export-take");
    if (!(await box.isVisible())) await files.dialog.getByText(say("export.TAKE"), { exact: true }).click();
    await box.fill(typeof json === "string" ? json : JSON.stringify(json));
    await files.dialog.getByRole("button", { name: say("export.APPLY"), exact: true }).click();
  };
  await take("{");
  await files.dialog.getByText(say("export.BAD_SPEC"), { exact: true }).waitFor();
  await take({ mark: "arc", params: [], encoding: { theta: { field: "jumlah_usaha", aggregate: "sum" }, color: { field: "kecamatan" } } });
  await files.dialog.getByText(say("export.VEGA_NOT_TAKEN", { list: "params" }), { exact: true }).waitFor();
  // A cut axis is not drawn, and the check says what shows small differences instead.
  await take({ mark: "bar", encoding: { x: { field: "jumlah_usaha", type: "quantitative", scale: { domain: [400, 1300] } }, y: { field: "kecamatan", sort: "-x" } } });
  await files.dialog.getByText(say("export.VEGA_NOT_TAKEN", { list: "scale.domain" }), { exact: true }).waitFor();
  await page.keyboard.press("Escape");
  const dots = page.getByRole("button", { name: say("checks.USE_DOTS"), exact: true });
  await dots.waitFor();
  await page.getByText(say("checks.CUT_AXIS"), { exact: true }).waitFor();
  await me.picture("19-cut-axis", true);
  await dots.click();
  await eventually(() => dots.count(), (count) => count === 0, "mended");
  await settles(() => page.getByRole("combobox", { name: say("figure.KIND") }).locator("option:checked").innerText(), say("kinds.MARK_DOT"), "dots");
  await files.open();
  await take({ ...spec, kind: { chart: { mark: "lollipop", x: "kecamatan", y: "jumlah_usaha" } } });
  await files.dialog.waitFor({ state: "hidden" });
  await settles(() => page.getByRole("combobox", { name: say("figure.KIND") }).locator("option:checked").innerText(), say("kinds.MARK_LOLLIPOP"), "the kind of the settings");

  // Print: the figure with its words and its source, and nothing else.
  await page.evaluate(() => {
    window.print = () => { window.printed = true; };
  });
  await files.open();
  await files.dialog.getByRole("button", { name: say("export.PRINT"), exact: true }).click();
  await eventually(() => page.evaluate(() => window.printed === true), (printed) => printed, "the print dialog");
  await page.emulateMedia({ media: "print" });
  const sheet = page.locator(".print-sheet");
  assert.equal(await sheet.locator("h1").innerText(), "Antapani punya usaha terbanyak");
  assert.match(await sheet.locator(".print-source").innerText(), /usaha\.csv/);
  assert.ok(await sheet.locator("img").evaluate((image) => image.complete && image.naturalWidth > 300), "the picture on paper");
  assert.equal(await page.getByRole("banner").isVisible(), false, "the bar is not printed");
  await me.picture("19-print", true);
  await page.emulateMedia({ media: null });
});

journey("cards for chats stay small", { limit: 240_000, langs: ["id"] }, async ({ page, goto, lang, screen }) => {
  const me = personAt(page, { lang, screen });
  const { say } = me;
  for (const [name, csv, press] of [["harga.csv", lines, "MAKE_CHART"], ["peta.csv", map, "MAKE_MAP"]]) {
    await goto();
    await me.pick({ name, mimeType: "text/csv", buffer: Buffer.from(csv) });
    await me.button(`table.${press}`).click();
    await me.ink();
    if (press === "MAKE_CHART") await me.choose("figure.SERIES", "komoditas");
    else await me.choose("figure.LAYER", say("figure.LAYER_SHAPES"));
    await me.ink();
    const files = dialogOf(me, page);
    await files.open();
    await files.size("export.SIZE_CARD");
    const { bytes } = await files.file("export.PNG");
    assert.ok(bytes.length < 200_000, `the card of ${name} has ${bytes.length} bytes`);
    const seen = await look(page, bytes, "image/png");
    assert.deepEqual([seen.width, seen.height], [1080, 1350]);
    whole(seen, name);
    await me.picture(`19-card-${press}`, false);
    if (process.env.JELAJAH_PICTURES) writeFileSync(`${process.env.JELAJAH_PICTURES}/19-card-file-${press}-${screen}.png`, bytes);
  }
});

journey("colours of a figure as others see them", { limit: 120_000, screens: ["desktop"] }, async ({ page, goto, lang, screen }) => {
  const me = personAt(page, { lang, screen });
  const { say } = me;
  await goto();
  await me.pick({ name: "harga.csv", mimeType: "text/csv", buffer: Buffer.from(lines) });
  await me.button("table.MAKE_CHART").click();
  await me.ink();
  await me.choose("figure.SERIES", "komoditas");
  await page.getByText(say("style.STYLE"), { exact: true }).click();
  const said = () => page.locator(".style-apart").innerText();
  await eventually(said, (text) => /ΔE/.test(text), "the numeric check");
  await me.choose("style.PALETTE", say("style.PALETTE_OWN"));
  const own = page.locator("#figure-own-colors");
  await own.fill("#d62728 #2c8a2c #3366cc");
  await own.press("Enter");
  await me.choose("style.SIGHT", say("style.SIGHT_GREY"));
  await eventually(said, (text) => text.includes("#d62728"), "the own colours are compared");
  // What is on the canvas has no colour any more.
  const coloured = () =>
    page.locator(".plot canvas").first().evaluate((canvas) => {
      const pixels = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height).data;
      let count = 0;
      for (let at = 0; at < pixels.length; at += 4) {
        if (Math.max(pixels[at], pixels[at + 1], pixels[at + 2]) - Math.min(pixels[at], pixels[at + 1], pixels[at + 2]) > 12) count += 1;
      }
      return count;
    });
  await eventually(coloured, (count) => count === 0, "a picture without colours");
  await me.picture("19-grey", true);
  // Another face of ours: other letters on the canvas, and in the file.
  await me.choose("style.SIGHT", say("style.SIGHT_NORMAL"));
  const canvas = page.locator(".plot canvas").first();
  const seen = () => canvas.evaluate((element) => element.toDataURL());
  const before = await seen();
  await me.choose("style.FACE", "Plus Jakarta Sans");
  await eventually(() => page.evaluate(() => document.fonts.check("13px 'Plus Jakarta Sans Text'")), (here) => here, "the face comes");
  await eventually(seen, (now) => now !== before, "other letters");
  await me.ink();
  await me.picture("19-face", true);
  const files = dialogOf(me, page);
  await files.open();
  const svg = (await files.file("export.SVG")).bytes.toString("utf8");
  assert.match(svg, /font-family="'Plus Jakarta Sans Text', Inter/);
  assert.match(svg, /@font-face\{font-family:'Plus Jakarta Sans Text'.*data:font\/woff2;base64,[A-Za-z0-9+/]{10000}/);
  await files.dialog.getByRole("radio", { name: say("export.WORDS_LINES"), exact: true }).check({ force: true });
  assert.doesNotMatch((await files.file("export.SVG")).bytes.toString("utf8"), /<text|@font-face/);
  await page.keyboard.press("Escape");
  await own.fill("merah");
  await own.press("Enter");
  await page.getByText(say("style.BAD_COLOR", { text: "merah" }), { exact: true }).waitFor();
  await assertNoSeriousAxe(page);
});

journey("a poster of the story's figures", { limit: 180_000 }, async ({ page, goto, lang, screen }) => {
  const me = personAt(page, { lang, screen });
  const { say } = me;
  await goto();
  await me.pick({ name: "usaha.csv", mimeType: "text/csv", buffer: Buffer.from(bars) });
  await me.addFigure("MAKE_CHART");
  await me.link("figure.BACK_TO_TABLE").first().click();
  await me.addFigure("MAKE_CHART");
  await me.choose("figure.KIND", say("kinds.MARK_PIE"));
  await me.ink();
  await me.link("figure.IN_STORY").click();
  await me.storyDrawn(2);
  await me.entitle("Usaha di enam kecamatan");
  await me.button("poster.MAKE").click();
  const dialog = page.getByRole("dialog", { name: say("poster.POSTER"), exact: true });
  await settles(() => dialog.getByRole("checkbox", { checked: true }).count(), 2, "figures that are chosen");
  await assertNoSeriousAxe(page);
  await me.picture("19-poster-dialog", false);
  const save = async (path) => {
    const [download] = await Promise.all([page.waitForEvent("download"), dialog.getByRole("button", { name: say(path), exact: true }).click()]);
    return readFileSync(await download.path());
  };
  const bytes = await save("export.PNG");
  const facts = pngFacts(bytes);
  assert.equal(facts.width, 2480);
  assert.equal(facts.texts.Title, "Usaha di enam kecamatan");
  whole(await look(page, bytes, "image/png"), "the poster");
  const svg = (await save("export.SVG")).toString("utf8");
  assert.equal(svg.match(/<text [^>]*>(Sumber|Source): /g)?.length, 1, "one source line");
  assert.match(svg, />Usaha di enam kecamatan<\/text>/);
  if (process.env.JELAJAH_PICTURES) writeFileSync(`${process.env.JELAJAH_PICTURES}/19-poster-file-${lang}-${screen}.png`, bytes);
});
