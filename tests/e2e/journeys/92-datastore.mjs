// A DataStore table of 200,000 rows at a real CKAN, when there is one: JELAJAH_CKAN names a CKAN that other pages
// may read, with the data set of journey 90. JELAJAH_CKAN_SQL_OFF names the same without SQL; such a portal
// often refuses other pages, and is then passed on by the test's own server.

import assert from "node:assert/strict";
import { eventually, format, journey, personAt } from "../harness/index.mjs";

const PORTALS = { on: process.env.JELAJAH_CKAN, off: process.env.JELAJAH_CKAN_SQL_OFF };
const BIG = "harga-harian-besar";

for (const [sql, portal] of Object.entries(PORTALS)) {
  journey(`a real DataStore, SQL ${sql}`, { limit: 300_000 }, async ({ page, goto, lang, screen, fixtures, skip }) => {
    if (!portal) skip(`${sql === "on" ? "JELAJAH_CKAN" : "JELAJAH_CKAN_SQL_OFF"} is not set; no real DataStore was asked`);
    const upstream = portal.replace(/\/+$/, "");
    const me = personAt(page, { lang, screen });
    const { say } = me;
    const ask = async (action, parameters) => {
      const answer = await fetch(`${upstream}/api/3/action/${action}?${new URLSearchParams(parameters)}`);
      return (await answer.json()).result;
    };
    const asked = [];
    fixtures.serveUnder("/api/", (url) => ({
      type: "application/json",
      send: async (response) => {
        asked.push(decodeURIComponent(url.search.replaceAll("+", " ")));
        // A connection that was kept may be gone by now; the second one is new.
        const again = () => fetch(`${upstream}${url.pathname}${url.search}`);
        const answer = await again().catch(again);
        response.statusCode = answer.status;
        response.end(Buffer.from(await answer.arrayBuffer()));
      },
    }));
    const big = await ask("package_show", { id: BIG });
    const resource = big.resources.find((resource) => resource.datastore_active);
    const { total, fields, records } = await ask("datastore_search", { resource_id: resource.id, limit: 1 });
    await page.addInitScript(() => Object.defineProperty(Navigator.prototype, "deviceMemory", { get: () => 0.01 }));

    const began = performance.now();
    await goto(`portal=${fixtures.origin}&dataset=${BIG}&resource=${resource.id}`);
    await page.getByRole("region", { name: say("extent.TOO_LARGE") }).waitFor({ timeout: 60_000 });
    await me.button("extent.AT_PORTAL").click();
    await me.grid().waitFor({ timeout: 60_000 });
    await me.countsRows(total, total);
    await me.cellsThere();
    const opened = Math.round(performance.now() - began);

    // A filter on words: as many rows as the portal itself counts.
    const words = fields.find(({ id, type }) => type === "text" && typeof records[0][id] === "string" && records[0][id].length < 20).id;
    const value = records[0][words];
    const { total: matching } = await ask("datastore_search", { resource_id: resource.id, filters: JSON.stringify({ [words]: value }), limit: 0 });
    const panel = await me.column(words);
    await panel.getByRole("checkbox", { name: new RegExp(`^${value.replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&")}\\b`) }).first().check({ timeout: 60_000 });
    if (screen === "phone") await me.closePanel();
    await me.countsRows(matching, total);
    await me.picture(`92-filtered-sql-${sql}`);

    // The last row of the table, in a page of its own.
    await me.grid().focus();
    await page.keyboard.press("Control+End");
    await eventually(() => me.cells(matching), (cells) => Object.values(cells).some((text) => text !== ""), "the last row is in sight", 60_000);

    // A chart: worked out at the portal where it takes SQL, and here where not.
    await me.button("table.MAKE_CHART").click();
    await me.ink();
    await me.picture(`92-chart-sql-${sql}`);
    const grouped = asked.filter((query) => query.includes("GROUP BY")).length;
    assert.equal(grouped > 0 && sql === "on", sql === "on", "groups are made at the portal");
    console.log(`        ${format(total, lang)} rows: open after ${opened} ms, ${asked.length} requests, ${grouped} of them with groups`);
  });
}
