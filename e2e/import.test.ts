import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { after, before, test } from "node:test";

import type { Browser, Page } from "playwright-core";

import { startProduct, type Product } from "#testing/product";

import { launchBrowser } from "./browser.ts";
import { openVisit, settled, signedInState } from "./visits.ts";

let product: Product;
let browser: Browser;

before(async () => {
  [product, browser] = await Promise.all([startProduct(), launchBrowser()]);
});

after(async () => {
  await browser.close();
  await product.stop();
});

test("a file in an old encoding is understood, previewed, imported once, and its refused cells come back", async () => {
  const { page, errors } = await visit();
  await choose(page, "відгуки.csv", windows1251(fileOf(60)));

  await page.getByText("60 rows").first().waitFor();
  await page.getByText("59 responses will be imported.").waitFor();
  await page
    .getByText(/1 row is refused/)
    .first()
    .waitFor();
  await page.getByRole("button", { name: "Import 59 responses" }).click();
  await page.getByText("59 responses were imported.").waitFor();

  const download = page.waitForEvent("download");
  await page.getByRole("link", { name: "Download refused cells" }).click();
  const refused = await readFile(await (await download).path(), "utf8");
  assert.match(refused, /\r\n7,Дата,31\.09\.2026 15:30,/);

  await page.getByRole("link", { name: "See it on the Overview" }).click();
  await untilFigure(page, "n 59");
  await page.getByRole("link", { name: /Read the 59 answers/ }).click();
  await page.getByText("Швидко і ввічливо").first().waitFor();
  assert.deepEqual(errors, []);
});

test("the same file again changes nothing, and says so before and after", async () => {
  const { page } = await visit();
  await choose(page, "відгуки.csv", windows1251(fileOf(60)));

  await page.getByText("59 are here already").waitFor();
  await page
    .getByRole("button", { name: "Import", exact: true })
    .or(page.getByRole("button", { name: /^Import / }))
    .first()
    .click();
  await page.getByText("59 rows were here already").waitFor();
});

test("a file that is no table is refused in plain words and leaves nothing behind", async () => {
  const { page } = await visit();
  await choose(page, "picture.csv", Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 0, 0, 13, 0, 1, 2, 3]));

  await page
    .getByText(/This file cannot be read/)
    .first()
    .waitFor();
  await page.reload();
  await settled(page);
  assert.equal(await page.getByText("picture.csv").count(), 0);
});

async function visit() {
  const state = await signedInState(browser, product);
  const opened = await openVisit(browser, { storageState: state, locale: "en", acceptDownloads: true });
  await opened.page.goto(`${product.url}/imports`);
  await settled(opened.page);
  return opened;
}

async function choose(page: Page, name: string, buffer: Buffer): Promise<void> {
  await page.locator("input[type=file]").first().setInputFiles({ name, mimeType: "text/csv", buffer });
}

/** Reviews as a Ukrainian office exports them: semicolons, day before month, one day that cannot be. */
function fileOf(rows: number): string {
  const lines = Array.from({ length: rows }, (_, index) => {
    const score = 4 + ((index * 3) % 7);
    const day = index === 5 ? "31" : String(13 + (index % 15));
    return `${index + 1};${day}.09.2026 1${index % 10}:30;${score};${index % 2 === 0 ? `Швидко і ввічливо, дякую працівниці вікна ${index}` : `Довго чекав на відповідь оператора, ${index} хвилин`};Відділення ${1 + (index % 3)}`;
  });
  return ["Номер;Дата;Оцінка;Коментар;Відділення", ...lines, ""].join("\r\n");
}

/** The Cyrillic letters of this file in windows-1251. */
function windows1251(text: string): Buffer {
  const special: Readonly<Record<string, number>> = {
    І: 0xb2,
    і: 0xb3,
    Ї: 0xaf,
    ї: 0xbf,
    Є: 0xaa,
    є: 0xba,
    Ґ: 0xa5,
    ґ: 0xb4,
  };
  return Buffer.from(
    Array.from(text, (letter) => {
      const code = letter.codePointAt(0) ?? 0;
      return special[letter] ?? (code >= 0x410 && code <= 0x44f ? code - 0x410 + 0xc0 : code);
    }),
  );
}

/** Loads the page anew until it says so: the facts follow the answers within a second. */
async function untilFigure(page: Page, figure: string): Promise<void> {
  for (let attempt = 0; attempt < 20; attempt += 1) {
    await settled(page);
    if ((await page.locator("main").innerText()).includes(figure)) return;
    await page.reload();
  }
  assert.fail(`The page does not say ${figure}`);
}
