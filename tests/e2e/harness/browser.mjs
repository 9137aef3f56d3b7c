// Chromium, its pages, and what a page must never do: write an error to its console.

import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import { chromium } from "playwright-core";

/** Screens that every journey is made on. */
export const SCREENS = {
  phone: {
    viewport: { width: 360, height: 640 },
    deviceScaleFactor: 2,
    isMobile: true,
    hasTouch: true,
    userAgent:
      "Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/120.0.0.0 Mobile Safari/537.36",
  },
  desktop: { viewport: { width: 1440, height: 900 } },
};

/** Accept-Language by the page's language. */
export const LOCALES = { id: "id-ID", en: "en-GB" };

// The background services would look for hosts of their own while the tests run.
const FLAGS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--disable-dev-shm-usage",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/** Draws WebGL by software, as machines without a graphics card do. */
const WEBGL = ["--use-gl=angle", "--use-angle=swiftshader", "--enable-unsafe-swiftshader"];

/** Where Chromium is: `$CHROMIUM`, or on PATH. */
export function findChromium() {
  const names = ["chromium", "chromium-browser", "google-chrome-stable", "google-chrome"];
  const onPath = (process.env.PATH ?? "")
    .split(delimiter)
    .flatMap((folder) => names.map((name) => join(folder, name)));
  const found = [process.env.CHROMIUM, ...onPath].find((path) => path && existsSync(path));
  if (!found) throw new Error("Chromium was not found; name it in the environment variable CHROMIUM");
  return found;
}

/** Starts Chromium without a window, and without WebGL unless told. */
export function launch({ webgl = false } = {}) {
  const args = webgl ? [...FLAGS.filter((flag) => flag !== "--disable-gpu"), ...WEBGL] : FLAGS;
  return chromium.launch({ executablePath: findChromium(), headless: true, args });
}

/**
 * Opens a fresh profile with one page.
 *
 * `problems` collects errors of the console, of scripts and of the content security policy, and
 * warnings that name a policy. A journey that provokes one on purpose calls `allow(pattern)`.
 */
export async function open(browser, { screen = "desktop", lang = "id", ...options } = {}) {
  const context = await browser.newContext({
    ...SCREENS[screen],
    locale: LOCALES[lang],
    timezoneId: "Asia/Jakarta",
    reducedMotion: "reduce",
    acceptDownloads: true,
    ...options,
  });
  context.setDefaultTimeout(15_000);
  const problems = [];
  const allowed = [];
  const note = (text) => problems.push(text);
  const watch = (page) => {
    page.on("console", (message) => {
      const text = message.text();
      const serious = message.type() === "error" || /content security policy|deprecat/i.test(text);
      if (serious) note(`console ${message.type()}: ${text} (${message.location().url})`);
    });
    page.on("pageerror", (error) => note(`script error: ${error.stack ?? error.message}`));
    page.on("crash", () => note("the page crashed"));
  };
  context.on("page", watch);
  const page = await context.newPage();
  return {
    context,
    page,
    /** Lets errors pass whose text fits. */
    allow: (pattern) => allowed.push(pattern),
    /** Errors that nothing allowed. */
    problems: () => problems.filter((text) => !allowed.some((pattern) => pattern.test(text))),
  };
}
