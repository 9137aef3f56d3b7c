// A real CKAN, when there is one: JELAJAH_CKAN names its address. It must let other pages read it and
// hold the data sets named below (a CKAN of one's own, filled for tests).

import assert from "node:assert/strict";
import { format, journey, personAt } from "../harness/index.mjs";

const PORTAL = process.env.JELAJAH_CKAN?.replace(/\/+$/, "");
const BIG = "harga-harian-besar";
const MIXED = "datastore-aneka";

/** What the portal's API says, asked by the test itself. */
async function ask(action, parameters) {
  const answer = await fetch(`${PORTAL}/api/3/action/${action}?${new URLSearchParams(parameters)}`);
  const { success, result } = await answer.json();
  assert.ok(success, `${action} of the portal`);
  return result;
}

journey("a real CKAN", { langs: ["id", "en"], limit: 180_000 }, async ({ page, goto, lang, screen, skip }) => {
  if (!PORTAL) skip("JELAJAH_CKAN is not set; nothing was asked of a real portal");
  const me = personAt(page, { lang, screen });
  const { say } = me;
  const big = await ask("package_show", { id: BIG });
  const mixed = await ask("package_show", { id: MIXED });
  const all = await ask("package_search", { rows: 0 });

  // Search: as many as the portal says, narrowed by words and by a facet.
  await goto(`portal=${PORTAL}`);
  await me.results();
  assert.ok((await page.locator(".catalogue-count").innerText()).includes(format(all.count, lang)), "the count of data sets");
  await me.search("harga bahan pokok", big.title);
  await me.picture("90-search");

  // A file, with as many rows as the portal counted when it loaded the same file.
  const file = big.resources.find((resource) => resource.format.toUpperCase() === "CSV");
  const { total } = await ask("datastore_search", { resource_id: file.id, limit: 0 });
  await page.getByRole("main").getByRole("link", { name: big.title, exact: true }).click();
  await me.on(big.title);
  await me.openFile(file.name);
  await me.countsRows(total, total);
  const line = await me.sourceLine();
  for (const part of [big.organization.title, big.title, new URL(PORTAL).host]) assert.ok(line.includes(part), `${part} in: ${line}`);
  await me.picture("90-file");
  await me.button("table.MAKE_CHART").click();
  await me.ink();
  await me.picture("90-chart", true);

  // A table that lives in the DataStore alone.
  const rows = mixed.resources.find((resource) => resource.url_type === "datastore");
  const stored = await ask("datastore_search", { resource_id: rows.id, limit: 5 });
  await goto(`portal=${PORTAL}&dataset=${MIXED}`);
  await me.on(mixed.title);
  await me.openFile(rows.name);
  await me.countsRows(stored.total, stored.total);
  await me.cellsThere();
  assert.equal((await me.cells(1))[0], String(stored.records[0][stored.fields.find(({ id }) => id !== "_id").id]));
  const notes = page.locator("details").filter({ hasText: say("table.READ_INFO_ROWS") });
  await notes.first().waitFor({ state: "attached" });
  await me.picture("90-datastore");

  // What is not there.
  await goto(`portal=${PORTAL}&dataset=tidak-ada-di-sini`);
  await me.problem("NOT_FOUND");
});
