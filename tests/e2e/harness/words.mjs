// The words on the page, read from the same catalogue as the page: a journey names a message, never
// its wording.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const ROOM = join(fileURLToPath(new URL("../../..", import.meta.url)), "src", "i18n");
const MESSAGE = /^\s*([A-Z][A-Z0-9_]*):\s*"((?:[^"\\]|\\.)*)"\s*\/\s*"((?:[^"\\]|\\.)*)";/gm;
const PLACE = /\{(\w+)(?::([^}]*))?\}/g;

const files = new Map();

/** The messages of one file of `src/i18n`, by name. */
function messages(file) {
  if (!files.has(file)) {
    const source = readFileSync(join(ROOM, `${file}.rs`), "utf8");
    const found = [...source.matchAll(MESSAGE)].map(([, name, id, en]) => [
      name,
      { id: JSON.parse(`"${id}"`), en: JSON.parse(`"${en}"`) },
    ]);
    files.set(file, new Map(found));
  }
  return files.get(file);
}

const quote = (text) => text.replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&");

/** The message `file.NAME` in a language, its placeholders unfilled. */
function message(path, lang) {
  const [file, name] = path.split(".");
  const found = messages(file).get(name);
  if (!found) throw new Error(`there is no message ${path}`);
  return found[lang];
}

/**
 * The words in a language.
 *
 * `say("table.MAKE_CHART")` is the message; with placeholders, those given are filled.
 * `say.like("table.ROWS_MATCH", { rows: "12" })` is a pattern of the whole text, in which the
 * placeholders that are not given stand for anything.
 */
export function wordsOf(lang) {
  const say = (path, args = {}) =>
    message(path, lang).replaceAll(PLACE, (whole, name, forms) => {
      if (!(name in args)) throw new Error(`${path} needs ${name}`);
      return forms === undefined ? String(args[name]) : (forms.split("|")[String(args[name]) === "1" ? 0 : 1] ?? forms);
    });
  say.like = (path, args = {}) => {
    const text = message(path, lang);
    let pattern = "";
    let end = 0;
    for (const { 0: whole, 1: name, 2: forms, index } of text.matchAll(PLACE)) {
      pattern += quote(text.slice(end, index));
      if (forms !== undefined) pattern += `(?:${forms.split("|").map(quote).join("|")})`;
      else pattern += name in args ? quote(String(args[name])) : "[\\s\\S]+?";
      end = index + whole.length;
    }
    return new RegExp(`^\\s*${pattern}${quote(text.slice(end))}\\s*$`);
  };
  return say;
}
