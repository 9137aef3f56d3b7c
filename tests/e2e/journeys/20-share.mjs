// A story handed on as one link, and links that were damaged on the way.

import assert from "node:assert/strict";
import { journey, personAt } from "../harness/index.mjs";

const FILE = "portal=contoh&dataset=penduduk-dan-umkm-menurut-provinsi&resource=penduduk-umkm-provinsi";
const TITLE = "Satu tautan — “cerita” & <angka> 😀";

/** Makes a story with a chart, a map and a text; returns it and its link. */
async function share(me, goto) {
  await goto(FILE);
  await me.addFigure("MAKE_CHART");
  await me.link("figure.BACK_TO_TABLE").first().click();
  await me.addFigure("MAKE_MAP");
  await me.link("figure.IN_STORY").click();
  await me.storyDrawn(2);
  await me.entitle(TITLE);
  await me.write("Teks dengan <b>tanda</b> dan [tautan](https://contoh.go.id/).");
  await me.saved();
  await me.button("narrative.COPY_LINK").click();
  const link = await me.page.getByRole("textbox", { name: me.say("narrative.LINK"), exact: true }).inputValue();
  return { link, story: await me.story() };
}

journey("a story as a link", async ({ page, goto, lang, screen, fresh, url }) => {
  const me = personAt(page, { lang, screen });
  const { link, story } = await share(me, goto);
  await me.picture("20-link");
  assert.ok(link.startsWith(url) && link.includes("#s1."), link);
  assert.equal(story.title, TITLE);

  // Another person: nothing stored, nothing cached, another screen.
  const other = await fresh();
  const reader = personAt(other.page, { lang, screen });
  const address = new URL(link);
  address.searchParams.set("lang", lang);
  await other.page.goto(String(address));
  await reader.storyDrawn(2);
  assert.deepEqual(moments(await reader.story()), moments(story), "the story of the link");
  assert.equal(await other.page.locator(".prose b").count(), 0, "HTML in a text stays text");

  // A reload keeps it, and does not make a second project.
  await other.page.reload();
  await reader.storyDrawn(2);
  assert.deepEqual(moments(await reader.story()), moments(story), "the story after a reload");
  await reader.saved();
  await other.page.getByRole("banner").getByRole("link", { name: reader.say("common.JELAJAH") }).click();
  await reader.link("screens.DOOR_RESUME").waitFor();
  assert.equal(await other.page.getByRole("heading", { name: reader.say("screens.PROJECTS") }).count(), 0);
});

journey("a damaged link", async ({ page, goto, lang, screen, url }) => {
  const me = personAt(page, { lang, screen });
  const { link, story } = await share(me, goto);
  const fragment = new URL(link).hash;
  for (const broken of ["#s1.xxxx", "#s1.", fragment.slice(0, fragment.length >> 1), `${fragment.slice(0, -8)}AAAAAAAA`]) {
    // A new visit, as when the link comes in a message.
    await page.goto("about:blank");
    await page.goto(`${url}?lang=${lang}${broken}`);
    const notice = await me.problem("BAD_DOCUMENT");
    assert.match(await notice.innerText(), /\S/);
    await me.picture("20-damaged");
    // What was there before is still there.
    await page.getByRole("main").getByRole("link", { name: me.say("screens.DOOR_RESUME") }).click();
    await me.storyDrawn(2);
    assert.deepEqual(await me.story(), story, `the story is as it was, after ${broken.slice(0, 12)}`);
  }
});

journey("a change made just before leaving", { langs: ["id"], screens: ["desktop"] }, async ({ page, goto, lang, screen }) => {
  const me = personAt(page, { lang, screen });
  await goto(FILE);
  await me.addFigure("MAKE_CHART");
  await page.reload();
  await me.link("figure.IN_STORY").click();
  await me.storyDrawn(1);
});

/** The same without the moment of reading, which is each reader's own. */
function moments(story) {
  return JSON.parse(JSON.stringify(story).replaceAll(/(diakses|accessed) [^"·]+/g, "$1"));
}
