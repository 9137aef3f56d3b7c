// What a journey imports.

export { eventually, format, personAt, settles, unanchored } from "./app.mjs";
export { assertNoSeriousAxe } from "./axe.mjs";
export { SCREENS } from "./browser.mjs";
export { parseCsv, records, sumBy } from "./csv.mjs";
export { SLOW_PHONE, emulate, measureStart } from "./phone.mjs";
export { behaves, bigRow, servePortal, serveTables } from "./portal.mjs";
export { startPortal } from "./portals.mjs";
export { journey } from "./runner.mjs";
export { workbook, zip } from "./zip.mjs";
