// The page starts, under the root and under a sub-path, without a word on the console.

import assert from "node:assert/strict";
import { assertNoSeriousAxe, journey } from "../harness/index.mjs";

journey("the page starts", async ({ page, goto, lang }) => {
  await goto();
  await page.locator("h1").first().waitFor();
  assert.equal(await page.locator("html").getAttribute("lang"), lang);
  await assertNoSeriousAxe(page);
});

journey("the page starts under a sub-path", { base: "/kota/data/", langs: ["id"] }, async ({ page, goto, site }) => {
  await goto();
  await page.locator("h1").first().waitFor();
  const strays = site.requests.filter((path) => !path.startsWith("/kota/data/"));
  assert.deepEqual(strays, []);
});
