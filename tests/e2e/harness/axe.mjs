// Accessibility by axe-core: no serious or critical finding on any screen.

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const source = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** Fails with the findings of impact serious or critical, each with the elements concerned. */
export async function assertNoSeriousAxe(page, { exclude = [] } = {}) {
  // Evaluated by the debugger, which the page's policy does not concern.
  await page.evaluate(source);
  const { violations } = await page.evaluate(
    (excluded) =>
      globalThis.axe.run(
        { exclude: excluded.map((selector) => [selector]) },
        { resultTypes: ["violations"] },
      ),
    exclude,
  );
  const serious = violations.filter(({ impact }) => impact === "serious" || impact === "critical");
  if (serious.length > 0) {
    const lines = serious.map(
      ({ id, impact, help, nodes }) =>
        `${impact} ${id}: ${help}\n${nodes.map((node) => `    ${node.target.join(" ")}: ${node.failureSummary?.replaceAll("\n", " ")}`).join("\n")}`,
    );
    throw new Error(`axe found ${serious.length} serious problems\n${lines.join("\n")}`);
  }
}
