// How long a person waits for a chart's answer: the proposals, and the words beside the pointer over 100,000 points,
// by real pointer events on the page's own plot. The best of three, because the machine may be busy; the limits leave
// room for what others do, the aims are what holds on an idle one.

import assert from "node:assert/strict";
import { journey } from "../harness/index.mjs";

const AIM = { propose: 20, hover: 8 };
const LIMIT = { propose: 60, hover: 24 };

journey("a chart answers at once", { langs: ["id"], screens: ["desktop"], limit: 180_000 }, async ({ page, url }) => {
  await page.goto(`${url}?bench=1`);
  await page.waitForFunction(() => window.__bench?.chart);
  // A cloud of 100,000 points in eight groups, the same at every run.
  await page.evaluate(async () => {
    const bench = window.__bench;
    await bench.ready;
    await bench.rehearsed;
    let seed = 7;
    const random = () => (seed = (seed * 48271) % 2147483647) / 2147483647;
    const [x, y] = [new Float64Array(100_000), new Float64Array(100_000)];
    const series = Array.from(x, (_, at) => {
      x[at] = random() * 100;
      y[at] = x[at] * 3 + (random() + random() + random()) * 60;
      return `Kelompok ${at % 8}`;
    });
    const spec = JSON.stringify({ mark: "scatter", x: "x", y: "y", series: "series" });
    window.cloud = await bench.chartTable({ spec, x, y, series });
  });
  const least = { propose: Infinity, hover: Infinity };
  for (let run = 0; run < 3 && Object.keys(AIM).some((name) => least[name] > AIM[name]); run += 1) {
    const took = await page.evaluate(async () => (await window.__bench.propose(window.cloud)).map(([ms]) => ms));
    assert.equal(took.length, 9);
    least.propose = Math.min(least.propose, Math.max(...took));
    await page.evaluate(async () => {
      document.getElementById("room")?.remove();
      const room = Object.assign(document.createElement("div"), { id: "room" });
      document.body.prepend(room);
      await window.__bench.chart(room, { table: window.cloud, width: 1200, stretch: 200 });
      // From the event's first listener to the change beside the pointer.
      window.answers = [];
      let came = null;
      const canvas = room.querySelector("canvas");
      window.addEventListener("pointermove", () => (came = performance.now()), { capture: true });
      new MutationObserver(() => {
        if (came !== null) window.answers.push(performance.now() - came);
        came = null;
      }).observe(room.querySelector(".plot-over"), { subtree: true, childList: true, characterData: true, attributes: true });
      canvas.scrollIntoView();
    });
    const box = await page.locator("#room canvas").boundingBox();
    // What a pointer means is worked out soon after the picture, or with the first move: that one does not count.
    await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
    await page.evaluate(() => (window.answers = []));
    for (let step = 0; step < 60; step += 1) {
      await page.mouse.move(box.x + box.width * (0.15 + 0.011 * step), box.y + box.height * (0.75 - 0.008 * step));
    }
    const answers = await page.evaluate(() => window.answers.sort((a, b) => a - b));
    assert.ok(answers.length >= 40, `only ${answers.length} moves found a point`);
    const worst = answers[Math.floor(answers.length * 0.95)];
    console.log(`        ${answers.length} answers, median ${answers[answers.length >> 1].toFixed(1)} ms, 95th ${worst.toFixed(1)} ms; proposals ${took.map((ms) => ms.toFixed(1)).join(" ")} ms`);
    least.hover = Math.min(least.hover, worst);
  }
  console.log(`        ${JSON.stringify(least)} ms, aim ${JSON.stringify(AIM)} ms`);
  for (const [name, limit] of Object.entries(LIMIT)) assert.ok(least[name] <= limit, `${name}: ${least[name]} ms`);
});
