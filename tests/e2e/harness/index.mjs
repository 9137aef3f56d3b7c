// What a journey imports.

export { assertNoSeriousAxe } from "./axe.mjs";
export { SCREENS } from "./browser.mjs";
export { SLOW_PHONE, emulate, measureStart } from "./phone.mjs";
export { behaves, bigRow } from "./portal.mjs";
export { journey } from "./runner.mjs";
