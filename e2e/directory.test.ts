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

test("units and staff come from files: a column is corrected, what is refused is told, and they stand where they belong", async () => {
  const state = await signedInState(browser, product);
  const { page, errors } = await openVisit(browser, { storageState: state, locale: "en", acceptDownloads: true });

  await page.goto(`${product.url}/organisation`);
  await settled(page);
  await page.getByRole("main").getByRole("link", { name: "Bring in a file" }).first().click();
  await choose(page, "units.csv", "Code,Name,Parent\nBANK,Holos Bank,\nNORTH,North,BANK\nB1,Branch 1,NORTH\n");
  await page.getByRole("button", { name: "Bring in 3 rows" }).click();
  await page.getByRole("link", { name: "See the units" }).click();
  await page.getByText("Branch 1").first().waitFor();

  await page.goto(`${product.url}/staff`);
  await settled(page);
  await page.getByRole("main").getByRole("link", { name: "Bring in a file" }).first().click();
  await choose(page, "staff.csv", staff);
  await page.getByText("1 refused").waitFor();
  await page.getByRole("button", { name: "Bring in 3 rows" }).waitFor();
  await page.getByLabel("What «Where» is").selectOption({ label: "Code of the unit" });
  await page.getByText("2 refused").waitFor();
  await page.getByText(/This is not a date/).waitFor();
  await page.getByText("row 4 «31.02.2024»").waitFor();
  await page.getByText("row 5 «NOWHERE»").waitFor();
  await page.getByRole("button", { name: "Bring in 2 rows" }).click();
  await page.getByText("2 refused").waitFor();

  const download = page.waitForEvent("download");
  await page.getByRole("link", { name: "Download what was refused" }).click();
  assert.match(
    await readFile(await (await download).path(), "utf8"),
    /4,Hire date,31\.02\.2024,[\s\S]*5,Where,NOWHERE,/,
  );

  await page.getByRole("link", { name: "See the staff" }).click();
  await page.getByText("Oksana Kovalenko").first().waitFor();
  await page.getByText("Ivan Shevchenko").first().waitFor();
  assert.equal(await page.getByText("Maria Wrongday").count(), 0);
  assert.deepEqual(errors, []);
});

test("a file whose names of columns stand lower is read otherwise", async () => {
  const state = await signedInState(browser, product);
  const { page, errors } = await openVisit(browser, { storageState: state, locale: "en" });
  await page.goto(`${product.url}/directory?by=persons`);
  await settled(page);
  await choose(page, "people.csv", "Export of people\n\nCRM ID,Name\nC1,Olena Koval\nC2,Ivan Bondar\n");
  await page.getByText(/No column tells which one a row is about/).waitFor();
  await page.getByText("Read it otherwise").click();
  await page.getByLabel("Row with the names of the columns").fill("3");
  await page.getByRole("button", { name: "Bring in 2 rows" }).click();
  await page.getByRole("link", { name: "See the people" }).click();
  await page.getByText("Olena Koval").first().waitFor();
  // Read as it was taken for at first, no column tells who a row is about, and the page says so.
  assert.deepEqual(
    errors.filter((error) => !error.includes("status of 422")),
    [],
  );
});

const staff = [
  "Employee code,Name,Where,Hire date",
  "E1,Oksana Kovalenko,NORTH,2020-01-15",
  "E2,Ivan Shevchenko,B1,01.03.2024",
  "E3,Maria Wrongday,B1,31.02.2024",
  "E4,Nobody Nowhere,NOWHERE,01.03.2024",
  "",
].join("\n");

/** Gives the page a file, once the field for it is there. */
async function choose(page: Page, name: string, text: string): Promise<void> {
  await page
    .locator("input[type=file]")
    .first()
    .setInputFiles({ name, mimeType: "text/csv", buffer: Buffer.from(text) });
}
