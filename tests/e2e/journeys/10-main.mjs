// The whole way: sample portal, dataset, filter, chart, map, story, HTML file, and back from the file.

import assert from "node:assert/strict";
import { mkdtempSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { eventually, format, journey, personAt, records, settles, sumBy, unanchored } from "../harness/index.mjs";

const UMKM = "UMKM menurut kecamatan dan seksi KBLI di Kota Bandung – Data contoh (sintetis)";
const PROVINCES = "Penduduk dan UMKM menurut provinsi – Data contoh (sintetis)";
const SECTIONS = ["G", "C"];

journey("from the sample portal to a story and its file", { limit: 240_000 }, async ({ page, goto, lang, screen, fresh, url, t }) => {
  const me = personAt(page, { lang, screen });
  const { say } = me;
  const drawn = await makeStory(me, goto, { lang, screen });

  // A text and a title of one's own.
  const title = t("UMKM di kecamatan Bandung", "Small businesses in Bandung");
  await me.entitle(title);
  const words = t(
    "## Yang terlihat\n\nAngka **sintetis**, hanya untuk *mencoba*.\n\n- satu\n- dua",
    "## What we see\n\n**Synthetic** figures, only for *trying out*.\n\n- one\n- two",
  );
  await me.write(words);
  const heading = t("Yang terlihat", "What we see");
  await page.locator(".prose").getByRole("heading", { name: heading }).waitFor();
  await me.saved();
  const before = await me.story();
  await me.picture("10-story", true);
  assert.equal(before.title, title);
  assert.deepEqual(before.blocks.at(-1).text.map((node) => node[0]), ["H", "P", "U"]);
  assert.deepEqual(before.blocks[0].twin, drawn.chartTwin, "the chart in the story is the chart of the editor");

  // Everything outlives a reload, the steps to undo too.
  await page.reload();
  await me.storyDrawn(2);
  assert.deepEqual(await me.story(), before, "the story after a reload");
  await me.undo();
  await eventually(me.story, (story) => story.blocks.at(-1).text?.length !== 3, "undoing takes the text back");
  await me.redo();
  await settles(async () => (await me.story()).blocks, before.blocks, "blocks after redoing the text");

  // The file opens without any network.
  await me.storyDrawn(2);
  const [download] = await Promise.all([page.waitForEvent("download"), me.button("narrative.HTML").click()]);
  assert.match(download.suggestedFilename(), /\.html$/);
  const path = join(mkdtempSync(join(tmpdir(), "jelajah-file-")), "story.html");
  await download.saveAs(path);
  await readFile(await fresh(), path, before, { lang, say, screen });

  // And it goes on where it was left.
  const again = await fresh();
  const other = personAt(again.page, { lang, screen });
  await again.page.goto(`${url}?lang=${lang}`);
  await again.page.locator("#shell").waitFor({ state: "detached" });
  await other.pick({ name: download.suggestedFilename(), mimeType: "text/html", buffer: readFileSync(path) });
  await again.page.locator("article.story").waitFor();
  await other.storyDrawn(2);
  assert.deepEqual(await other.story(), before, "the story read back from its file");
});

/** Sample portal, filter, chart, map; ends on the story with both figures in it. */
async function makeStory(me, goto, { lang, screen }) {
  const { page, say } = me;
  await goto();
  await me.sample();
  await me.picture("10-catalogue");
  await me.search("umkm kecamatan", UMKM);
  await me.openDataset(UMKM);
  const all = records(await me.downloadTable());
  assert.equal(all.length, 2_700);
  await me.countsRows(all.length, all.length);
  await me.picture("10-table");

  // Words are ticked, numbers get a limit.
  const chosen = all.filter((row) => SECTIONS.includes(row.kbli_seksi));
  const least = chosen.map((row) => Number(row.jumlah_umkm)).sort((one, other) => one - other)[chosen.length >> 1];
  const large = chosen.filter((row) => Number(row.jumlah_umkm) >= least);
  assert.ok(large.length > 0 && large.length < chosen.length && chosen.length < all.length);
  let panel = await me.column("kbli_seksi");
  for (const section of SECTIONS) await panel.getByRole("checkbox", { name: new RegExp(`^${section}\\b`) }).check();
  if (screen === "phone") await me.closePanel();
  await me.countsRows(chosen.length, all.length);
  panel = await me.column("jumlah_umkm");
  await panel.getByLabel(say("table.FILTER_FROM"), { exact: true }).fill(format(least, lang));
  await me.picture("10-panel");
  await panel.getByRole("button", { name: say("table.APPLY") }).click();
  await me.countsRows(large.length, all.length);
  await me.closePanel();
  await me.undo();
  await me.countsRows(chosen.length, all.length);
  await me.redo();
  await me.countsRows(large.length, all.length);

  // A chart of what is left, its numbers computed here once more.
  await me.button("table.MAKE_CHART").click();
  await me.on(say("figure.CHART"));
  await me.choose("figure.KIND", say("chart.MARK_BAR"));
  await me.choose("figure.X", "nama_kecamatan");
  await me.choose("figure.Y", "jumlah_umkm");
  await me.choose("figure.OP", say("figure.OP_SUM"));
  const sums = sumBy(large, "nama_kecamatan", "jumlah_umkm");
  await settles(async () => (await me.twin())?.[1], [sums[0][0], format(sums[0][1], lang)], "the largest bar");
  const chartTwin = await me.twin();
  const bars = chartTwin.slice(1);
  const shown = Math.min(sums.length, bars.length);
  const named = new Map(sums.map(([name, sum]) => [name, format(sum, lang)]));
  for (const [name, value] of bars.filter(([name]) => named.has(name))) assert.equal(value, named.get(name), name);
  const rest = bars.filter(([name]) => !named.has(name));
  if (rest.length > 0) {
    // The bars that do not fit are one bar with their sum.
    const hidden = sums.filter(([name]) => !bars.some(([bar]) => bar === name));
    assert.equal(rest.length, 1);
    assert.equal(rest[0][0], say("chart.OTHERS", { n: hidden.length }));
    assert.equal(rest[0][1], format(hidden.reduce((sum, [, value]) => sum + value, 0), lang));
  } else assert.equal(shown, sums.length);
  await me.ink();
  await me.picture("10-chart", true);
  await me.button("figure.ADD_TO_STORY").click();
  await me.link("figure.IN_STORY").waitFor();

  // Back to the table, and on to the provinces.
  await me.link("figure.BACK_TO_TABLE").first().click();
  await me.countsRows(large.length, all.length);
  await me.place("common.PLACE_SEARCH");
  await page.getByRole("main").getByRole("link", { name: say("portal.SAMPLE_TITLE"), exact: true }).first().click();
  await me.results();
  await me.search("penduduk provinsi", PROVINCES);
  await me.openDataset(PROVINCES);
  await me.button("table.MAKE_MAP").click();
  await me.on(say("figure.MAP"));
  const report = page.locator("details.report");
  await report.waitFor();
  assert.match(await report.innerText(), unanchored(say.like("figure.REPORT_MATCHED", { n: 38 })));
  const tiles = await me.ink();
  await me.picture("10-tiles", true);
  await me.choose("figure.LAYER", say("figure.LAYER_SHAPES"));
  await settles(async () => (await me.ink()).sum !== tiles.sum, true, "outlines differ from tiles");
  await page.locator("main .source-line").filter({ hasText: /Natural Earth|©|OpenStreetMap|BIG/ }).first().waitFor();
  await me.ink();
  await me.picture("10-outlines", true);
  await me.button("figure.ADD_TO_STORY").click();
  await me.link("figure.IN_STORY").first().click();
  await page.locator("article.story").waitFor();
  await me.storyDrawn(2);
  return { chartTwin };
}

/** Opens the exported file in a profile without network and compares it with the story. */
async function readFile({ page, context }, path, story, { say, lang, screen }) {
  const asked = [];
  context.on("request", (request) => asked.push(request.url()));
  await context.setOffline(true);
  await page.goto(pathToFileURL(path).href);
  const figures = story.blocks.filter((block) => block.twin);
  assert.equal(await page.locator("h1").first().innerText(), story.title);
  const bare = (text) => text.replaceAll(/\s/g, "");
  const all = bare(await page.locator("body").innerText());
  for (const node of story.blocks.flatMap((block) => block.text ?? [])) {
    assert.ok(all.includes(bare(node.slice(node.indexOf(" ")))), `the text: ${node}`);
  }
  const drawn = page.locator("figure");
  assert.equal(await drawn.count(), figures.length);
  for (const [at, figure] of figures.entries()) {
    const there = drawn.nth(at);
    const pictures = there.locator("svg");
    await pictures.locator("visible=true").first().waitFor();
    assert.ok((await pictures.first().locator("path, rect, text").count()) > 20, "the picture has marks");
    const text = await there.evaluate((node) => node.textContent.replaceAll(/\s+/g, " "));
    assert.ok(text.includes(figure.sentence), `the sentence: ${figure.sentence}`);
    // Whose outlines they are stands once in a file: in the picture, where it is broken into lines.
    for (const part of figure.source.split(" · ")) assert.ok(bare(text).includes(bare(part)), `the source line: ${part}`);
    const rows = await there.evaluate((node) =>
      [...node.querySelector("table").rows].map((row) => [...row.cells].map((cell) => cell.textContent.trim())),
    );
    // The page numbers the regions, for its rows can be put into another order; those of a file cannot.
    const ranked = figure.twin[0].at(-1) === say("figure.RANK");
    const twin = ranked ? figure.twin.map((row) => row.slice(0, -1)) : figure.twin;
    assert.deepEqual(rows, twin, "the table twin");
  }
  const wide = await page.evaluate(() => document.scrollingElement.scrollWidth - innerWidth);
  assert.ok(wide <= 0, `the file is ${wide} px too wide`);
  await personAt(page, { lang, screen }).picture("10-file", true);
  const outside = asked.filter((address) => !/^(file|data|blob):/.test(address));
  assert.deepEqual(outside, [], "the file asks the network for nothing");
}
