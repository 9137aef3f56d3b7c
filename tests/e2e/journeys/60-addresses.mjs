// The addresses of docs/addresses.md: opened, reloaded, left and come back to, under any sub-path.

import assert from "node:assert/strict";
import { behaves, eventually, journey, personAt, servePortal, settles } from "../harness/index.mjs";

const DATASET = "penduduk-dan-umkm-menurut-provinsi";
const RESOURCE = `portal=contoh&dataset=${DATASET}&resource=penduduk-umkm-provinsi`;
const TITLE = "Penduduk dan UMKM menurut provinsi – Data contoh (sintetis)";

const query = (page) => new URL(page.url()).searchParams;

journey("addresses open and survive a reload", async ({ page, goto, lang, screen, fixtures }) => {
  const me = personAt(page, { lang, screen });
  const { say } = me;
  const file = fixtures.serve("/data/harga%20pangan.csv", behaves.csv());
  const portal = servePortal(fixtures, [
    { name: "usaha", title: "Usaha", publisher: "Dinas", licence: { id: "cc-by", title: "CC BY" }, resources: [{ id: "r1", name: "Usaha", url: file }] },
  ]);
  const cases = [
    ["portal=contoh", async () => (await me.on(say("portal.SAMPLE_TITLE")), me.results())],
    [`portal=contoh&dataset=${DATASET}`, () => me.on(TITLE)],
    [RESOURCE, () => me.countsRows(39, 39)],
    [`data=${encodeURIComponent(file)}`, () => me.countsRows(2, 2)],
    [`portal=${portal}`, async () => (await me.on("Portal uji"), me.results())],
    // Any page of a portal leads to its catalogue.
    [`portal=${portal}/dataset/usaha`, async () => (await me.on("Portal uji"), me.results())],
    [`portal=${portal}/api/3/action/package_show?id=usaha`, async () => (await me.on("Portal uji"), me.results())],
    [`portal=${portal}&dataset=id-usaha`, () => me.on("Usaha")],
    [`portal=${portal}&dataset=usaha&resource=r1`, () => me.countsRows(2, 2)],
  ];
  for (const [address, isThere] of cases) {
    try {
      await goto(address);
      await isThere();
      assert.equal(await page.locator("html").getAttribute("lang"), lang);
      await page.reload();
      await isThere();
    } catch (error) {
      throw new Error(`${address}: ${error.message}`, { cause: error });
    }
  }
  // The language of an address wins over the browser's, and can be changed for good.
  const other = lang === "id" ? "en" : "id";
  const switchTo = page.getByRole("banner").getByRole("button", { name: new RegExp(`^${other}`, "i") });
  await switchTo.click();
  await settles(() => page.locator("html").getAttribute("lang"), other, "the language");
  await page.reload();
  await settles(() => page.locator("html").getAttribute("lang"), other, "the language after a reload");
});

journey("back and forward", async ({ page, goto, lang, screen }) => {
  const me = personAt(page, { lang, screen });
  const { say } = me;
  await goto();
  await me.sample();
  await me.search("penduduk provinsi", TITLE);
  await me.openDataset(TITLE);
  await me.countsRows(39, 39);
  await me.button("table.MAKE_CHART").click();
  await me.ink();
  const figure = page.url();
  const chart = await me.twin();

  const back = async (isThere) => {
    await page.goBack();
    await isThere();
  };
  await back(() => me.countsRows(39, 39));
  await back(() => me.on(TITLE));
  await back(() => page.getByRole("main").getByRole("link", { name: TITLE, exact: true }).waitFor());
  assert.equal(query(page).get("q"), "penduduk provinsi");
  await back(async () => (await me.on(say("portal.SAMPLE_TITLE")), me.results()));
  assert.equal(query(page).get("q"), null);
  await back(() => me.on(say("screens.HOME_TITLE")));
  const forward = async (isThere) => {
    await page.goForward();
    await isThere();
  };
  await forward(() => me.on(say("portal.SAMPLE_TITLE")));
  await forward(() => page.getByRole("main").getByRole("link", { name: TITLE, exact: true }).waitFor());
  await forward(() => me.on(TITLE));
  await forward(() => me.countsRows(39, 39));
  await forward(() => me.on(say("figure.CHART")));
  assert.equal(page.url(), figure);
  await me.ink();
  assert.deepEqual(await me.twin(), chart);
  // A reload in the middle of it all keeps the way back.
  await page.reload();
  await me.ink();
  await back(() => me.countsRows(39, 39));
  await page.reload();
  await me.countsRows(39, 39);
  await back(() => me.on(TITLE));
});

journey("under a sub-path", { base: "/city/data/", langs: ["id"] }, async ({ page, goto, lang, screen, site, url }) => {
  const me = personAt(page, { lang, screen });
  await goto(RESOURCE);
  await me.countsRows(39, 39);
  await me.addFigure("MAKE_MAP");
  await me.choose("figure.LAYER", me.say("figure.LAYER_SHAPES"));
  await me.ink();
  await me.link("figure.IN_STORY").click();
  await me.storyDrawn(1);
  await page.reload();
  await me.storyDrawn(1);
  assert.ok(page.url().startsWith(url), page.url());
  await page.getByRole("banner").getByRole("link", { name: me.say("common.JELAJAH") }).click();
  await me.on(me.say("screens.HOME_TITLE"));
  assert.ok(page.url().startsWith(url), page.url());
  assert.deepEqual(site.requests.filter((path) => !path.startsWith("/city/data/")), []);
});

journey("what is not there", async ({ page, goto, lang, screen, fixtures, allow }) => {
  allow(/Failed to load resource/);
  const me = personAt(page, { lang, screen });
  const { say } = me;
  const portal = servePortal(fixtures, []);
  const home = page.getByRole("link", { name: say("figure.GO_HOME") });
  await goto("portal=contoh&dataset=tidak-ada");
  await me.problem("NOT_FOUND");
  await goto(`portal=${portal}&dataset=tidak-ada`);
  await me.problem("NOT_FOUND");
  await me.picture("60-no-dataset");
  await goto(`portal=contoh&dataset=${DATASET}&resource=tidak-ada`);
  await me.problem("NOT_FOUND");
  await me.picture("60-no-resource");
  await goto("figure=99");
  await me.on(say("figure.GONE"));
  await home.click();
  await me.on(say("screens.HOME_TITLE"));
  await goto("source=99");
  await page.locator("main").getByRole("alert").first().waitFor();
  await me.picture("60-no-source");
  await goto("data=javascript:alert(1)");
  await me.problem("BAD_ADDRESS");
  await goto("portal=bukan%20alamat");
  await eventually(() => page.locator("main").getByRole("alert").count(), (count) => count > 0, "a bad portal is told");
  // What is not understood is let alone.
  await goto("utm_source=x&q=%F0%9F%98%80&view=%00");
  await me.on(say("screens.HOME_TITLE"));
});
