// A portal that answers only with a key of one's own: asked for where it is needed, kept in this browser alone.

import assert from "node:assert/strict";
import { assertNoSeriousAxe, eventually, journey, personAt } from "../harness/index.mjs";

const KEY = "kunci-rahasia-123";

const VARIABLES = [
  { var_id: 1, title: "Jumlah Penduduk Pertengahan Tahun", sub_name: "Kependudukan", unit: "Ribu Jiwa" },
  { var_id: 2, title: "Indeks Harga Konsumen", sub_name: "Harga", unit: "Tidak Ada" },
];

/** Everything that the browser keeps, but the key's own place. */
const stored = (page) =>
  page.evaluate(async () => {
    const texts = Object.entries(localStorage).filter(([name]) => name !== "jelajah.key.bps").flat();
    for (const { name } of await indexedDB.databases()) {
      const database = await new Promise((resolve) => (indexedDB.open(name).onsuccess = ({ target }) => resolve(target.result)));
      for (const store of database.objectStoreNames) {
        const all = database.transaction(store).objectStore(store);
        const read = (request) => new Promise((resolve) => (request.onsuccess = () => resolve(request.result)));
        texts.push(...(await read(all.getAllKeys())).map(String), ...(await read(all.getAll())).map((value) => JSON.stringify(value)));
      }
      database.close();
    }
    return texts.join("\n");
  });

journey("a key of one's own", async ({ page, context, goto, lang, screen }) => {
  const me = personAt(page, { lang, screen });
  const { say } = me;
  const asked = [];
  await context.route("https://webapi.bps.go.id/**", (route) => {
    const url = route.request().url();
    asked.push(url);
    const good = url.includes(`/key/${KEY}/`);
    const data = url.includes("/domain/") && !url.includes("/list/")
      ? [{ page: 1, pages: 1 }, [{ domain_id: "0000", domain_name: "Pusat", domain_url: "https://www.bps.go.id" }]]
      : [{ page: 1, pages: 1, per_page: 10, count: 2, total: 2 }, VARIABLES];
    const body = good ? { status: "OK", "data-availability": "available", data } : { status: "Error", message: "Invalid key" };
    return route.fulfill({ json: body, headers: { "Access-Control-Allow-Origin": "*" } });
  });
  await goto("portal=https://webapi.bps.go.id");
  await page.getByRole("heading", { name: say("finding.KEY") }).waitFor();
  assert.deepEqual(asked, [], "nobody is asked without a key");
  const field = page.getByLabel(say("finding.KEY_LABEL"));
  await me.button("finding.KEY_USE").click();
  await page.getByText(say("finding.KEY_EMPTY")).waitFor();
  await me.picture("18-key", true);
  await assertNoSeriousAxe(page);
  // One that the portal does not take.
  await field.fill("salah");
  await me.button("finding.KEY_USE").click();
  await page.getByText(say("finding.KEY_NOT_TAKEN")).waitFor();
  await field.fill(KEY);
  await me.button("finding.KEY_USE").click();
  await me.results();
  await page.getByRole("link", { name: VARIABLES[0].title }).waitFor();
  await me.picture("18-results");
  assert.ok(asked.at(-1).includes(KEY));
  assert.ok(!page.url().includes(KEY));
  // It is known after a reload, and nothing else that is kept has it.
  await page.reload();
  await me.results();
  await eventually(() => stored(page), (text) => text.includes("webapi.bps.go.id"), "answers are kept");
  assert.ok(!(await stored(page)).includes(KEY));
  // And it can be taken back.
  await me.button("finding.KEY_REMOVE").click();
  await page.getByRole("heading", { name: say("finding.KEY") }).waitFor();
  assert.equal(await page.evaluate(() => localStorage.getItem("jelajah.key.bps")), null);
});
