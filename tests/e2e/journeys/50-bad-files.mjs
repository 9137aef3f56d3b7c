// Files and servers that disappoint: each time a clear sentence, a next step, and nothing else broken.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { behaves, eventually, journey, personAt, servePortal, unanchored, zip } from "../harness/index.mjs";

/** What a browser itself writes when a server answers badly or not at all. */
const NETWORK = /Failed to load resource|blocked by CORS policy/;

const fixture = (name) => readFileSync(new URL(`../../fixtures/files/${name}`, import.meta.url));

const PDF = Buffer.from("%PDF-1.7\n%\xE2\xE3\xCF\xD3\n1 0 obj\n<</Type/Catalog>>\nendobj\n", "latin1");
const PNG = Buffer.from("89504e470d0a1a0a0000000d4948445200000001000000010806000000", "hex");

/** Files that only people can read: a letter asks for their table. */
const READ_BY_PEOPLE = ["PDF_FILE", "PICTURE_FILE"];

/** The beginning of an archive with one member of this name. */
function broken(member) {
  const head = Buffer.alloc(30);
  head.write("PK\x03\x04", 0, "latin1");
  head.writeUInt16LE(20, 4);
  head.writeUInt16LE(member.length, 26);
  return Buffer.concat([head, Buffer.from(member), Buffer.alloc(200, 7)]);
}

const CASES = [
  ["an empty file", "/kosong.csv", behaves.empty(), "EMPTY_FILE"],
  ["blank lines", "/spasi.csv", { body: " \r\n\r\n  \n" }, "EMPTY_FILE"],
  ["a header alone", "/judul.csv", { body: fixture("header-only.csv") }, "NO_ROWS"],
  ["a web page", "/masuk.csv", behaves.html(), "HTML_INSTEAD_OF_DATA"],
  ["a web page that calls itself CSV", "/masuk2.csv", { body: fixture("login.csv") }, "HTML_INSTEAD_OF_DATA"],
  ["a fault of the server", "/rusak.csv", behaves.fault(), "HTTP_STATUS", { 1: "500" }],
  ["a server that is overloaded", "/sibuk.csv", { status: 503, body: "" }, "HTTP_STATUS", { 1: "503" }],
  ["a file that is gone", "/hilang.csv", { status: 404, type: "text/html", body: "<h1>404</h1>" }, "NOT_FOUND"],
  ["a file for members", "/rahasia.csv", { status: 403, body: "" }, "FORBIDDEN"],
  ["a PDF", "/laporan.csv", { type: "application/pdf", body: PDF }, "PDF_FILE"],
  ["a workbook that is cut off", "/buku.csv", { body: broken("xl/workbook.xml") }, "BROKEN_FILE", { 0: "XLSX" }],
  ["an archive whose file is empty", "/arsip.csv", { body: zip({ "data/harga.csv": "" }) }, "EMPTY_FILE"],
  ["JSON without a table", "/kosong.json", { body: "{}" }, "NO_ROWS"],
  ["a picture", "/gambar.csv", { type: "image/png", body: PNG }, "PICTURE_FILE"],
  ["a connection that breaks at once", "/putus.csv", behaves.reset(), "UNREACHABLE"],
  ["a connection that breaks midway", "/potong.csv", behaves.cut(), "BROKEN_OFF"],
];

journey("files that cannot be opened", async ({ page, goto, lang, screen, fixtures, allow }) => {
  allow(NETWORK);
  const me = personAt(page, { lang, screen });
  for (const [what, path, behaviour, code, args = {}] of CASES) {
    const address = fixtures.serve(path, behaviour);
    await goto(`data=${address}`);
    try {
      await me.problem(code, args);
      await me.button("table.TRY_AGAIN").waitFor();
      assert.equal(await me.link("table.OPEN_LINK").getAttribute("href"), address);
      assert.equal(await me.grid().count(), 0);
      const letter = page.getByText(me.say("screens.LETTER_TABLE"), { exact: true });
      assert.equal(await letter.count(), READ_BY_PEOPLE.includes(code) ? 1 : 0, "a letter");
      if (await letter.count()) {
        await letter.click();
        await page.getByRole("textbox", { name: me.say("screens.LETTER_SENDER") }).fill("Sari");
        await eventually(() => page.locator(".letter pre").innerText(), (text) => text.endsWith("Sari"), "the signature");
        const [download] = await Promise.all([page.waitForEvent("download"), me.button("screens.LETTER_DOWNLOAD").click()]);
        const text = readFileSync(await download.path(), "utf8");
        for (const part of [address, "CSV", "Sari"]) assert.ok(text.includes(part), `${part}: ${text}`);
      }
    } catch (error) {
      throw new Error(`${what}: ${error.message}`, { cause: error });
    }
    await me.picture(`50-${path.slice(1, -4)}`);
  }
  // The page is as good as before, and the same address can be asked again.
  fixtures.serve("/potong.csv", behaves.csv());
  await me.button("table.TRY_AGAIN").click();
  await me.countsRows(2, 2);
});

journey("a broken file is shown as far as it goes", async ({ page, goto, lang, screen, fixtures }) => {
  const me = personAt(page, { lang, screen });
  const body = 'kota,harga,stok\nBandung,1000,5\nCimahi,2000\nGarut,3000,7,kelebihan\n"Bogor,4000,8\nDepok,5000,9\n';
  await goto(`data=${fixtures.serve("/rusak.csv", { body })}`);
  await me.grid().waitFor();
  const notes = page.locator("details").filter({ hasText: unanchored(me.say.like("table.READ_NOTES")) });
  await notes.locator("summary").click();
  const said = await notes.innerText();
  for (const note of ["SHORT_ROWS", "LONG_ROWS", "UNCLOSED_QUOTE"]) {
    const message = unanchored(me.say.like(`notes.${note}`, { n: 1 }));
    assert.match(said, message, `${note} is said`);
  }
  assert.equal((await me.cells(1))[0], "Bandung");
  await me.picture("50-notes", true);
});

journey("a table that is not read to its end says so above its rows", async ({ page, goto, lang, screen, fixtures }) => {
  const me = personAt(page, { lang, screen });
  // A few kilobytes of objects without members beside one of a thousand ask for millions of cells.
  const wide = JSON.stringify(Object.fromEntries(Array.from({ length: 1000 }, (_, at) => [`k${at}`, at])));
  await goto(`data=${fixtures.serve("/jarang.json", { body: `[${wide}${",{}".repeat(6000)}]` })}`);
  await me.grid().waitFor();
  const notice = page.locator(".notice").filter({ hasText: me.say("dataset.CUT") });
  assert.match(await notice.innerText(), unanchored(me.say.like("notes.TOO_MANY_CELLS")));
  await me.picture("50-cut");
  const notes = page.locator("details").filter({ hasText: unanchored(me.say.like("table.READ_NOTES")) });
  await notes.locator("summary").click();
  assert.match(await notes.innerText(), unanchored(me.say.like("table.READ_INFO_CELLS")));
});

journey("an archive whose bytes have changed warns of its figures", async ({ page, goto, lang, screen, fixtures }) => {
  const me = personAt(page, { lang, screen });
  const archive = zip({ "harga.csv": "kota,harga\nBandung,1000\nGarut,3000\n" });
  const warning = page.locator(".notice").filter({ hasText: me.say("notes.DAMAGED") });
  await goto(`data=${fixtures.serve("/utuh.zip", { body: archive })}`);
  await me.countsRows(2, 2);
  assert.equal(await warning.count(), 0);
  const changed = Buffer.from(archive);
  changed[archive.indexOf("3000")] ^= 1;
  await goto(`data=${fixtures.serve("/rusak.zip", { body: changed })}`);
  await me.countsRows(2, 2);
  await warning.waitFor();
  await me.picture("50-damaged");
});

journey("a file from this device that cannot be opened", { langs: ["id"], screens: ["desktop"] }, async ({ page, goto, lang, screen }) => {
  const me = personAt(page, { lang, screen });
  await goto();
  await me.pick({ name: "laporan.pdf", mimeType: "application/pdf", buffer: PDF });
  await me.problem("PDF_FILE");
  await me.pick({ name: "harga.csv", mimeType: "text/csv", buffer: Buffer.from("a;b\n1;2\n") });
  await me.countsRows(1, 1);
});

journey("a server that never answers", { langs: ["id"], screens: ["phone"] }, async ({ page, goto, lang, screen, fixtures, allow }) => {
  allow(NETWORK);
  const me = personAt(page, { lang, screen });
  const address = fixtures.serve("/diam.csv", behaves.silent());
  await goto(`data=${address}`);
  await page.getByText(me.say("table.CONNECTING")).first().waitFor();
  await me.button("common.CANCEL").waitFor();
  page.setDefaultTimeout(45_000);
  await me.problem("TIMEOUT", { 0: new URL(address).host, 1: "30" });
  await me.button("table.TRY_AGAIN").waitFor();
});

journey("portals that are none or broken", async ({ page, goto, lang, screen, fixtures, allow }) => {
  allow(NETWORK);
  const me = personAt(page, { lang, screen });
  const cases = [
    ["a web site", behaves.html(), "NOT_A_PORTAL"],
    ["a portal with a fault", { status: 500, type: "text/html", body: "<h1>Oops</h1>" }, "HTTP_STATUS"],
    ["JSON of something else", { type: "application/json", body: '{"hello": "world"}' }, "NOT_A_PORTAL"],
  ];
  for (const [what, behaviour, code] of cases) {
    fixtures.reset();
    const portal = fixtures.serveUnder("/", behaviour);
    await goto(`portal=${portal}`);
    await me.problem(code).catch((error) => {
      throw new Error(`${what}: ${error.message}`, { cause: error });
    });
    await page.getByRole("main").getByRole("link", { name: me.say("screens.DOOR_SAMPLE") }).waitFor();
  }
  await me.picture("50-portal", true);
  // Nothing found is not a fault.
  fixtures.reset();
  const portal = servePortal(fixtures, []);
  await goto(`portal=${portal}`);
  await page.getByText(me.say("screens.NOTHING_AT_ALL")).waitFor();
});
