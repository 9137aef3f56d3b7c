// A map of the whole globe from a file's own shapes: drawn, told what is odd about its rings, brought closer by the
// wheel and moved apart by two fingers.

import assert from "node:assert/strict";
import { eventually, journey, personAt } from "../harness/index.mjs";

/** A cell of the globe with points along its sides. */
function ring(west, south, east, north) {
  const along = (from, to) => Array.from({ length: 8 }, (_, at) => from + ((to - from) * at) / 8);
  const side = (corners, at) => along(0, 1).map((part) => {
    const [[x, y], [u, v]] = [corners[at], corners[(at + 1) % 4]];
    return [x + (u - x) * part, y + (v - y) * part];
  });
  const corners = [[west, south], [east, south], [east, north], [west, north]];
  const points = [0, 1, 2, 3].flatMap((at) => side(corners, at));
  return [...points, points[0]];
}

const features = [];
for (let west = -180; west < 180; west += 30) {
  for (let south = -60; south < 80; south += 20) {
    const name = `Petak ${features.length + 1}`;
    const properties = { nama: name, nilai: ((features.length * 37) % 84) + 1 };
    features.push({ type: "Feature", properties, geometry: { type: "Polygon", coordinates: [ring(west, south, west + 30, south + 20)] } });
  }
}
// One ring is not closed, one crosses itself.
features[3].geometry.coordinates[0].pop();
features[10].geometry.coordinates = [[[-150, -60], [-120, -40], [-120, -60], [-150, -40], [-150, -60]]];
const GLOBE = Buffer.from(JSON.stringify({ type: "FeatureCollection", features }));

journey("the globe from a file's own shapes", { limit: 120_000 }, async ({ page, goto, lang, screen }) => {
  const me = personAt(page, { lang, screen });
  const { say } = me;
  await goto();
  await me.pick({ name: "dunia.geojson", mimeType: "application/geo+json", buffer: GLOBE });
  await me.button("table.MAKE_MAP").click();
  await me.on(say("figure.MAP"));
  await me.ink();
  const faults = page.locator("#map-faults");
  await faults.getByText(say("outlines.TROUBLE_OPEN", { n: 1 })).waitFor();
  await faults.getByText(say("outlines.TROUBLE_CROSSING", { n: 1 })).waitFor();
  await me.picture("59-world", true);

  const plot = page.locator(".plot").first();
  const canvas = page.locator(".plot canvas").first();
  const sum = async () => (await me.ink()).sum;
  const all = me.button("figure.ZOOM_ALL");
  const whole = await sum();
  await canvas.scrollIntoViewIfNeeded();
  const box = await canvas.boundingBox();
  const middle = { x: box.x + box.width / 2, y: box.y + Math.min(box.height / 2, 150) };
  if (screen === "desktop") {
    // The page scrolls over a map; who works with the map zooms it.
    await page.mouse.move(middle.x, middle.y);
    await plot.focus();
    await page.mouse.wheel(0, -240);
    await eventually(() => all.isDisabled(), (off) => !off, "closer by the wheel");
    const near = await eventually(sum, (now) => now !== whole, "the picture of it");
    await page.mouse.wheel(0, 120);
    await eventually(sum, (now) => now !== near, "a little back");
  } else {
    const touch = await page.context().newCDPSession(page);
    const fingers = (type, apart) => touch.send("Input.dispatchTouchEvent", {
      type,
      touchPoints: apart === null ? [] : [-1, 1].map((side, id) => ({ x: middle.x + side * apart, y: middle.y, id })),
    });
    await fingers("touchStart", 20);
    for (const apart of [30, 45, 60, 80]) await fingers("touchMove", apart);
    await fingers("touchEnd", null);
    await eventually(() => all.isDisabled(), (off) => !off, "closer by two fingers");
    await eventually(sum, (now) => now !== whole, "the picture of it");
  }
  await me.picture("59-world-near");
  await all.click();
  await eventually(sum, (now) => now === whole, "all of it again");
  assert.equal(await all.isDisabled(), true);
});
