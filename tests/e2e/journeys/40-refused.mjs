// Portals that do not let other pages read them: why, and the way around, with the source kept.

import assert from "node:assert/strict";
import { behaves, eventually, journey, personAt, servePortal } from "../harness/index.mjs";

const CSV = "kecamatan;jumlah\nCoblong;1.250\nAndir;980\nSukajadi;1.100\n";
const FILE = { name: "unduhan (1).csv", mimeType: "text/csv", buffer: Buffer.from(CSV) };

/** What browsers write when another origin does not let itself be read. */
const REFUSAL = /blocked by CORS policy|Failed to load resource: net::ERR_FAILED/;

journey("a portal that refuses", async ({ page, goto, lang, screen, fixtures, allow }) => {
  allow(REFUSAL);
  const me = personAt(page, { lang, screen });
  const portal = fixtures.serveUnder("/", { status: 200, type: "application/json", cors: false, body: "{}" });
  await goto(`portal=${portal}`);
  await me.problem("REFUSED", { 0: new URL(portal).host }, "screens.REFUSED_PORTAL_NEXT");
  // Everything a person can do now: their own visit to the portal, the file by hand, another try.
  const visit = page.getByRole("link", { name: new RegExp(`^${me.say("screens.OPEN_PORTAL_PAGE")}`) });
  assert.equal(new URL(await visit.getAttribute("href")).origin, fixtures.origin);
  await page.getByRole("heading", { name: me.say("screens.WHY_CLOSED") }).waitFor();
  await me.button("common.TRY_AGAIN").waitFor();
  await me.picture("40-portal", true);
  const [chooser] = await Promise.all([page.waitForEvent("filechooser"), page.getByRole("main").getByRole("button", { name: me.say("common.OPEN_FILE") }).first().click()]);
  await chooser.setFiles(FILE);
  await me.grid().waitFor();
  await me.countsRows(3, 3);
});

for (const how of ["picked", "dropped"]) {
  journey(`a file that refuses, ${how} by hand`, async ({ page, goto, lang, screen, fixtures, allow }) => {
    allow(REFUSAL);
    const me = personAt(page, { lang, screen });
    const address = fixtures.serve("/data/harga.csv", behaves.noCors(CSV));
    await goto(`data=${address}`);
    await me.problem("REFUSED", { 0: new URL(address).host });
    assert.equal(await me.link("table.OPEN_LINK").getAttribute("href"), address);
    await me.picture("40-file", true);
    await give(me, how);
    await me.countsRows(3, 3);
    // The file comes from this device now, but what it is comes from there.
    const line = await me.sourceLine();
    assert.ok(line.includes(new URL(address).host), line);
    assert.ok((await page.locator("h1").innerText()).includes("harga.csv"));
    await me.picture("40-given");
    // The browser keeps the file with the project.
    await page.reload();
    await me.countsRows(3, 3);
    assert.equal(await me.sourceLine(), line);
  });

  journey(`a resource whose file refuses, ${how} by hand`, async ({ page, goto, lang, screen, fixtures, allow }) => {
    allow(REFUSAL);
    const me = personAt(page, { lang, screen });
    const address = fixtures.serve("/download/jumlah.csv", behaves.noCors(CSV));
    const portal = servePortal(fixtures, [
      {
        name: "jumlah-usaha",
        title: "Jumlah usaha per kecamatan",
        publisher: "Dinas Koperasi dan UKM",
        licence: { id: "cc-by", title: "Creative Commons Attribution" },
        resources: [{ id: "r1", name: "Jumlah usaha", url: address }],
      },
    ]);
    await goto(`portal=${portal}`);
    await me.results();
    await page.getByRole("main").getByRole("link", { name: "Jumlah usaha per kecamatan", exact: true }).click();
    await page.locator("li.file").getByRole("link", { name: new RegExp(`^${me.say("screens.OPEN_TABLE")}\\b`) }).click();
    await me.problem("REFUSED");
    assert.equal(await me.link("table.OPEN_LINK").getAttribute("href"), address);
    await me.link("table.BACK_TO_DATASET").waitFor();
    await me.picture("40-resource", true);
    await give(me, how);
    await me.countsRows(3, 3);
    const line = await me.sourceLine();
    for (const part of ["Dinas Koperasi dan UKM", "Jumlah usaha per kecamatan", new URL(portal).host, "Creative Commons Attribution"]) {
      assert.ok(line.includes(part), `${part} in: ${line}`);
    }
    await page.reload();
    await me.countsRows(3, 3);
    assert.equal(await me.sourceLine(), line);
    // A figure says the same.
    await me.button("table.MAKE_CHART").click();
    await me.ink();
    await eventually(me.sourceLine, (text) => text === line, "the figure's source line");
  });
}

/** Hands over the file by the button or by dropping it. */
async function give(me, how) {
  if (how === "dropped") {
    await me.drop(FILE);
  } else {
    const [chooser] = await Promise.all([me.page.waitForEvent("filechooser"), me.button("table.GIVE_FILE").click()]);
    await chooser.setFiles(FILE);
  }
  await me.grid().waitFor();
}
