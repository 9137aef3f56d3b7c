// How long a person waits for the page. The best of at most three, because the machine may be busy:
// the bar is about what the page needs, not about what the machine had left. Measured on an idle machine
// the bars below hold; on a busy one the limits leave room for what others do.

import assert from "node:assert/strict";
import { SLOW_PHONE, journey, measureStart } from "../harness/index.mjs";

const FIELD = "#home-field";

async function check({ fresh, url }, profile, wanted, aim) {
  const least = { firstContentfulPaint: Infinity, fieldAnswers: Infinity };
  const late = () => Object.entries(wanted).filter(([name, limit]) => least[name] > limit);
  for (let run = 0; run < 3 && (run === 0 || late().length > 0); run += 1) {
    const { page, context } = await fresh();
    const times = await measureStart(page, url, { field: FIELD, profile });
    for (const name of Object.keys(least)) least[name] = Math.min(least[name], times[name]);
    await context.close();
  }
  console.log(`        ${JSON.stringify(least)} ms, aim ${JSON.stringify(aim)} ms`);
  assert.deepEqual(late(), []);
}

journey("start on a slow phone", { langs: ["id"], screens: ["phone"] }, (given) =>
  check(given, SLOW_PHONE, { firstContentfulPaint: 2500, fieldAnswers: 4500 }, { firstContentfulPaint: 1600, fieldAnswers: 3000 }),
);

journey("start on a desktop", { langs: ["id"], screens: ["desktop"] }, (given) =>
  check(given, null, { fieldAnswers: 1500 }, { fieldAnswers: 500 }),
);
