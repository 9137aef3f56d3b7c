// Runs the journeys: node tests/e2e/run.mjs [FILTER…]
//
// `cargo xtask e2e` builds the page first and calls this. $JELAJAH_DIST names the built page,
// $CHROMIUM the browser.

import { readdirSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { runAll } from "./harness/runner.mjs";

const here = dirname(fileURLToPath(import.meta.url));
const dist = resolve(process.env.JELAJAH_DIST ?? join(here, "..", "..", "dist"));
for (const name of readdirSync(join(here, "journeys")).sort()) {
  if (name.endsWith(".mjs")) await import(pathToFileURL(join(here, "journeys", name)));
}
const failed = await runAll({ dist, filters: process.argv.slice(2) });
process.exit(failed === 0 ? 0 : 1);
