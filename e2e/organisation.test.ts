import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import type { Browser, Page } from "playwright-core";

import { call, startProduct, type Product } from "#testing/product";

import { launchBrowser } from "./browser.ts";
import { publishTemplate, untilProjected } from "./sample-answers.ts";
import { addUnitsAndStaff } from "./units-and-staff.ts";
import { openVisit, settled, signedInState } from "./visits.ts";

let product: Product;
let browser: Browser;
let state: Awaited<ReturnType<typeof signedInState>>;

before(async () => {
  [product, browser] = await Promise.all([startProduct(), launchBrowser()]);
  state = await signedInState(browser, product);
  await addUnitsAndStaff(browser, product, state);
  const { id: survey } = await publishTemplate(product, "Branch visit", "transactional-nps");
  const responses = Array.from({ length: 24 }, (_, index) => ({
    survey,
    id: `org-${index}`,
    answers: { score: index % 11 },
    answeredAt: index < 12 ? "2026-02-10T09:00:00Z" : "2026-03-10T09:00:00Z",
    context: { unit: "B1" },
  }));
  await call(product, "POST", "/api/v1/answers/batch", { responses });
  await untilProjected(product);
});

after(async () => {
  await browser.close();
  await product.stop();
});

/** How many answers a unit had in February and in March. */
async function answersOf(code: string): Promise<string> {
  const where = { field: "unit", op: "eq", value: code };
  const months = [
    { from: "2026-02-01", to: "2026-02-28" },
    { from: "2026-03-01", to: "2026-03-31" },
  ];
  const counts = months.map(async (month) => {
    const body = { where, ...month, limit: 1 };
    return (await call<{ total: number }>(product, "POST", "/api/v1/answers/search", body)).total;
  });
  return (await Promise.all(counts)).join();
}

async function untilAnswersAre(code: string, wanted: string): Promise<void> {
  let found = "";
  for (let attempt = 0; attempt < 200 && found !== wanted; attempt += 1) {
    await untilProjected(product);
    found = await answersOf(code);
  }
  assert.equal(found, wanted);
}

function dialogOf(page: Page) {
  return page.getByRole("dialog");
}

test("the owner adds a unit, and moves a branch from a day on; earlier figures stay, and a toast takes it back", async () => {
  const { page, context, errors } = await openVisit(browser, { storageState: state, locale: "en" });
  await page.goto(`${product.url}/organisation`);
  await page.getByRole("button", { name: "Add a unit" }).click();
  await dialogOf(page).getByLabel("Name", { exact: true }).fill("East");
  await dialogOf(page).getByLabel("Code", { exact: true }).fill("EAST");
  await dialogOf(page).getByRole("button", { name: "Save" }).click();
  await page.getByRole("complementary", { name: "East" }).waitFor();

  assert.equal(await answersOf("NORTH"), "12,12");
  await page.goto(`${product.url}/organisation/B1`);
  await page.getByRole("button", { name: "Move", exact: true }).click();
  await dialogOf(page).getByLabel("From this day on").fill("2026-03-01");
  await dialogOf(page).getByRole("textbox", { name: "Find by name or code" }).fill("South");
  await dialogOf(page).getByRole("treeitem", { name: "South, SOUTH" }).click();
  await dialogOf(page).getByText("12 answers move with them.").waitFor();
  await dialogOf(page).getByText("Figures of earlier days stay as they are.").waitFor();
  await dialogOf(page).getByRole("button", { name: "Move", exact: true }).click();
  await page.getByText("Done: 1 unit").waitFor();
  // The message that offers the way back is there for a few seconds only.
  await page.getByRole("status").getByRole("button", { name: "Undo", exact: true }).click();
  await page.getByText("Taken back", { exact: true }).waitFor();
  await untilAnswersAre("NORTH", "12,12");

  const move = { action: "move", codes: ["B1"], parentCode: "SOUTH", from: "2026-03-01" };
  await call(product, "POST", "/api/v1/unit-changes", move);
  await untilAnswersAre("NORTH", "12,0");
  assert.equal(await answersOf("SOUTH"), "0,12");
  assert.deepEqual(errors, []);
  await context.close();
});

test("by the keys alone: the tree is walked, a unit opened, and closed again", async () => {
  const { page, context } = await openVisit(browser, { storageState: state, locale: "en" });
  await page.goto(`${product.url}/organisation`);
  await settled(page);
  await page.getByRole("tree").focus();
  await page.keyboard.press("Home");
  await page.keyboard.press("End");
  const last = await page.locator('[role=treeitem][data-active="true"]').getAttribute("aria-label");
  await page.keyboard.press("Enter");
  await page.getByRole("complementary", { name: last?.split(",")[0] ?? "" }).waitFor();
  await page.keyboard.press("Escape");
  await page.waitForURL(`${product.url}/organisation`);
  await context.close();
});

test("a branch is split, and answers that still come with its code are handed to a part", async () => {
  const { page, context, errors } = await openVisit(browser, { storageState: state, locale: "en" });
  await page.goto(`${product.url}/organisation/B1`);
  await page.getByRole("button", { name: "Split", exact: true }).click();
  await dialogOf(page).getByLabel("From this day on").fill("2026-03-01");
  for (const [index, name] of ["Old town", "Harbour"].entries()) {
    await dialogOf(page)
      .getByLabel(`Code of part ${index + 1}`)
      .fill(`B1-${index}`);
    await dialogOf(page)
      .getByLabel(`Name of part ${index + 1}`)
      .fill(name);
  }
  await dialogOf(page).getByRole("button", { name: "Split", exact: true }).click();
  await page.getByText(/^Done: /).waitFor();
  await untilProjected(product);

  await page.goto(`${product.url}/settings/codes`);
  await page.getByText("Closed unit Branch 1 (B1) still receives answers: 12 since March 10, 2026.").waitFor();
  await page.getByRole("button", { name: "Hand them to Harbour" }).click();
  await page.getByText("Answers of Branch 1 go to Harbour").waitFor();
  await untilAnswersAre("B1-1", "0,12");
  assert.deepEqual(errors, []);
  await context.close();
});

test("somebody leaves, and a successor leads their people", async () => {
  const { page, context, errors } = await openVisit(browser, { storageState: state, locale: "en" });
  await page.goto(`${product.url}/staff/E1`);
  await page.getByRole("button", { name: "Leaves", exact: true }).click();
  await dialogOf(page).getByLabel("Leaves on").fill("2026-01-31");
  await dialogOf(page).getByRole("combobox", { name: "Who leads their 2 people then" }).fill("Maria");
  await page.getByRole("option", { name: "Maria Bondarenko (E3)" }).click();
  await dialogOf(page).getByRole("button", { name: "Leaves", exact: true }).click();
  await page.getByText("Noted that Oksana Kovalenko leaves.").waitFor();
  await page.goto(`${product.url}/staff/E2`);
  await page.getByRole("complementary").getByText("Maria Bondarenko").first().waitFor();
  assert.deepEqual(errors, []);
  await context.close();
});
