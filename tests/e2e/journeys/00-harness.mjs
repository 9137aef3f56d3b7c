// The harness itself: it must see what is wrong, and its bad portals must be as bad as they say.

import assert from "node:assert/strict";
import { assertNoSeriousAxe, bigRow, journey } from "../harness/index.mjs";

const once = { langs: ["id"], screens: ["desktop"] };
const page = (body) => ({ type: "text/html", body: `<!doctype html><html lang="id"><title>x</title><link rel=icon href=data:,><body>${body}</body></html>` });

journey("harness: errors on the console are seen", once, async ({ fresh, fixtures }) => {
  const bad = {
    "a console error": ["<script>console.error('broken')</script>", /broken/],
    "an exception": ["<script>throw new Error('thrown')</script>", /thrown/],
    "a lost promise": ["<script>Promise.reject(new Error('lost'))</script>", /lost/],
    "a missing picture": ["<img src=/gone.png alt=x>", /404/],
    "a policy violation": [
      "<meta http-equiv=Content-Security-Policy content=\"default-src 'none'\"><p style='color:red'>x</p>",
      /Content Security Policy/,
    ],
  };
  for (const [name, [body, pattern]] of Object.entries(bad)) {
    const profile = await fresh();
    await profile.page.goto(fixtures.serve("/bad.html", page(body)));
    await profile.page.evaluate(() => new Promise((resolve) => setTimeout(resolve, 50)));
    const found = profile.problems();
    assert.ok(found.length > 0 && found.every((text) => pattern.test(text)), `${name}: ${JSON.stringify(found)}`);
    profile.allow(pattern);
    assert.deepEqual(profile.problems(), []);
  }
});

journey("harness: axe finds what is serious", once, async ({ page: tab, fixtures }) => {
  await tab.goto(fixtures.serve("/good.html", page("<main><h1>Baik</h1></main>")));
  await assertNoSeriousAxe(tab);
  await tab.goto(fixtures.serve("/bad.html", page("<main><h1>Buruk</h1><input type=text></main>")));
  await assert.rejects(assertNoSeriousAxe(tab), /critical label/);
});

journey("harness: bad portals are bad", once, async ({ page: tab, fixtures, behaves, url, allow }) => {
  allow(/fixture|Failed to load resource|CORS policy/);
  await tab.goto(url);
  // What a script on the page gets of an address: status and length, or the kind of failure.
  const get = (address, limit = 1500) =>
    tab.evaluate(
      async ([address, limit]) => {
        try {
          const response = await fetch(address, { signal: AbortSignal.timeout(limit) });
          return [response.status, (await response.text()).length];
        } catch (error) {
          return [error.name];
        }
      },
      [address, limit],
    );
  const serve = (name, behaviour) => fixtures.serve(`/${name}.csv`, behaviour);
  assert.deepEqual(await get(serve("csv", behaves.csv("a,b\n1,2\n"))), [200, 8]);
  assert.deepEqual(await get(serve("no-cors", behaves.noCors())), ["TypeError"]);
  assert.deepEqual((await get(serve("fault", behaves.fault())))[0], 500);
  assert.deepEqual(await get(serve("silent", behaves.silent())), ["TimeoutError"]);
  assert.deepEqual(await get(serve("slow", behaves.slow(300, "x"))), [200, 1]);
  assert.deepEqual(await get(serve("empty", behaves.empty())), [200, 0]);
  assert.deepEqual(await get(serve("cut", behaves.cut())), ["TypeError"]);
  assert.deepEqual(await get(serve("endless", behaves.endless())), ["TimeoutError"]);
  assert.deepEqual((await get(fixtures.url("/nothing.csv")))[0], 404);
  let length = "tanggal,kota,komoditas,harga,stok\n".length;
  for (let row = 0; row < 20_000; row += 1) length += bigRow(row).length;
  for (const known of [true, false]) {
    assert.deepEqual(await get(serve("big", behaves.big(20_000, { known })), 10_000), [200, length]);
  }
});
