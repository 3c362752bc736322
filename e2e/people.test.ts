import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { AxeBuilder } from "@axe-core/playwright";
import type { Browser, Page } from "playwright-core";

import { startProduct, type Product } from "#testing/product";

import { launchBrowser } from "./browser.ts";
import { plantPeople } from "./sample-people.ts";
import { openVisit, overflowOf, settled, signedInState } from "./visits.ts";

const desktop = { locale: "en", viewport: { width: 1440, height: 900 } };
const manager = { email: "north@example.org", password: "a-long-password-2" };
let product: Product;
let browser: Browser;
let northId: string;

before(async () => {
  [product, browser] = await Promise.all([startProduct(), launchBrowser()]);
  ({ northId } = await plantPeople(product));
});

after(async () => {
  await browser.close();
  await product.stop();
});

test("a person is found and opened, a new attribute noted, and a segment over it counts while it is made", async () => {
  const { page, context, errors } = await openVisit(browser, {
    ...desktop,
    storageState: await signedInState(browser, product),
  });
  await page.goto(`${product.url}/people/attributes`);
  await page.getByRole("button", { name: "New attribute" }).click();
  const form = page.getByRole("dialog");
  await form.getByLabel("Name, English").fill("Favourite branch");
  assert.equal(await form.getByLabel("Code").inputValue(), "favourite_branch");
  await form.getByRole("button", { name: "Save" }).click();
  await page.getByRole("button", { name: "Edit: Favourite branch" }).waitFor();

  await page.goto(`${product.url}/people`);
  await page.getByRole("searchbox").fill("050 111 22 33");
  await page.getByRole("link", { name: "Олена Коваленко" }).click();
  const panel = page.getByRole("complementary", { name: "Олена Коваленко" });
  await panel.getByText("olena.kovalenko@example.org").waitFor();
  await panel.getByText("Gold").waitFor();
  await panel.getByRole("button", { name: "Edit" }).click();
  await panel.getByLabel("Favourite branch").fill("Market Square");
  await panel.getByRole("button", { name: "Save" }).click();
  await panel.getByText("Market Square").waitFor();
  await isWhole(page);

  await page.goto(`${product.url}/people/segments`);
  await page.getByRole("button", { name: "New segment" }).click();
  await page.getByLabel("Name of the segment").fill("Market Square");
  await page.getByLabel("What").selectOption("attr.favourite_branch");
  await page.getByLabel("How").selectOption("contains");
  await page.getByLabel("Value").fill("market");
  await page.getByText("1 person", { exact: true }).waitFor();
  await page.getByRole("button", { name: "Save" }).click();
  await page.getByRole("heading", { name: "Market Square" }).waitFor();
  await isWhole(page);
  assert.deepEqual(errors, []);
  await context.close();
});

test("two who are one are merged, separated again, and one is forgotten", async () => {
  const { page, context, errors } = await openVisit(browser, {
    ...desktop,
    storageState: await signedInState(browser, product),
  });
  await page.goto(`${product.url}/people/duplicates`);
  await page.getByText("same phone").first().waitFor();
  await isWhole(page);
  await page.getByRole("button", { name: "Merge", exact: true }).first().click();
  await page.getByText("Merged into one person.").waitFor();
  await page.getByText("No duplicates").waitFor();
  await Promise.all([
    page.waitForResponse((response) => response.url().endsWith("/undo") && response.ok()),
    page.getByRole("button", { name: "Undo", exact: true }).click(),
  ]);

  await page.goto(`${product.url}/people`);
  await page.getByRole("link", { name: "Олена Коваленко" }).waitFor();
  await page.getByRole("link", { name: "Olena Kovalenko" }).waitFor();
  await page.getByRole("link", { name: "Максим Шевченко" }).click();
  await page.getByRole("button", { name: "Forget this person" }).click();
  await page.getByRole("button", { name: "Forget", exact: true }).click();
  await page.getByText(/The person is forgotten/).waitFor();
  await page.getByRole("link", { name: "Максим Шевченко" }).waitFor({ state: "detached" });
  assert.deepEqual(errors, []);
  await context.close();
});

test("whoever manages one unit sees its people only", async () => {
  const owner = await browser.newContext({ storageState: await signedInState(browser, product) });
  const made = await owner.request.post(`${product.url}/api/v1/users`, {
    data: { ...manager, name: "Manager", grants: [{ role: "unit-manager", units: [northId] }] },
    headers: { origin: product.url },
  });
  assert.equal(made.status(), 200, await made.text());
  await owner.close();

  const { page, context } = await openVisit(browser, desktop);
  const entered = await context.request.post(`${product.url}/api/auth/sign-in/email`, {
    data: manager,
    headers: { origin: product.url },
  });
  assert.ok(entered.ok());
  await page.goto(`${product.url}/people`);
  await page.getByRole("link", { name: "Олена Коваленко" }).waitFor();
  await settled(page);
  assert.equal(await page.getByRole("link", { name: /Wojciechowska/ }).count(), 0);
  assert.equal(await page.getByRole("button", { name: "Add a person" }).count(), 0);
  await page.getByRole("searchbox").fill("Anna-Maria");
  await page.getByText("Nobody fits. Try fewer letters or another spelling.").waitFor();
  await context.close();
});

async function isWhole(page: Page): Promise<void> {
  await settled(page);
  assert.equal(await overflowOf(page), 0);
  const { violations } = await new AxeBuilder({ page }).analyze();
  assert.deepEqual(
    violations.map(({ id, nodes }) => [id, nodes[0]?.html]),
    [],
  );
}
