// The directory of portals and one's own list; a dataset's quality and citations; the letter.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { assertNoSeriousAxe, eventually, journey, personAt, servePortal, settles, unanchored } from "../harness/index.mjs";

const REFUSAL = /blocked by CORS policy|Failed to load resource: net::ERR_FAILED/;

/** The names of the portals in sight. */
const names = (page) => page.locator(".directory .portal-name").allInnerTexts();

/** Types into the filter of the directory and waits for what it leaves. */
async function filter(me, words, right) {
  await me.page.getByRole("searchbox", { name: me.say.like("screens.PORTALS_FILTER") }).fill(words);
  return eventually(() => names(me.page), right, `portals for “${words}”`);
}

/** Does something with the entry of a portal. */
async function act(me, title, action) {
  await me.page.getByRole("button", { name: me.say("screens.PORTAL_ACTIONS", { title }), exact: true }).click();
  await me.page.getByRole("menuitem", { name: unanchored(me.say.like(action)) }).click();
}

const USAHA = {
  name: "usaha",
  title: "Usaha per kecamatan",
  notes: "Jumlah usaha.",
  publisher: "Dinas Koperasi",
  licence: { id: "cc-by", title: "CC BY 4.0" },
  resources: [],
};

journey("the directory of portals and one's own list", async ({ page, goto, lang, screen, fixtures, t }) => {
  const me = personAt(page, { lang, screen });
  const { say } = me;
  const file = fixtures.serve("/usaha.csv", { body: "kecamatan,jumlah\nAndir,3\n" });
  const portal = servePortal(fixtures, [{ ...USAHA, resources: [{ id: "r1", name: "Usaha", url: file }] }]);
  await goto();
  await page.getByRole("main").getByRole("button", { name: say("screens.DOOR_PORTALS") }).click();
  await settles(() => page.evaluate(() => document.activeElement?.id), "portals", "the focus");

  // Typing finds names and regions however they are written, in both parts of the list.
  const east = await filter(me, "jatim", (found) => found.length > 5 && found.length < 20);
  assert.ok(east.includes("Kota Malang"), east.join(", "));
  await filter(me, "KOTA  malang", (found) => found.length === 1 && found[0] === "Kota Malang");
  const row = page.locator(".directory .portal");
  const facts = await row.innerText();
  for (const part of ["Jawa Timur", "CKAN", "82"]) assert.ok(facts.includes(part), facts);
  await filter(me, t("jerman", "germany"), (found) => found.length === 2);
  await filter(me, "zzz", (found) => found.length === 0);
  await page.getByText(say("screens.PORTALS_NONE"), { exact: true }).waitFor();

  // A portal of one's own, by any of its addresses.
  await page.getByText(say("screens.OWN_LIST")).click();
  const address = page.getByRole("textbox", { name: say("screens.OWN_ADDRESS"), exact: true });
  await address.fill("bukan alamat");
  await me.button("screens.OWN_ADD").click();
  await page.getByText(say("screens.OWN_BAD_ADDRESS")).waitFor();
  await address.fill(`${portal}/dataset/usaha`);
  await me.button("screens.OWN_ADD").click();
  await filter(me, "", (found) => found.length > 10);
  await page.getByRole("heading", { name: unanchored(say.like("portal.LEVEL_OWN")) }).waitFor();

  // Another name for it, a built-in one hidden, and both after a reload.
  const own = (await names(page))[0];
  await act(me, own, "screens.PORTAL_RENAME");
  await page.getByRole("textbox", { name: say("screens.PORTAL_NAME", { title: own }) }).fill("Portal kami");
  await me.button("common.SAVE").click();
  await eventually(() => names(page), ([first]) => first === "Portal kami", "the new name");
  await filter(me, "kota malang", (found) => found.length === 1);
  await act(me, "Kota Malang", "screens.PORTAL_HIDE");
  await eventually(() => names(page), (found) => found.length === 0, "the hidden portal");
  await page.reload();
  await page.locator(".directory").waitFor();
  assert.equal((await names(page))[0], "Portal kami");
  await filter(me, "kota malang", (found) => found.length === 0);

  // The list as a file, and back from it.
  await page.getByText(say("screens.OWN_LIST")).click();
  const [download] = await Promise.all([page.waitForEvent("download"), me.button("screens.OWN_EXPORT").click()]);
  const list = JSON.parse(readFileSync(await download.path(), "utf8"));
  assert.deepEqual(list.portals.map(({ title, hidden }) => [title ?? "", hidden ?? false]), [["Portal kami", false], ["", true]]);
  await takeIn(me, "lain.json", "[1, 2]");
  await page.getByText(say("screens.OWN_NOT_A_LIST")).waitFor();
  list.portals[0].title = "Portal bersama";
  list.portals.push({ address: "bukan alamat", title: "x" });
  await takeIn(me, "daftar.json", JSON.stringify(list));
  await page.getByText(say("screens.OWN_IMPORTED_PART", { n: 2, left: 1 })).waitFor();
  await filter(me, "", ([first]) => first === "Portal bersama");
  await me.picture("15-directory", true);

  // Choosing opens its catalogue, and what happened there is known afterwards.
  await page.getByRole("link", { name: "Portal bersama", exact: true }).click();
  await me.on("Portal uji");
  await me.results();
  await me.button("screens.SWITCH_PORTAL").click();
  const dialog = page.getByRole("dialog", { name: say("screens.PORTALS") });
  const here = dialog.locator(".portal").filter({ hasText: "Portal bersama" });
  await here.getByText(say("screens.PORTAL_HERE")).waitFor();
  await here.getByText(say.like("screens.SEEN_READ")).waitFor();
  await me.picture("15-switch");
  await assertNoSeriousAxe(page);
  await dialog.getByRole("link", { name: say("portal.SAMPLE_TITLE") }).click();
  await me.on(say("portal.SAMPLE_TITLE"));
});

journey("keeping the portal that is open", async ({ page, goto, lang, screen, fixtures }) => {
  const me = personAt(page, { lang, screen });
  const portal = servePortal(fixtures, [USAHA]);
  await goto(`portal=${portal}`);
  await me.results();
  await me.button("screens.OWN_KEEP").click();
  await me.button("screens.OWN_KEEP").waitFor({ state: "detached" });
  await goto();
  await eventually(() => names(page), ([first]) => first === "Portal uji", "the kept portal");
});

/** Hands over a shared list. */
async function takeIn(me, name, text) {
  const [chooser] = await Promise.all([me.page.waitForEvent("filechooser"), me.button("screens.OWN_IMPORT").click()]);
  await chooser.setFiles({ name, mimeType: "application/json", buffer: Buffer.from(text) });
}

journey("a dataset's quality and citations", async ({ page, goto, lang, screen }) => {
  const me = personAt(page, { lang, screen });
  const { say } = me;
  await goto("portal=contoh&dataset=harga-harian-pangan-kota-bandung");
  const card = page.locator(".quality");
  await card.waitFor();
  // Two scores: one now, one that waits; what lies behind them is folded.
  const scores = await card.locator(".quality-scores").innerText();
  assert.match(scores, unanchored(say.like("screens.QUALITY_POINTS")));
  assert.ok(scores.includes(say("screens.QUALITY_NOT_YET")), scores);
  const repairs = card.locator(".repair");
  assert.ok(!(await repairs.first().isVisible()));
  await card.getByText(say("quality.METADATA_MORE")).click();
  await repairs.first().waitFor();
  const first = await repairs.first().innerText();
  assert.ok(first.includes(say("portal.REPAIR_CONTACT")) && first.includes(say("portal.WHO_STEWARD")), first);
  for (const heading of ["QUALITY_DIMENSIONS", "QUALITY_PRINCIPLES", "QUALITY_STARS"]) {
    await card.getByRole("heading", { name: say(`screens.${heading}`) }).waitFor();
  }
  await me.picture("15-quality", true);
  await assertNoSeriousAxe(page);
  // The facts that a reader asks for first.
  const aside = await page.locator(".dataset-facts").innerText();
  for (const word of ["BUSINESS_YES", "FREQUENCY", "PERIOD", "AREA"]) assert.ok(aside.includes(say(`screens.${word}`)), `${word} in ${aside}`);

  const text = () => page.locator(".copyable").first().locator("p, pre").innerText();
  const forms = { APA: /\(2026\)/, BibTeX: /^@misc\{harga-harian-pangan-kota-bandung,/, "JSON-LD": /"@type": "Dataset"/ };
  for (const [form, looks] of Object.entries(forms)) {
    await page.locator(".segmented label").filter({ hasText: form }).click();
    await eventually(text, (text) => looks.test(text), form);
  }
  const record = JSON.parse(await text());
  assert.equal(record.includedInDataCatalog, undefined, "the sample portal is no portal of the web");
  await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  await me.button("screens.CITE_COPY").click();
  await page.getByText(say("common.COPIED")).waitFor();
  assert.deepEqual(JSON.parse(await page.evaluate(() => navigator.clipboard.readText())), record);
});

journey("a letter to a portal that refuses", async ({ page, goto, lang, screen, fixtures, allow }) => {
  allow(REFUSAL);
  const me = personAt(page, { lang, screen });
  const { say } = me;
  const portal = fixtures.serveUnder("/", { status: 200, type: "application/json", cors: false, body: "{}" });
  await goto(`portal=${portal}`);
  await me.problem("REFUSED", { 0: new URL(portal).host }, "screens.REFUSED_PORTAL_NEXT");
  // Only ways that exist are named.
  const ways = await page.locator(".ways").innerText();
  for (const step of ["STEP_DIRECT", "STEP_JSONP", "STEP_OWN_PROXY", "STEP_LETTER"]) assert.ok(ways.includes(say(`portal.${step}`)), ways);
  for (const step of ["STEP_DATA_STORE", "STEP_RESOURCE_PROXY", "STEP_DROP_FILE"]) assert.ok(!ways.includes(say(`portal.${step}`)), ways);
  await page.getByText(say("screens.LETTER"), { exact: true }).click();
  await page.getByRole("textbox", { name: say("screens.LETTER_SENDER") }).fill("Sari");
  const letter = page.locator(".letter pre");
  await eventually(() => letter.innerText(), (text) => text.endsWith("Sari"), "the signature");
  const [download] = await Promise.all([page.waitForEvent("download"), me.button("screens.LETTER_DOWNLOAD").click()]);
  const text = readFileSync(await download.path(), "utf8");
  assert.match(text, /ckan\.cors\.origin_allow_all = true/);
  assert.ok(text.includes(say("portal.LETTER_SAFE")), text);
  await assertNoSeriousAxe(page);
  // The other language, whatever that of the page.
  await page.locator(".letter .segmented label").filter({ hasText: lang === "id" ? "English" : "Indonesia" }).click();
  await eventually(() => letter.innerText(), (other) => !other.includes(say("portal.LETTER_SAFE")), "the other language");
});
