// Many portals at once: answers stream in, dead and slow portals hold nobody up, what was seen stays, duplicates
// are folded, filters mean the same everywhere, and all of it can be left and come back to.

import assert from "node:assert/strict";
import { createServer } from "node:net";
import { assertNoSeriousAxe, eventually, journey, personAt, settles, startPortal, unanchored } from "../harness/index.mjs";

/** What the browser writes when a portal is down. */
const DOWN = /Failed to load resource|ERR_CONNECTION_REFUSED|ERR_INTERNET_DISCONNECTED/;
/** A first result is on the screen so soon after the first answer. */
const FIRST_RESULT_MS = 300;
/** No longer than this is the page deaf, on a machine that does other things as well. */
const LONGEST_TASK_MS = 400;

/** An address at which nothing listens. */
async function deadOrigin() {
  const server = createServer();
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address();
  await new Promise((resolve) => server.close(resolve));
  return `http://127.0.0.1:${port}`;
}

/** Datasets of one portal: their dates interleave with those of the others. */
function datasets(portal, count) {
  return Array.from({ length: count }, (_, at) => ({
    name: `p${portal}-${at}`,
    title: `Harga pangan seri ${portal * 100 + at} kecamatan`,
    publisher: portal % 2 === 0 ? "Dinas Perdagangan" : `Dinas Portal ${portal}`,
    tags: at % 2 === 0 ? ["pangan"] : ["pasar"],
    format: portal % 3 === 0 ? ".csv" : "CSV",
    modified: `20${10 + (at % 15)}-0${1 + (portal % 9)}-1${portal % 10}`,
  }));
}

/** Ten portals: seven that answer soon, one that is held, one whose server fails, one that is gone. */
async function tenPortals() {
  const good = await Promise.all([0, 1, 2, 3, 4, 5, 6].map((at) => startPortal(datasets(at, 30), { title: `Portal ${at}`, delay: 40 * at })));
  const slow = await startPortal([{ name: "lambat", title: "Harga pangan", publisher: "Dinas Lambat" }, ...datasets(7, 3)], { title: "Portal lambat" });
  slow.hold();
  const failing = await startPortal(datasets(8, 5), { title: "Portal sakit" });
  failing.fail = 500;
  // The same file at two portals is one dataset.
  good[1].datasets[0] = { ...good[1].datasets[0], title: "Harga pangan bersama", url: "https://data.contoh.go.id/berkas/bersama.csv" };
  good[2].datasets[0] = { ...good[2].datasets[0], title: "Harga pangan bersama", url: "https://data.contoh.go.id/berkas/bersama.csv" };
  const gone = await deadOrigin();
  const all = [...good, slow, failing];
  return {
    good,
    slow,
    failing,
    gone,
    addresses: [...good.map(({ origin }) => origin), slow.origin, failing.origin, gone],
    close: () => Promise.all(all.map((portal) => portal.close())),
  };
}

const titles = (page) => page.locator(".across .results .result-title").allInnerTexts();
const count = (page) => page.locator(".across .results:not([aria-label]) > li").count();

/** What the list says of each portal. */
async function states(me, screen) {
  const list = me.page.locator(".asked");
  if (screen === "phone" && !(await list.isVisible())) await me.page.getByText(me.say("finding.ACROSS_ASKED"), { exact: true }).click();
  return list.locator("li").allInnerTexts();
}

journey("ten portals at once, two dead and one slow", async ({ page, goto, lang, screen, allow }) => {
  allow(DOWN);
  const me = personAt(page, { lang, screen });
  const { say } = me;
  const portals = await tenPortals();
  try {
    await page.addInitScript((addresses) => {
      localStorage.setItem("jelajah.across", JSON.stringify(addresses));
      globalThis.longest = 0;
      new PerformanceObserver((list) => {
        for (const { duration } of list.getEntries()) globalThis.longest = Math.max(globalThis.longest, duration);
      }).observe({ type: "longtask" });
      new MutationObserver(() => {
        if (!globalThis.firstResult && document.querySelector(".across .results:not([aria-label]) > li")) globalThis.firstResult = Date.now();
      }).observe(document, { childList: true, subtree: true });
    }, portals.addresses);
    await goto();
    await page.getByRole("checkbox", { name: say("finding.SCOPE_MANY") }).check();
    await me.picture("17-home");
    await page.evaluate(() => (globalThis.longest = 0));
    const field = page.locator("#home-field");
    await field.fill("harga pangan");
    await field.press("Enter");
    await me.on(say("finding.ACROSS_TITLE", { n: 10 }));
    await page.locator(".across .results:not([aria-label]) > li").first().waitFor();
    const firstAnswer = Math.min(...portals.good.map(({ at }) => at ?? Infinity));
    const firstResult = await page.evaluate(() => globalThis.firstResult);
    const waited = firstResult - firstAnswer;

    // Everybody's state is told, and the slow one holds nobody up.
    const progress = page.locator(".across-progress");
    const wanted = [say("finding.ACROSS_PROGRESS", { came: 7, n: 10 }), say("finding.ACROSS_WAITING", { n: 1 }), say("finding.ACROSS_FAILED", { n: 2 })];
    await eventually(() => progress.innerText(), (text) => wanted.every((part) => text.includes(part)), "the states of the portals");
    const longest = await page.evaluate(() => globalThis.longest);
    console.log(`        first result ${waited} ms after the first answer, longest task ${Math.round(longest)} ms`);
    assert.ok(waited <= FIRST_RESULT_MS, `first result after ${waited} ms`);
    assert.ok(longest <= LONGEST_TASK_MS, `a task of ${longest} ms`);
    const told = await states(me, screen);
    assert.equal(told.length, 10);
    assert.match(told[0], unanchored(say.like("finding.ANSWER_CAME", { n: 30 })));
    assert.ok(told[7].includes(say("finding.ANSWER_WAITING")), told[7]);
    assert.ok(told[9].includes(say("finding.ANSWER_DOWN")), told[9]);
    await me.picture("17-streaming");
    await me.picture("17-streaming-full", true);
    await assertNoSeriousAxe(page);

    // The best fit of all comes late: it takes no place that is in sight.
    await page.locator(".across .results:not([aria-label]) > li").first().scrollIntoViewIfNeeded();
    const inSight = await page.evaluate(() => {
      const cards = [...document.querySelectorAll(".across .results:not([aria-label]) > li")];
      return cards.filter((card) => card.getBoundingClientRect().top < innerHeight).length;
    });
    assert.ok(inSight > 0, "a result is in sight");
    const seen = (await titles(page)).slice(0, inSight);
    portals.slow.release();
    await eventually(() => progress.innerText(), (text) => text.includes(say("finding.ACROSS_PROGRESS", { came: 8, n: 10 })), "the slow portal");
    assert.deepEqual((await titles(page)).slice(0, inSight), seen);
    assert.ok((await titles(page)).includes("Harga pangan"), "the late answer is there");

    // A portal that was down is asked again by hand, and only that one.
    const asked = portals.good.map(({ searches }) => searches.length);
    portals.failing.fail = undefined;
    await page.getByRole("button", { name: unanchored(say.like("finding.ACROSS_RETRY_ONE")) }).first().click();
    await eventually(() => progress.innerText(), (text) => text.includes(say("finding.ACROSS_PROGRESS", { came: 9, n: 10 })), "the portal that was down");
    assert.deepEqual(portals.good.map(({ searches }) => searches.length), asked);

    // All of it, in order of the date, each once, and the twin told.
    await page.getByRole("combobox", { name: say("screens.SORT") }).selectOption({ label: say("portal.SORT_NEWEST") });
    await page.waitForURL(/sort=newest/);
    await eventually(() => progress.innerText(), (text) => text.includes(say("finding.ACROSS_PROGRESS", { came: 9, n: 10 })), "all that answer");
    const all = 7 * 30 + 4 + 5 - 1;
    for (;;) {
      const before = await count(page);
      if (before >= all) break;
      await me.button("finding.ACROSS_MORE").click();
      await eventually(() => count(page), (now) => now > before, "more results");
    }
    await page.getByText(say("finding.ACROSS_END")).waitFor();
    const links = await page.locator(".across .results .result-title a").evaluateAll((list) => list.map((link) => link.href));
    assert.equal(new Set(links).size, all);
    const days = await page.locator(".across .results > li").evaluateAll((list) => list.map((card) => card.textContent.match(/20\d\d/)?.[0]));
    // The first screenful was seen while answers still came, and stays as it was; what follows is in order.
    const rest = days.slice(8);
    assert.deepEqual(rest, [...rest].sort().reverse());
    const twin = page.locator(".across .results > li").filter({ hasText: "Harga pangan bersama" });
    assert.equal(await twin.count(), 1);
    await twin.getByRole("link", { name: unanchored(say.like("finding.ACROSS_ALSO")) }).waitFor();

    // A result and back: everything is there at once, without asking again.
    const searches = () => portals.good.reduce((sum, portal) => sum + portal.searches.length, 0);
    await twin.getByRole("link", { name: "Harga pangan bersama", exact: true }).click();
    await me.on("Harga pangan bersama");
    // The dataset's page itself looks for what is near it.
    await page.waitForLoadState("networkidle");
    const before = searches();
    await page.goBack();
    await settles(() => count(page), all, "the results after going back");
    assert.equal(searches(), before);
  } finally {
    await portals.close();
  }
});

journey("filters across portals", async ({ page, goto, lang, screen }) => {
  const me = personAt(page, { lang, screen });
  const { say } = me;
  const portals = await Promise.all([0, 1, 3].map((at) => startPortal(datasets(at, 6), { title: `Portal ${at}` })));
  try {
    // Text that would be an operator is text; an address names what is asked.
    const address = portals.map(({ origin }) => `portal=${origin}`).join("&");
    await goto(`${address}&q=${encodeURIComponent('harga: AND ("pangan')}`);
    await eventually(() => page.locator(".across .catalogue-count").innerText(), (text) => text.includes("18"), "all datasets");
    const sent = portals[0].searches.at(-1).get("q");
    assert.ok(!/(^|[^\\])["(]/.test(sent) && !/\bAND\b/.test(sent), sent);

    const open = async () => {
      if (screen === "phone") await page.locator(".catalogue-tools button").first().click();
    };
    const close = async () => {
      if (screen === "phone") await me.closePanel();
    };
    await open();
    // ".csv" and "CSV" are one value over all portals.
    const box = page.locator(".facets").getByRole("checkbox", { name: /^\.?csv/i });
    assert.equal(await box.count(), 1);
    await box.check();
    await page.waitForURL(/f\.res_format=/);
    await close();
    await eventually(() => page.locator(".across .catalogue-count").innerText(), (text) => text.includes("18"), "every portal has it by its own name");
    assert.match(portals[0].searches.at(-1).get("fq"), /res_format:"\.csv"/);
    assert.match(portals[1].searches.at(-1).get("fq"), /res_format:"CSV"/);
    await open();
    await page.locator(".facets").getByRole("checkbox", { name: /^Dinas Portal 1/ }).check();
    await close();
    await eventually(() => page.locator(".across .catalogue-count").innerText(), (text) => text.includes("6 dataset"), "one publisher");
    await me.picture("17-filters", true);
    // The address alone brings the same back.
    await page.reload();
    await eventually(() => page.locator(".across .catalogue-count").innerText(), (text) => text.includes("6 dataset"), "the same address");
    await page.locator(".chip.on").first().click();
    await eventually(() => page.locator(".chip.on").count(), (chips) => chips === 1, "a filter taken back");
  } finally {
    await Promise.all(portals.map((portal) => portal.close()));
  }
});

journey("choosing which portals are searched", async ({ page, goto, lang, screen }) => {
  const me = personAt(page, { lang, screen });
  const { say } = me;
  const portals = await Promise.all([0, 1, 2].map((at) => startPortal(datasets(at, 3), { title: `Portal ${at}` })));
  try {
    await goto(portals.map(({ origin }) => `portal=${origin}`).join("&"));
    await me.on(say("finding.ACROSS_TITLE", { n: 3 }));
    await me.button("finding.CHOOSE").click();
    const dialog = page.getByRole("dialog", { name: say("finding.CHOOSE") });
    await dialog.getByRole("checkbox", { name: /^127\.0\.0\.1/ }).first().uncheck();
    await dialog.getByText(say("finding.CHOOSE_COUNT", { n: 2, most: 60 })).waitFor();
    await me.picture("17-choose");
    await assertNoSeriousAxe(page);
    await dialog.getByRole("button", { name: say("finding.CHOOSE_SEARCH", { n: 2 }) }).click();
    await me.on(say("finding.ACROSS_TITLE", { n: 2 }));
    const kept = await page.evaluate(() => JSON.parse(localStorage.getItem("jelajah.across")));
    assert.equal(kept.length, 2);
    // From one portal's catalogue to many, with the same words.
    await goto(`portal=${portals[0].origin}&q=harga`);
    await me.results();
    await page.getByRole("link", { name: say("finding.ACROSS_FROM_HERE") }).click();
    await me.on(say("finding.ACROSS_TITLE", { n: kept.includes(portals[0].origin) ? 2 : 3 }));
    assert.equal(new URL(page.url()).searchParams.get("q"), "harga");
  } finally {
    await Promise.all(portals.map((portal) => portal.close()));
  }
});

journey("saved searches, and answers kept for later", async ({ page, context, goto, lang, screen, allow }) => {
  allow(DOWN);
  const me = personAt(page, { lang, screen });
  const { say } = me;
  const portals = await Promise.all([0, 1].map((at) => startPortal(datasets(at, 4), { title: `Portal ${at}` })));
  try {
    const address = portals.map(({ origin }) => `portal=${origin}`).join("&");
    await goto(`${address}&q=harga`);
    await eventually(() => page.locator(".across .catalogue-count").innerText(), (text) => text.includes("8"), "both portals");
    await me.button("finding.SAVE_SEARCH").click();
    await me.button("finding.SEARCH_SAVED").waitFor();
    await page.locator(".across .results .result-title a").first().click();
    await page.locator(".dataset-body").waitFor();
    const opened = await page.locator("h1").innerText();
    // What is kept is written when the page has a moment.
    const kept = () => page.evaluate(() => new Promise((resolve) => {
      const request = indexedDB.open("jelajah-answers");
      // It is the page's to make.
      request.onupgradeneeded = () => request.transaction.abort();
      request.onerror = () => resolve(0);
      request.onsuccess = () => {
        const all = request.result.transaction("answers").objectStore("answers").getAllKeys();
        all.onsuccess = () => { request.result.close(); resolve(all.result.length); };
      };
    }));
    await eventually(kept, (n) => n >= 3, "answers are kept");

    // One more is published meanwhile.
    portals[0].datasets.push({ name: "baru", title: "Harga baru", publisher: "Dinas Baru" });
    await goto();
    const saved = page.locator(".saved-searches");
    await saved.getByRole("link", { name: /harga/ }).waitFor();
    await me.picture("17-saved", true);
    await saved.getByRole("link", { name: /harga/ }).click();
    await page.getByText(unanchored(say.like("finding.SAVED_NEW", { n: 1 }))).waitFor();
    // A portal goes away: what it said is shown, with its age.
    await portals[1].close();
    await page.reload();
    await page.getByText(say("finding.KEPT_SOME", { n: 1 })).waitFor();
    assert.equal(await count(page), 9);
    await me.picture("17-kept");
    // Without a network, the same, and a dataset that was opened before.
    await context.setOffline(true);
    await page.getByText(say("common.OFFLINE")).waitFor();
    await page.getByRole("searchbox", { name: say("finding.ACROSS_LABEL") }).press("Enter");
    await page.getByText(say("finding.KEPT_SOME", { n: 2 })).waitFor();
    await page.getByRole("main").getByRole("link", { name: opened, exact: true }).click();
    await page.locator(".dataset-body").waitFor();
    await page.getByText(unanchored(say.like("finding.KEPT"))).first().waitFor();
    await me.picture("17-kept-dataset");
    await context.setOffline(false);
    await settles(() => page.getByText(unanchored(say.like("finding.KEPT"))).count(), 0, "the new answer");

    // And away with the saved search.
    await goto();
    await saved.getByRole("button", { name: unanchored(say.like("finding.SAVED_REMOVE")) }).click();
    await settles(() => saved.count(), 0, "saved searches");
  } finally {
    await Promise.all(portals.map((portal) => portal.close().catch(() => {})));
  }
});

journey("a catalogue in one file is loaded once", async ({ page, goto, lang, screen, fixtures, allow }) => {
  allow(/Failed to load resource: the server responded with a status of 404/);
  const me = personAt(page, { lang, screen });
  const dataset = (identifier, title) => ({ identifier, title, description: "", keyword: [], modified: "2025-01-01", publisher: { name: "Dinas" }, distribution: [] });
  const body = JSON.stringify({ conformsTo: "https://project-open-data.cio.gov/v1.1/schema", dataset: [dataset("a", "Jumlah petani"), dataset("b", "Harga beras")] });
  fixtures.serve("/data.json", { type: "application/json", body });
  await goto(`portal=${fixtures.origin}`);
  await me.results();
  const loads = () => fixtures.requests.filter((request) => request === "GET /data.json").length;
  const before = loads();
  // Mistyped words find it as well, and nobody is asked for the file again.
  await me.search("jumlha petnai", "Jumlah petani");
  await page.getByRole("main").getByRole("link", { name: "Jumlah petani", exact: true }).click();
  await me.on("Jumlah petani");
  assert.equal(loads(), before);
});
