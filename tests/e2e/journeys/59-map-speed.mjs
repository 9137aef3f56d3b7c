// How long a bundled map takes: from the last byte of its outlines to the painted picture, and from one year to the
// next. The figures are printed; the limits leave room for a busy machine.

import assert from "node:assert/strict";
import { Buffer } from "node:buffer";
import { journey, personAt } from "../harness/index.mjs";

/** Milliseconds: what is aimed at on an idle machine. */
const AIM = { painted: 120, step: 33 };

/** Takes note of every frame in which many areas are filled, and when the last of them was. */
function watchFrames() {
  globalThis.__frames = [];
  let now = null;
  const { fill } = CanvasRenderingContext2D.prototype;
  CanvasRenderingContext2D.prototype.fill = function (...given) {
    const done = fill.apply(this, given);
    if (!now) {
      now = { count: 0 };
      globalThis.__frames.push(now);
      queueMicrotask(() => setTimeout(() => { now = null; }, 0));
    }
    now.count += 1;
    now.ms = performance.now();
    return done;
  };
}

journey("a bundled map is there at once", { limit: 120_000, langs: ["id"], screens: ["desktop"] }, async ({ page, goto, url, lang, screen }) => {
  const me = personAt(page, { lang, screen });
  const { say } = me;
  const { packs } = await (await fetch(new URL("packs/index.json", url))).json();
  const pack = packs.find((pack) => pack.id === "batas-kab-514");
  if (!pack?.path) {
    console.log("        SKIPPED: this build has no outlines of kabupaten and kota");
    return;
  }
  const outlines = await (await fetch(new URL(`packs/${pack.path}`, url))).json();
  const areas = Object.values(outlines.objects)[0].geometries.map((area) => area.properties);
  const rows = [2021, 2022, 2023].flatMap((year, step) =>
    areas.map((area, at) => `${area.kode_kemendagri},${year},${((at * 37) % 500) + step * (at % 7)}`));
  await page.addInitScript(watchFrames);
  await goto();
  await me.pick({ name: "kabkota.csv", mimeType: "text/csv", buffer: Buffer.from(["kode_kabupaten_kota,tahun,jumlah", ...rows].join("\n")) });
  await me.countsRows(rows.length, rows.length);
  await me.button("table.MAKE_MAP").click();
  await me.on(say("figure.MAP"));
  await me.ink();
  const painted = await page.evaluate(async () => {
    const bytes = performance.getEntriesByType("resource").filter((entry) => /kab-514/.test(entry.name)).map((entry) => entry.responseEnd);
    const found = () => globalThis.__frames.find((frame) => frame.count > 300 && frame.ms > bytes[0]);
    while (!found()) await new Promise((next) => requestAnimationFrame(next));
    return found().ms - bytes[0];
  });
  const slider = page.getByRole("slider", { name: say("figure.PERIOD") });
  await slider.focus();
  const steps = [];
  for (const key of ["ArrowLeft", "ArrowLeft", "ArrowRight", "ArrowRight", "ArrowLeft", "ArrowRight"]) {
    await page.evaluate(() => {
      globalThis.__frames.length = 0;
      addEventListener("keydown", () => { globalThis.__from = performance.now(); }, { capture: true, once: true });
    });
    await page.keyboard.press(key);
    steps.push(await page.evaluate(async () => {
      const found = () => globalThis.__frames.find((frame) => frame.count > 300);
      while (!found()) await new Promise((next) => requestAnimationFrame(next));
      return found().ms - globalThis.__from;
    }));
  }
  const step = steps.sort((one, other) => one - other)[Math.floor(steps.length / 2)];
  console.log(`        painted ${Math.round(painted)} ms after its bytes, a step of the slider ${step.toFixed(1)} ms; aim ${JSON.stringify(AIM)}`);
  assert.ok(painted < 10 * AIM.painted, `${painted} ms`);
  assert.ok(step < 10 * AIM.step, `${step} ms`);
});
