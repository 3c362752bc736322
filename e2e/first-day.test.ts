import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import type { Browser, Page } from "playwright-core";

import { startProduct, type Product } from "#testing/product";

import { launchBrowser } from "./browser.ts";
import { openVisit, settled } from "./visits.ts";

const owner = { name: "Олена", email: "olena@example.org", password: "correct horse battery" };

let product: Product;
let browser: Browser;

before(async () => {
  [product, browser] = await Promise.all([startProduct({ setUp: false }), launchBrowser()]);
});

after(async () => {
  await browser.close();
  await product.stop();
});

test("a new organisation sets up, asks, is answered without JavaScript, and opens its number down to the answer", async () => {
  const { page, errors } = await openVisit(browser, { locale: "en", viewport: { width: 1440, height: 900 } });

  await setUp(page);
  await page.getByRole("link", { name: "Make a survey" }).waitFor();

  const link = await publishSurvey(page);
  await answerOnPhone(link, 10, "Дуже привітні люди <script>document.title='owned'</script>");

  await page.goto(product.url);
  await page.getByRole("heading", { level: 1 }).waitFor();
  await untilText(page, /n 1\b/);

  for (const score of [9, 9, 10, 3]) await answerOnPhone(link, score, "");
  await untilText(page, /n 5\b/);
  await untilText(page, /60/);

  await page.getByRole("link", { name: /Read the 5 answers/ }).click();
  await page.getByText("Дуже привітні люди").first().click();
  await page.getByText("Дуже привітні люди <script>document.title='owned'</script>").first().waitFor();
  assert.notEqual(await page.title(), "owned");
  assert.deepEqual(errors.filter(isUnexpected), []);
});

/** Whoever is not signed in yet is told so. */
function isUnexpected(error: string): boolean {
  return !error.includes("status of 401");
}

async function setUp(page: Page): Promise<void> {
  await page.goto(product.url);
  await page.getByLabel("Organisation").fill("Дніпро Банк");
  await page.getByLabel("Your name").fill(owner.name);
  await page.getByLabel("Your e-mail").fill(owner.email);
  await page.getByLabel("Password", { exact: true }).fill(owner.password);
  await page.getByLabel("Ukrainian").check();
  await page.getByRole("button", { name: "Start" }).click();
}

/** Takes a ready survey, publishes it and answers its public link. */
async function publishSurvey(page: Page): Promise<string> {
  await page.goto(`${product.url}/surveys/new`);
  await settled(page);
  await page.getByRole("button", { name: "Recommendation: the whole relationship" }).click();
  await page.getByRole("button", { name: "Publish…" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Publish", exact: true }).click();
  await page.getByRole("link", { name: "Share" }).first().click();
  return page.getByLabel("Address").inputValue();
}

async function answerOnPhone(link: string, score: number, why: string): Promise<void> {
  const context = await browser.newContext({
    javaScriptEnabled: false,
    locale: "uk",
    viewport: { width: 390, height: 844 },
  });
  const page = await context.newPage();
  await page.goto(link);
  await page.getByRole("radio", { name: new RegExp(`^${score}(?!\\d)`) }).check({ force: true });
  await page.getByRole("button", { name: "Далі" }).click();
  if (why !== "") await page.getByRole("textbox").fill(why);
  await page.getByRole("button", { name: /Надіслати|Далі/ }).click();
  await page.getByRole("heading", { name: /Дякуємо|Дякую/ }).waitFor();
  await context.close();
}

/** Loads the page anew until it says so: the facts follow the answers within a second. */
async function untilText(page: Page, text: RegExp): Promise<void> {
  for (let attempt = 0; attempt < 20; attempt += 1) {
    await page.reload();
    await settled(page);
    if (text.test(await page.locator("main").innerText())) return;
  }
  assert.fail(`The page does not say ${text}: ${await page.locator("main").innerText()}`);
}
