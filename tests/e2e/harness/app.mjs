// What a person does and sees in Jelajah, by role and by words of the catalogue.

import assert from "node:assert/strict";
import { mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parseCsv } from "./csv.mjs";
import { wordsOf } from "./words.mjs";

/** Where `picture` puts its files; nothing is written without it. */
const PICTURES = process.env.JELAJAH_PICTURES;

/** How long `eventually` waits, in milliseconds. */
const PATIENCE_MS = 20_000;

/** Reads again and again until the value is right; returns it. */
export async function eventually(read, right, what, patience = PATIENCE_MS) {
  const end = performance.now() + patience;
  for (;;) {
    const value = await read();
    if (right(value)) return value;
    if (performance.now() > end) throw new Error(`${what}: still ${JSON.stringify(value)} after ${patience / 1000} s`);
    await new Promise((resolve) => setTimeout(resolve, 40));
  }
}

/** Waits until a value equals another. */
export const settles = (read, expected, what) =>
  eventually(read, (value) => JSON.stringify(value) === JSON.stringify(expected), `${what}, expected ${JSON.stringify(expected)}`);

/** A person in front of one page. */
export function personAt(page, { lang, screen }) {
  const say = wordsOf(lang);
  const name = (path, args) => say.like(path, args);
  const button = (path, args) => page.getByRole("button", { name: name(path, args) });
  const link = (path, args) => page.getByRole("link", { name: name(path, args) });
  const title = () => page.locator("#screen-title, h1").first();
  const me = {
    page,
    say,
    button,
    link,

    /** Waits until the screen has this heading. */
    async on(heading) {
      await page.getByRole("heading", { level: 1, name: heading, exact: true }).waitFor();
    },

    /** Saves a picture of the page when asked for by `$JELAJAH_PICTURES`. */
    async picture(label, full = false) {
      if (!PICTURES) return;
      mkdirSync(PICTURES, { recursive: true });
      await page.screenshot({ path: join(PICTURES, `${label}-${lang}-${screen}.png`), fullPage: full, timeout: 10_000 });
    },

    /** Waits until the page says what happened and what to do next. */
    async problem(code, args = {}, next = `problems.${code}_NEXT`) {
      const notice = page.locator("main").getByRole("alert").filter({ hasText: unanchored(name(`problems.${code}`, args)) }).first();
      await notice.waitFor();
      const text = await notice.innerText();
      assert.match(text, unanchored(name(next)), "the problem has a next step");
      return notice;
    },

    // Getting around.

    /** Presses an entry of the menu at the top right. */
    async menu(path) {
      await page.getByRole("banner").getByRole("button", { name: name("common.MENU") }).click();
      await page.getByRole("menuitem", { name: unanchored(name(path)) }).click();
    },
    undo: () => me.menu("common.UNDO"),
    redo: () => me.menu("common.REDO"),

    /** Goes to one of the places at the edge of the screen. */
    place: (path) => page.getByRole("navigation", { name: name("common.PLACES") }).getByRole("link", { name: name(path) }).first().click(),

    /** From Beranda into the sample portal. */
    async sample() {
      await page.getByRole("main").getByRole("link", { name: name("screens.DOOR_SAMPLE") }).first().click();
      await me.on(say("portal.SAMPLE_TITLE"));
      await me.results();
    },

    /** Waits for results of the catalogue. */
    results: () => page.locator(".results:not([aria-label]) > li").first().waitFor(),

    /** Searches in the catalogue that is on the screen. */
    async search(words, wanted) {
      const field = page.getByRole("searchbox", { name: name("screens.SEARCH_HERE") });
      await field.fill(words);
      await field.press("Enter");
      await page.getByRole("main").getByRole("link", { name: wanted, exact: true }).waitFor();
    },

    /** Opens a dataset of the results, and a file of it by its name; the first one unless told. */
    async openDataset(dataset, file = "") {
      await page.getByRole("main").getByRole("link", { name: dataset, exact: true }).click();
      await me.on(dataset);
      await me.openFile(file);
    },

    /** Opens a file of the dataset on the screen. */
    async openFile(file = "") {
      await page.locator("li.file").filter({ hasText: file }).getByRole("link", { name: new RegExp(`^${say("screens.OPEN_TABLE")}\\b`) }).first().click();
      await me.grid().waitFor();
    },

    // The table.

    grid: () => page.getByRole("grid", { name: name("table.GRID_LABEL") }),

    /** What the page says of the rows. */
    rows: () => page.locator(".bench-rows").innerText(),

    /** Waits until the page says so many rows are shown, of so many. */
    async countsRows(shown, all) {
      const write = (value) => format(value, lang);
      const text = shown === all ? say("table.ROWS_TOTAL", { rows: write(all), n: all }) : say("table.ROWS_MATCH", { rows: write(shown), all: write(all) });
      await settles(me.rows, text, "the count of rows");
    },

    /** Opens the panel of a column. */
    async column(column) {
      await page.getByRole("combobox", { name: name("table.PICK_COLUMN") }).selectOption({ label: column });
      const panel = page.getByRole(screen === "phone" ? "dialog" : "complementary", { name: column });
      await panel.waitFor();
      return panel;
    },

    /** Closes the panel that is open. */
    async closePanel() {
      const panel = page.locator(".panel, dialog.sheet[open]").last();
      await panel.getByRole("button", { name: name("common.CLOSE") }).click();
      await panel.waitFor({ state: "hidden" });
    },

    /** What the cells of a row show, by column (from 0), of those in sight; rows count from 1. */
    cells: (row) =>
      page.locator(`[role=row][aria-rowindex="${row + 1}"] [role=gridcell]`).evaluateAll((cells) =>
        Object.fromEntries(cells.map((cell) => [cell.ariaColIndex - 2, cell.textContent.trim()])),
      ),

    /** Waits until the grid shows cells. */
    cellsThere: () => page.locator("[role=row]:not(.is-waiting) > [role=gridcell]").first().waitFor(),

    /** The table as the page hands it out, read by the test itself. */
    async downloadTable() {
      await button("table.MORE").click();
      const item = page.getByRole("menuitem", { name: name("table.DOWNLOAD_CSV") });
      const [download] = await Promise.all([page.waitForEvent("download"), item.click()]);
      return parseCsv(readFileSync(await download.path(), "utf8"));
    },

    // Figures.

    /** Chooses in a list by its label. */
    async choose(label, choice) {
      await page.getByRole("combobox", { name: name(label) }).selectOption(typeof choice === "string" ? { label: choice } : choice);
    },

    /** Waits until the picture is painted; returns how many colours it has and how much of it is ink. */
    async ink() {
      const canvas = page.locator(".plot canvas").first();
      await canvas.waitFor();
      return eventually(() => canvas.evaluate(measureInk), (ink) => ink.colours >= 3 && ink.share > 0.005, "the picture is blank");
    },

    /** The table twin of a figure: header and rows as text. Leaves the figure as it is. */
    twin: (figure = page.locator("figure.figure").first()) => unfolded(figure, () => figure.evaluate(readTwin)),

    /** Everything a reader of the story gets, as data. */
    story: () => {
      const story = page.locator("article.story");
      return unfolded(story, () => story.evaluate(readStory));
    },

    /** Waits until the figures of the story are drawn. */
    async storyDrawn(count) {
      await settles(() => page.locator("article.story .figure-sentence").count(), count, "figures drawn in the story");
      for (let at = 0; at < count; at += 1) {
        const canvas = page.locator("article.story .plot canvas").nth(at);
        await canvas.scrollIntoViewIfNeeded();
        await eventually(() => canvas.evaluate(measureInk), (ink) => ink.colours >= 3 && ink.share > 0.005, `figure ${at + 1} is blank`);
      }
    },

    /** From the table on the screen to a figure in the story: `kind` is MAKE_CHART or MAKE_MAP. */
    async addFigure(kind) {
      await button(`table.${kind}`).click();
      await me.ink();
      await button("figure.ADD_TO_STORY").click();
      await link("figure.IN_STORY").waitFor();
    },

    /** Writes the story's title. */
    entitle: (words) => page.getByRole("textbox", { name: say("narrative.TITLE"), exact: true }).fill(words),

    /** Adds a text at the end of the story. */
    async write(words) {
      await button("narrative.ADD_TEXT").click();
      await page.getByRole("textbox", { name: say("narrative.TEXT"), exact: true }).fill(words);
      await button("narrative.DONE_TEXT").click();
      await page.locator(".prose").last().waitFor();
    },

    /** Waits until the browser keeps everything. */
    saved: () => settles(() => page.locator(".story-status").innerText(), say("narrative.SAVED"), "the state of saving"),

    /** Hands over a file as the picker would. */
    pick: (file) => page.locator("input[type=file]").setInputFiles(file),

    /** Drops a file on the page. */
    drop: ({ name, mimeType, buffer }) =>
      page.evaluate(
        ({ name, type, data }) => {
          const bytes = Uint8Array.from(atob(data), (letter) => letter.charCodeAt(0));
          const transfer = new DataTransfer();
          transfer.items.add(new File([bytes], name, { type }));
          for (const kind of ["dragenter", "dragover", "drop"]) {
            document.body.dispatchEvent(new DragEvent(kind, { dataTransfer: transfer, bubbles: true, cancelable: true }));
          }
        },
        { name, type: mimeType, data: buffer.toString("base64") },
      ),

    sourceLine: () => page.locator("main .source-line").first().innerText(),
    title,
  };
  return me;
}

/** The pattern of a text, anywhere in another. */
export const unanchored = (pattern) => new RegExp(pattern.source.replace(/^\^\\s\*/, "").replace(/\\s\*\$$/, ""));

/** A number as the page writes it. */
export function format(value, lang, digits = 0) {
  return new Intl.NumberFormat(lang === "id" ? "id-ID" : "en-GB", { maximumFractionDigits: digits, useGrouping: true }).format(value);
}

// The functions below run in the page.

function measureInk(canvas) {
  const { width, height } = canvas;
  if (!width || !height) return { colours: 0, share: 0, sum: 0 };
  const { data } = canvas.getContext("2d").getImageData(0, 0, width, height);
  const count = new Map();
  let sum = 0;
  for (let at = 0; at < data.length; at += 4) {
    const colour = (data[at] << 24) | (data[at + 1] << 16) | (data[at + 2] << 8) | data[at + 3];
    count.set(colour, (count.get(colour) ?? 0) + 1);
    sum = (Math.imul(sum, 31) + colour) | 0;
  }
  const most = Math.max(...count.values());
  return { colours: count.size, share: 1 - most / (width * height), sum };
}

/** What is read while the tables of figures, which are built when they are unfolded, stand open. */
async function unfolded(root, read) {
  const folded = await root.evaluateHandle((root) => [...root.querySelectorAll("details:not([open])")].filter((details) => details.closest("figure")));
  await folded.evaluate((folded) => folded.forEach((details) => { details.open = true; }));
  await settles(() => folded.evaluate((folded) => folded.filter((details) => !details.querySelector("table")).length), 0, "tables of figures");
  const found = await read();
  await folded.evaluate((folded) => folded.forEach((details) => { details.open = false; }));
  return found;
}

function readTwin(figure) {
  const table = figure.querySelector("table");
  if (!table) return null;
  return [...table.rows].map((row) => [...row.cells].map((cell) => cell.textContent.trim()));
}

function readStory(article) {
  const twin = (figure) =>
    [...(figure.querySelector("table")?.rows ?? [])].map((row) => [...row.cells].map((cell) => cell.textContent.trim()));
  const text = (root, selector) => root.querySelector(selector)?.textContent.trim() ?? "";
  return {
    title: article.querySelector("textarea")?.value ?? "",
    blocks: [...article.querySelectorAll(".block")].map((block) => {
      const figure = block.querySelector("figure.figure");
      if (!figure) return { text: [...block.querySelectorAll(".prose > *")].map((node) => `${node.tagName} ${node.textContent}`) };
      return {
        title: text(figure, ".figure-title"),
        description: text(figure, ".figure-description"),
        sentence: text(figure, ".figure-sentence"),
        source: text(figure, ".source-line"),
        twin: twin(figure),
      };
    }),
  };
}
