// One project in two tabs of a browser: each takes over what the other saved, and where both changed it at once
// nothing of either is lost.

import assert from "node:assert/strict";
import { eventually, journey, personAt, settles } from "../harness/index.mjs";

const FILE = "portal=contoh&dataset=penduduk-dan-umkm-menurut-provinsi&resource=penduduk-umkm-provinsi";

/** What a browser tells a tab that comes to the front. */
const front = (page) => page.evaluate(() => { dispatchEvent(new Event("focus")); });
const title = (me) => me.page.getByRole("textbox", { name: me.say("narrative.TITLE"), exact: true }).inputValue();

journey("one project in two tabs", async ({ page, goto, lang, screen, url }) => {
  const me = personAt(page, { lang, screen });
  await goto(FILE);
  await me.addFigure("MAKE_CHART");
  await me.link("figure.IN_STORY").click();
  await me.storyDrawn(1);
  await me.entitle("Satu");
  await me.saved();

  const second = await page.context().newPage();
  const there = personAt(second, { lang, screen });
  await second.goto(`${url}?lang=${lang}&view=story`);
  await there.storyDrawn(1);
  await there.entitle("Dua");
  await there.saved();

  // Back in the first tab: its story is the one of the second.
  await front(page);
  await settles(() => title(me), "Dua", "the title from the other tab");
  await me.entitle("Tiga");
  await me.saved();
  await front(second);
  await settles(() => title(there), "Tiga", "and back");

  // Both changed before either looked at the other.
  await me.entitle("Empat");
  await me.saved();
  await there.entitle("Lima");
  await second.getByText(there.say("common.PARTED")).waitFor();
  await there.picture("21-two-tabs");
  await there.saved();
  assert.equal(await title(there), "Lima");
  await second.reload();
  await there.storyDrawn(1);
  assert.equal(await title(there), "Lima", "each tab keeps its project");
  await page.reload();
  await me.storyDrawn(1);
  assert.equal(await title(me), "Empat");
  // Both are on the home screen of either.
  await page.getByRole("banner").getByRole("link", { name: me.say("common.JELAJAH") }).click();
  await eventually(() => page.getByRole("main").innerText(), (text) => text.includes("Lima"), "the other project");
  await second.close();
});
