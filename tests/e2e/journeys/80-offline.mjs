// Without a network: what is here keeps working, what is not says why.

import assert from "node:assert/strict";
import { behaves, eventually, journey, personAt } from "../harness/index.mjs";

const TITLE = "Penduduk dan UMKM menurut provinsi – Data contoh (sintetis)";

journey("offline", async ({ page, context, goto, lang, screen, fixtures, allow }) => {
  allow(/ERR_INTERNET_DISCONNECTED/);
  const me = personAt(page, { lang, screen });
  const { say } = me;
  const address = fixtures.serve("/harga.csv", behaves.csv());
  await goto();
  // The reader of data is fetched while the page is idle.
  const hasReader = async () => {
    const [worker] = page.workers();
    if (!worker) return false;
    return worker.evaluate(() => performance.getEntriesByType("resource").some(({ name, responseEnd }) => name.endsWith(".wasm") && responseEnd > 0));
  };
  await eventually(hasReader, Boolean, "the worker is here before it is needed");
  const draws = () => page.evaluate(() => performance.getEntriesByType("resource").some(({ name, responseEnd }) => name.includes("main-drawing-") && responseEnd > 0));
  await eventually(draws, Boolean, "what draws is here before it is needed");
  const banner = page.getByText(say("common.OFFLINE"));
  assert.equal(await banner.count(), 0);
  await context.setOffline(true);
  await banner.waitFor();
  await me.picture("80-home");

  // An address on the network says why not, and what next.
  const field = page.locator("#home-field");
  await field.fill(address);
  await field.press("Enter");
  await me.problem("OFFLINE");
  await me.picture("80-file");
  await page.goBack();
  await me.on(say("screens.HOME_TITLE"));
  await field.fill("https://data.contoh.go.id/");
  await field.press("Enter");
  await me.problem("OFFLINE");
  await page.goBack();

  // The sample portal and what is made of it need none.
  await me.sample();
  await me.search("penduduk provinsi", TITLE);
  await me.openDataset(TITLE);
  await me.countsRows(39, 39);
  await me.addFigure("MAKE_CHART");
  await me.link("figure.IN_STORY").click();
  await me.storyDrawn(1);
  const [download] = await Promise.all([page.waitForEvent("download"), me.button("narrative.HTML").click()]);
  assert.ok((await download.path()).length > 0);
  await me.picture("80-story");

  // A file of this device, too.
  await me.pick({ name: "sendiri.csv", mimeType: "text/csv", buffer: Buffer.from("a;b\n1;2\n3;4\n") });
  await me.countsRows(2, 2);

  // Back on the network, the address opens.
  await context.setOffline(false);
  await banner.waitFor({ state: "detached" });
  await goto(`data=${address}`);
  await me.countsRows(2, 2);
});
