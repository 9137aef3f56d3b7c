// The overview of a portal: counted page by page, shown as charts, handed out as a report.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { assertNoSeriousAxe, eventually, format, journey, personAt, servePortal, settles, unanchored } from "../harness/index.mjs";

const parts = (page) => page.locator(".overview-part");

/** Saves one form of the report and returns its text. */
async function save(me, form) {
  await me.button("overview.REPORT").click();
  const item = me.page.getByRole("menuitem", { name: me.say.like(`overview.${form}`) });
  const [download] = await Promise.all([me.page.waitForEvent("download"), item.click()]);
  return { name: download.suggestedFilename(), text: readFileSync(await download.path(), "utf8") };
}

journey("the overview of the sample portal and its report", async ({ page, goto, lang, screen, fixtures, t }) => {
  const me = personAt(page, { lang, screen });
  const { say } = me;
  await goto("portal=contoh");
  await me.results();
  await me.link("overview.OVERVIEW").click();
  await me.on(say("overview.OVERVIEW_OF", { title: say("portal.SAMPLE_TITLE") }));
  const line = page.locator(".overview-line").getByText(say.like("overview.COUNTED_ALL"));
  await line.waitFor();
  const total = Number((await line.innerText()).match(/\d+/)[0]);
  assert.ok(total > 5, `${total} datasets`);

  // Every part has a picture, a sentence and its list.
  const count = await parts(page).count();
  assert.ok(count >= 5, `${count} parts`);
  for (let at = 0; at < count; at += 1) {
    const part = parts(page).nth(at);
    await part.scrollIntoViewIfNeeded();
    await eventually(() => part.locator("canvas").evaluate((canvas) => canvas.width > 100 && canvas.height > 20), Boolean, `picture ${at}`);
    assert.match(await part.locator(".figure-sentence").innerText(), /\d/);
  }
  await page.evaluate(() => window.scrollTo(0, 0));
  await me.picture("16-overview", true);
  await assertNoSeriousAxe(page);

  // A count leads to its datasets, and the way back costs nothing.
  const publishers = parts(page).filter({ has: page.getByRole("heading", { name: say("overview.PART_PUBLISHERS") }) });
  await publishers.getByText(say("overview.LIST"), { exact: true }).click();
  const row = publishers.locator("tbody tr").first();
  const [name, datasets] = [await row.locator("th").innerText(), Number(await row.locator("td").first().innerText())];
  await me.picture("16-list");
  await row.getByRole("link").click();
  await me.results();
  await settles(() => page.locator(".catalogue-count").innerText(), say("screens.DATASETS", { n: datasets }), `datasets of ${name}`);
  await page.goBack();
  await line.waitFor();
  assert.equal(await parts(page).count(), count);

  const html = await save(me, "REPORT_HTML");
  assert.ok(html.name.endsWith(".html") && html.text.startsWith("<!doctype html>") && !html.text.includes("<script"));
  assert.equal(html.text.match(/<figure/g).length, count);
  assert.ok(html.text.includes(name) && html.text.includes(`<html lang="${lang}">`));
  const markdown = await save(me, "REPORT_MARKDOWN");
  assert.ok(markdown.name.endsWith(".md") && markdown.text.startsWith("# ") && markdown.text.includes(say("portal.REPORT_STALE")));
  const csv = await save(me, "REPORT_CSV");
  assert.equal(csv.text.split("\r\n")[0], t("bagian,nilai,dataset", "part,value,datasets"));
  // The report stands by itself.
  await page.goto(fixtures.serve("/laporan.html", { type: "text/html; charset=utf-8", body: html.text.replace("<head>", "<head><link rel=icon href=data:,>") }));
  await me.picture("16-report", true);
});

journey("counting a large catalogue goes on page by page and can be stopped", async ({ page, goto, lang, screen, fixtures }) => {
  const me = personAt(page, { lang, screen });
  const { say } = me;
  const portal = servePortal(fixtures, []);
  const held = { now: true };
  const dataset = (at) => ({
    id: `d${at}`,
    name: `d${at}`,
    title: `Dataset ${String(at).padStart(3, "0")}`,
    metadata_created: `20${10 + (at % 12)}-0${1 + (at % 9)}-01T00:00:00`,
    metadata_modified: `20${15 + (at % 11)}-03-01T00:00:00`,
    organization: { id: "o", name: `dinas-${at % 3}`, title: `Dinas ${at % 3} <b>tebal</b>` },
    license_id: at % 2 ? "cc-by" : "notspecified",
    license_title: at % 2 ? "CC BY" : "",
    resources: [{ id: `r${at}`, format: at % 4 ? "CSV" : "PDF", url: `${fixtures.origin}/a.${at % 4 ? "csv" : "pdf"}` }],
  });
  fixtures.serve("/api/3/action/package_search", (url) => {
    const start = Number(url.searchParams.get("start") ?? 0);
    const [total, rows] = [100, Math.min(20, Number(url.searchParams.get("rows") ?? 10))];
    if (start >= 40 && held.now) return { before: () => {} };
    const results = Array.from({ length: Math.max(0, Math.min(rows, total - start)) }, (_, at) => dataset(start + at));
    return { type: "application/json", body: JSON.stringify({ success: true, result: { count: total, results } }) };
  });
  await goto(`portal=${portal}&view=overview`);
  // What is counted so far is shown while it goes on.
  await page.locator(".progress-text").getByText(say("overview.SEEN_OF", { seen: "40", total: "100" })).waitFor();
  await page.locator(".overview-line").getByText(unanchored(say.like("overview.COUNTED_SOME", { seen: "40", total: "100" }))).waitFor();
  const pdf = page.locator(".overview-keys > div").nth(1);
  assert.ok((await pdf.innerText()).includes("75%"), await pdf.innerText());
  await me.picture("16-going");
  await me.button("common.CANCEL").click();
  await page.getByText(say("overview.STOPPED")).waitFor();
  assert.ok((await parts(page).count()) >= 4, "what was counted stays");
  await me.picture("16-stopped");
  await assertNoSeriousAxe(page);

  held.now = false;
  await me.button("overview.COUNT_AGAIN").first().click();
  await page.locator(".overview-line").getByText(say.like("overview.COUNTED_ALL", { total: format(100, lang) })).waitFor();
  assert.equal(await page.locator(".overview b").count(), 0, "a name is never markup");
});

journey("the overview of a portal that does not answer", async ({ page, goto, lang, screen, fixtures, allow }) => {
  allow(/Failed to load resource|CORS policy/);
  const me = personAt(page, { lang, screen });
  const portal = servePortal(fixtures, []);
  fixtures.serve("/api/3/action/package_search", { status: 500, type: "application/json", body: "{}" });
  await goto(`portal=${portal}&view=overview`);
  await page.locator("main").getByRole("alert").first().waitFor();
  await me.button("common.TRY_AGAIN").first().waitFor();
  await me.picture("16-failed");
});
