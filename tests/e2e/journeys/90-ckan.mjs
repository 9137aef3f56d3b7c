// A real CKAN, when there is one, in the ways that portals let themselves be read:
//
//   JELAJAH_CKAN         lets every page read it
//   JELAJAH_CKAN_CLOSED  lets none (CORS off, CKAN's default)
//   JELAJAH_CKAN_SUB     lies under a sub-path and lets only http://127.0.0.1:8123 read it
//
// Each is an address of the same data, filled for tests with the data sets named below.

import assert from "node:assert/strict";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { format, journey, personAt, settles } from "../harness/index.mjs";
import { startSite } from "../harness/site.mjs";

const address = (variable) => process.env[variable]?.replace(/\/+$/, "");
const BIG = "harga-harian-besar";
const MIXED = "datastore-aneka";
const LINKS = "aneka-tautan";
/** The one address that the portal under a sub-path lets in. */
const LET_IN = 8123;
const DIST = resolve(process.env.JELAJAH_DIST ?? join(dirname(fileURLToPath(import.meta.url)), "..", "..", "..", "dist"));

/** What browsers write when another origin does not let itself be read, or a script of it is not there. */
const REFUSAL = /blocked by CORS policy|Failed to load resource/;

/** What a portal's API says, asked by the test itself. */
async function ask(portal, action, parameters) {
  const answer = await fetch(`${portal}/api/3/action/${action}?${new URLSearchParams(parameters)}`);
  const { success, result } = await answer.json();
  assert.ok(success, `${action} of the portal`);
  return result;
}

/** What the browser has learned of the ways to a portal: `want step trouble`. */
const lessons = (page, portal) =>
  page.evaluate((origin) => {
    const known = JSON.parse(localStorage.getItem("jelajah.ways") ?? "{}").portals?.find((one) => one.origin === origin);
    return (known?.memory.lessons ?? []).map(({ want, step, trouble }) => [want, step, trouble ?? "works"].join(" ")).sort();
  }, new URL(portal).origin);

/** What a person does with a portal that can be read, by whatever way. */
async function visit({ page, me, portal, open, lang, byFrame, label }) {
  const { say } = me;
  const big = await ask(portal, "package_show", { id: BIG });
  const mixed = await ask(portal, "package_show", { id: MIXED });
  const all = await ask(portal, "package_search", { rows: 0, "facet.field": '["organization"]' });
  const way = page.locator(".way-line");

  // Search: as many as the portal says, narrowed by a facet, and by words.
  await settles(async () => (await page.locator(".catalogue-count").innerText()).includes(format(all.count, lang)), true, "the count of data sets");
  const organization = big.organization.title;
  const [most] = all.search_facets.organization.items.toSorted((one, other) => other.count - one.count);
  const filters = () => page.getByRole("main").getByRole("button", { name: new RegExp(`^${say("screens.FILTERS")}`) }).click();
  const box = page.getByRole("checkbox", { name: most.display_name }).first();
  for (const count of [most.count, all.count]) {
    if (me.screen === "phone") await filters();
    await box.click();
    if (me.screen === "phone") await me.closePanel();
    await settles(async () => (await page.locator(".catalogue-count").innerText()).startsWith(`${format(count, lang)} `), true, `${count} within ${most.display_name}`);
  }
  await me.search("harga bahan pokok", big.title);
  await me.picture(`90-${label}-search`);

  // A file, with as many rows as the portal counted when it loaded the same file.
  const file = big.resources.find((resource) => resource.format.toUpperCase() === "CSV");
  const { total } = await ask(portal, "datastore_search", { resource_id: file.id, limit: 0 });
  await page.getByRole("main").getByRole("link", { name: big.title, exact: true }).click();
  await me.on(big.title);
  assert.equal(await way.count(), byFrame ? 1 : 0, "the way in use is said on the data set");
  await me.openFile(file.name);
  await me.countsRows(total, total);
  const line = await me.sourceLine();
  for (const part of [organization, big.title, new URL(portal).host]) assert.ok(line.includes(part), `${part} in: ${line}`);
  if (byFrame) {
    assert.ok((await way.innerText()).includes(say("ways.ROWS_BY_FRAME")), "why the rows came by the frame");
  } else {
    assert.equal(await way.count(), 0, "an ordinary file needs no word about its way");
  }
  await me.picture(`90-${label}-file`);
  await me.button("table.MAKE_CHART").click();
  await me.ink();

  // A table that lives in the DataStore alone.
  const rows = mixed.resources.find((resource) => resource.url_type === "datastore");
  const stored = await ask(portal, "datastore_search", { resource_id: rows.id, limit: 5 });
  await open(`portal=${portal}&dataset=${MIXED}`);
  await me.on(mixed.title);
  await me.openFile(rows.name);
  await me.countsRows(stored.total, stored.total);
  await me.cellsThere();
  assert.equal((await me.cells(1))[0], String(stored.records[0][stored.fields.find(({ id }) => id !== "_id").id]));
  const notes = page.locator("details").filter({ hasText: say("table.READ_INFO_ROWS") });
  await notes.first().waitFor({ state: "attached" });
  await me.picture(`90-${label}-datastore`);
}

/** Agrees to the frame where the portal refuses. */
async function agree({ me, portal, label }) {
  await me.problem("REFUSED", { 0: new URL(portal).host }, "screens.REFUSED_PORTAL_NEXT");
  await me.picture(`90-${label}-refused`, true);
  await me.button("ways.FRAME_ALLOW").click();
  await me.results();
  await me.page.locator(".way-line").waitFor();
}

journey("a real CKAN that lets itself be read", { limit: 180_000 }, async ({ page, goto, lang, screen, skip, allow }) => {
  const portal = address("JELAJAH_CKAN");
  if (!portal) skip("JELAJAH_CKAN is not set; nothing was asked of a real portal");
  const me = { ...personAt(page, { lang, screen }), screen };
  await goto(`portal=${portal}`);
  await me.results();
  await visit({ page, me, portal, open: goto, lang, byFrame: false, label: "open" });
  const learned = await lessons(page, portal);
  assert.deepEqual(learned, ["catalogue direct works", "file data_store works", "file direct works"]);

  // A file on another host that refuses: the portal passes it on.
  allow(REFUSAL);
  const links = await ask(portal, "package_show", { id: LINKS });
  const closed = links.resources.find(({ url }) => url.endsWith("/data-luar.csv"));
  const lines = (await (await fetch(closed.url)).text()).trimEnd().split("\n").length - 1;
  await goto(`portal=${portal}&dataset=${LINKS}&resource=${closed.id}`);
  await me.countsRows(lines, lines);
  const passed = await page.locator(".way-line").innerText();
  assert.ok(passed.includes(me.say("ways.PASSED_ON")), passed);
  await me.picture("90-open-passed-on");

  // What is not there.
  await goto(`portal=${portal}&dataset=tidak-ada-di-sini`);
  await me.problem("NOT_FOUND");
});

journey("a real CKAN that refuses, by the frame", { limit: 180_000 }, async ({ page, goto, lang, screen, skip, allow, site }) => {
  const portal = address("JELAJAH_CKAN_CLOSED");
  if (!portal) skip("JELAJAH_CKAN_CLOSED is not set; nothing was asked of a real portal");
  allow(REFUSAL);
  const me = { ...personAt(page, { lang, screen }), screen };
  await goto(`portal=${portal}`);
  await agree({ me, portal, label: "closed" });
  const [frame] = await page.locator("iframe").evaluateAll((frames) => frames.map((one) => [one.getAttribute("sandbox"), one.hasAttribute("credentialless"), new URL(one.src).pathname]));
  assert.deepEqual(frame, ["allow-scripts", true, "/assets/frame.html"]);
  const policy = (await (await fetch(site.url)).headers).get("content-security-policy");
  assert.match(policy, /script-src 'self' 'wasm-unsafe-eval';/, "the page's own policy lets no foreign script in");
  await visit({ page, me, portal, open: goto, lang, byFrame: true, label: "closed" });
  assert.deepEqual(await lessons(page, portal), ["catalogue direct refused", "catalogue jsonp works", "file data_store works", "file direct refused"]);

  // A file that is in no database: the person's hand, and the letter.
  const files = await ask(portal, "package_show", { id: "aneka-berkas" });
  await goto(`portal=${portal}&dataset=aneka-berkas&resource=${files.resources[0].id}`);
  await me.problem("REFUSED");
  await me.button("table.GIVE_FILE").waitFor();
  await page.getByText(me.say("screens.LETTER"), { exact: true }).click();
  assert.match(await page.locator(".letter").innerText(), /Access-Control-Allow-Origin/);
  await me.picture("90-closed-file", true);

  // What is not there: the frame cannot say why, and the page says so.
  await goto(`portal=${portal}&dataset=tidak-ada-di-sini`);
  await me.problem("FRAME_SILENT");

  // Taken back, the portal is asked directly again, and refuses: the answer kept before is shown, and the
  // ways to a new one.
  await goto(`portal=${portal}`);
  await me.results();
  await me.button("ways.STOP").click();
  await goto(`portal=${portal}`);
  await page.getByText(me.say("finding.KEPT_WAYS"), { exact: true }).click();
  await me.button("ways.FRAME_ALLOW").waitFor();
  await me.results();
  assert.equal(await page.locator("iframe").count(), 0);
  await me.picture("90-closed-kept", true);
  await me.button("ways.FRAME_ALLOW").click();
  await page.locator(".way-line").waitFor();
  await page.getByText(me.say("finding.KEPT_WAYS"), { exact: true }).waitFor({ state: "detached" });
});

journey("a real CKAN under a sub-path, by the frame", { limit: 180_000 }, async ({ page, goto, lang, screen, skip, allow }) => {
  const portal = address("JELAJAH_CKAN_SUB");
  if (!portal) skip("JELAJAH_CKAN_SUB is not set; nothing was asked of a real portal");
  allow(REFUSAL);
  const me = { ...personAt(page, { lang, screen }), screen };
  await goto(`portal=${portal}`);
  await agree({ me, portal, label: "sub" });
  await visit({ page, me, portal, open: goto, lang, byFrame: true, label: "sub" });
  assert.deepEqual(await lessons(page, portal), ["catalogue direct refused", "catalogue jsonp works", "file data_store works", "file direct refused"]);
});

journey("a real CKAN under a sub-path, from the address that it lets in", { limit: 180_000 }, async ({ page, lang, screen, skip }) => {
  const portal = address("JELAJAH_CKAN_SUB");
  if (!portal) skip("JELAJAH_CKAN_SUB is not set; nothing was asked of a real portal");
  const site = await startSite(DIST, "/", LET_IN).catch((error) => skip(`port ${LET_IN} is taken: ${error.message}`));
  try {
    const me = { ...personAt(page, { lang, screen }), screen };
    const open = async (query) => {
      await page.goto(`${site.url}?${query}&lang=${lang}`);
      await page.locator("#shell").waitFor({ state: "detached" });
    };
    await open(`portal=${portal}`);
    await me.results();
    await visit({ page, me, portal, open, lang, byFrame: false, label: "sub-let-in" });
    assert.deepEqual(await lessons(page, portal), ["catalogue direct works", "file data_store works", "file direct works"]);
  } finally {
    await site.close();
  }
});
