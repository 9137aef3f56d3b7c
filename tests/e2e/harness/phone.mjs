// A cheap phone on a slow line, and how long a person waits on it.

/** CPU four times slower, 1.44 Mbit/s down and up, 562 ms round trip. */
export const SLOW_PHONE = { cpu: 4, bitsPerSecond: 1_440_000, roundTripMs: 562 };

/** Slows a page down. Returns how to undo it. */
export async function emulate(page, { cpu, bitsPerSecond, roundTripMs } = SLOW_PHONE) {
  const session = await page.context().newCDPSession(page);
  const bytes = bitsPerSecond / 8;
  const set = (rate, network) =>
    Promise.all([
      session.send("Emulation.setCPUThrottlingRate", { rate }),
      session.send("Network.emulateNetworkConditions", { offline: false, ...network }),
    ]);
  await session.send("Network.enable");
  await set(cpu, { latency: roundTripMs, downloadThroughput: bytes, uploadThroughput: bytes });
  return () => set(1, { latency: 0, downloadThroughput: -1, uploadThroughput: -1 });
}

/**
 * Loads the page with an empty cache and measures, in milliseconds from the start of navigation:
 * first paint, first contentful paint, and when the search field answers (it exists, takes typed
 * text and the page has handled it).
 */
export async function measureStart(page, url, { field, profile = SLOW_PHONE } = {}) {
  if (profile) await emulate(page, profile);
  await page.goto(url, { waitUntil: "commit" });
  // The field of the running app, not the picture of it in the static shell.
  const answering = await page.evaluate(async (selector) => {
    const next = () => new Promise((resolve) => requestAnimationFrame(resolve));
    for (;;) {
      const input = document.querySelector(selector);
      if (input && !document.querySelector("#shell")) {
        input.focus();
        const handled = new Promise((resolve) => setTimeout(resolve, 0));
        input.value = "a";
        input.dispatchEvent(new Event("input", { bubbles: true }));
        await handled;
        const answering = performance.now();
        input.value = "";
        input.dispatchEvent(new Event("input", { bubbles: true }));
        return answering;
      }
      await next();
    }
  }, field);
  const paints = await page.evaluate(() =>
    Object.fromEntries(performance.getEntriesByType("paint").map(({ name, startTime }) => [name, startTime])),
  );
  return {
    firstPaint: Math.round(paints["first-paint"]),
    firstContentfulPaint: Math.round(paints["first-contentful-paint"]),
    fieldAnswers: Math.round(answering),
  };
}
