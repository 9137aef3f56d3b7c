// For everyone: axe on every screen in both themes, no sideways scrolling on a phone, a whole way by
// keyboard, the focus where the person is.

import assert from "node:assert/strict";
import { assertNoSeriousAxe, eventually, journey, personAt, settles } from "../harness/index.mjs";

const DATASET = "portal=contoh&dataset=penduduk-dan-umkm-menurut-provinsi";
const RESOURCE = `${DATASET}&resource=penduduk-umkm-provinsi`;

/** No screen may be wider than its window. */
async function assertFits(page, what) {
  const { wide, who } = await page.evaluate(() => {
    const wide = document.scrollingElement.scrollWidth - document.documentElement.clientWidth;
    const beyond = [...document.querySelectorAll("body *")].filter((element) => element.getBoundingClientRect().right > innerWidth + 1);
    return { wide, who: beyond.slice(0, 5).map((element) => `${element.tagName}.${element.className}`) };
  });
  assert.ok(wide <= 0, `${what} is ${wide} px too wide: ${who.join(", ")}`);
}

for (const theme of ["light", "dark"]) {
  journey(`every screen is accessible, ${theme}`, { limit: 180_000 }, async ({ page, goto, lang, screen }) => {
    const me = personAt(page, { lang, screen });
    const { say } = me;
    await page.emulateMedia({ colorScheme: theme, reducedMotion: "reduce" });
    const check = async (what) => {
      await settles(() => page.evaluate(() => document.documentElement.dataset.theme), theme, "the theme");
      await me.picture(`70-${what}-${theme}`);
      const say = (error) => {
        throw new Error(`${what}: ${error.message}`, { cause: error });
      };
      await assertNoSeriousAxe(page).catch(say);
      await assertFits(page, what);
    };
    await goto();
    await me.on(say("screens.HOME_TITLE"));
    await check("home");
    await page.keyboard.press("Control+k");
    await page.getByRole("combobox", { name: say("common.PALETTE") }).waitFor();
    await check("palette");
    await page.keyboard.press("Escape");
    await goto("portal=contoh");
    await me.results();
    await check("catalogue");
    if (screen === "phone") {
      await me.button("screens.FILTERS").click();
      await page.getByRole("dialog").waitFor();
      await check("facets");
    }
    await goto(DATASET);
    await page.locator("li.file").first().waitFor();
    await check("dataset");
    await goto(RESOURCE);
    await me.grid().waitFor();
    await me.cellsThere();
    await check("table");
    for (const column of ["nama_provinsi", "penduduk"]) {
      await me.column(column);
      await page.getByRole("heading", { name: say("table.PROOF") }).waitFor();
      await check(`panel-${column}`);
      await me.closePanel();
    }
    await me.addFigure("MAKE_CHART");
    await page.getByText(say("figure.TWIN")).first().click();
    await check("chart");
    await me.link("figure.BACK_TO_TABLE").first().click();
    await me.addFigure("MAKE_MAP");
    await page.locator("details.report summary").click();
    await check("map");
    await me.link("figure.IN_STORY").click();
    await me.storyDrawn(2);
    await check("story");
    await me.button("narrative.ADD_TEXT").click();
    await page.getByRole("textbox", { name: say("narrative.TEXT"), exact: true }).fill("# Judul\n\nTeks.");
    await check("writing");
    await page.getByRole("banner").getByRole("button", { name: say("common.MENU") }).click();
    await page.getByRole("menu").waitFor();
    await check("menu");
  });
}

journey("from Beranda to a chart by keyboard", async ({ page, goto, lang, screen }) => {
  const me = personAt(page, { lang, screen });
  const { say } = me;
  await goto();
  // The first stop leads past the bars.
  await page.keyboard.press("Tab");
  assert.equal(await focused(page, "text"), say("common.SKIP"));
  await me.picture("70-skip");
  await page.keyboard.press("Enter");
  await settles(() => focused(page, "id"), "main", "the focus after the skip link");
  await tabTo(page, { text: say("screens.DOOR_SAMPLE") });
  await page.keyboard.press("Enter");
  await lands(me, say("portal.SAMPLE_TITLE"));
  await me.results();
  await tabTo(page, { id: await page.getByRole("searchbox", { name: say("screens.SEARCH_HERE") }).getAttribute("id") });
  await page.keyboard.type("penduduk provinsi");
  await page.keyboard.press("Enter");
  const title = "Penduduk dan UMKM menurut provinsi – Data contoh (sintetis)";
  await page.getByRole("main").getByRole("link", { name: title, exact: true }).waitFor();
  await tabTo(page, { text: title });
  await page.keyboard.press("Enter");
  await lands(me, title);
  await page.locator("li.file").first().waitFor();
  await tabTo(page, { text: new RegExp(`^${say("screens.OPEN_TABLE")}\\b`) });
  await page.keyboard.press("Enter");
  await me.grid().waitFor();
  await lands(me, title);

  // In the grid: arrows, then Enter for the column.
  await tabTo(page, { role: "grid" });
  await me.cellsThere();
  for (const key of ["ArrowRight", "ArrowRight", "ArrowDown"]) await page.keyboard.press(key);
  await me.picture("70-grid");
  await page.keyboard.press("Enter");
  const panel = page.getByRole(screen === "phone" ? "dialog" : "complementary", { name: "penduduk" });
  await panel.waitFor();
  await eventually(() => panel.evaluate((node) => node.contains(document.activeElement)), Boolean, "the focus goes into the panel");
  await page.keyboard.press("Escape");
  await panel.waitFor({ state: "hidden" });
  await settles(() => focused(page, "role"), "grid", "the focus after the panel");

  await tabTo(page, { text: say("table.MAKE_CHART"), back: true });
  await page.keyboard.press("Enter");
  await lands(me, say("figure.CHART"));
  await me.ink();
  // The values can be walked through, and are said.
  await tabTo(page, { role: "group" });
  await page.keyboard.press("ArrowRight");
  const live = page.locator(".plot [aria-live]");
  const first = await eventually(() => live.innerText(), (text) => text !== "", "the first value is said");
  await page.keyboard.press("ArrowRight");
  await eventually(() => live.innerText(), (text) => text !== "" && text !== first, "the second value is said");
  await me.picture("70-walk");
  await tabTo(page, { text: say("figure.ADD_TO_STORY") });
  await page.keyboard.press("Enter");
  await me.link("figure.IN_STORY").waitFor();
  await tabTo(page, { text: say("figure.IN_STORY"), back: true, around: true });
  await page.keyboard.press("Enter");
  await eventually(() => page.evaluate(() => document.activeElement?.tagName), (tag) => tag === "H1", "the focus is on the story's heading");
});

/** A word about the element that has the focus. */
const focused = (page, what) =>
  page.evaluate((what) => {
    const element = document.activeElement;
    if (what === "text") return element?.textContent.trim();
    if (what === "role") return element?.getAttribute("role");
    return element?.id;
  }, what);

/** Waits until the heading of the new screen has the focus. */
async function lands(me, heading) {
  await me.on(heading);
  await eventually(
    () => me.page.evaluate(() => [document.activeElement?.tagName, document.activeElement?.textContent.trim()]),
    ([tag, text]) => tag === "H1" && text === heading,
    `the focus is on the heading “${heading}”`,
  );
}

/** Presses Tab until what is looked for has the focus, which must be visible all the way. */
async function tabTo(page, { text, id, role, back = false, around = false }) {
  const wanted = (stop) =>
    (id !== undefined && stop.id === id) ||
    (role !== undefined && stop.role === role) ||
    (text !== undefined && (text instanceof RegExp ? text.test(stop.text) : stop.text === text));
  for (let stops = 0; stops < 120; stops += 1) {
    await page.keyboard.press(back ? "Shift+Tab" : "Tab");
    const stop = await page.evaluate(() => {
      const element = document.activeElement;
      const box = element.getBoundingClientRect();
      const style = getComputedStyle(element);
      const marked = (style) => (style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0) || style.boxShadow !== "none";
      const around = [element, element.parentElement, element.closest(".card, .search-box, label, .door")].filter(Boolean);
      return {
        text: element.textContent.trim(),
        id: element.id,
        role: element.getAttribute("role"),
        name: `${element.tagName} ${element.className} “${element.textContent.trim().slice(0, 30)}”`,
        isPage: element === document.body,
        inSight: box.width > 0 && box.height > 0 && box.bottom > 0 && box.top < innerHeight,
        marked: around.some((element) => marked(getComputedStyle(element)) || marked(getComputedStyle(element, "::after"))) || marked(style),
      };
    });
    if (stop.isPage) {
      if (around || stops === 0) continue;
      throw new Error(`Tab left the page before ${text ?? id ?? role}`);
    }
    assert.ok(stop.inSight, `the focus is out of sight: ${stop.name}`);
    assert.ok(stop.marked, `the focus is not marked: ${stop.name}`);
    if (wanted(stop)) return;
  }
  throw new Error(`120 stops of Tab did not reach ${text ?? id ?? role}`);
}
