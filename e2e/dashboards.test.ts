import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { after, before, test } from "node:test";

import { AxeBuilder } from "@axe-core/playwright";
import type { Browser, Page } from "playwright-core";

import { startProduct, type Product } from "#testing/product";

import { launchBrowser } from "./browser.ts";
import { publishTemplate, sendSampleAnswers, untilProjected } from "./sample-answers.ts";
import { openVisit, overflowOf, settled, signedInState } from "./visits.ts";

let product: Product;
let browser: Browser;
let link: string;

before(async () => {
  [product, browser] = await Promise.all([startProduct(), launchBrowser()]);
  const survey = await publishTemplate(product, "After contact", "transactional-nps");
  await sendSampleAnswers(product, survey.id, 600);
  await untilProjected(product);
});

after(async () => {
  await browser.close();
  await product.stop();
});

/** Puts the page one is on under its own name on the first dashboard there is, or a new one. */
async function put(page: Page, path: string, how: "button" | "key" | "palette"): Promise<void> {
  await page.goto(`${product.url}${path}`);
  await settled(page);
  if (how === "button") await page.getByRole("button", { name: "Put on a dashboard" }).click();
  if (how === "key") await page.keyboard.press("b");
  if (how === "palette") {
    await page.keyboard.press("Control+k");
    await page.getByRole("combobox").fill("put on a dashboard");
    await page.keyboard.press("Enter");
  }
  await page.getByRole("button", { name: "Put it there" }).click();
  await page.getByText("Put on “My dashboard”").waitFor();
}

test("three pages are put on a dashboard, two of them are published, and closed again", async () => {
  const storageState = await signedInState(browser, product);
  const options = { storageState, locale: "en", viewport: { width: 1440, height: 900 }, acceptDownloads: true };
  const { page, errors } = await openVisit(browser, options);
  await put(page, "/overview?channel=web", "button");
  await put(page, "/pain", "key");
  await put(page, "/alerts/targets", "palette");

  await put(page, "/alerts", "button");
  await Promise.all([
    page.waitForResponse((response) => response.request().method() === "PATCH" && response.ok()),
    page.getByRole("button", { name: "Undo" }).last().click(),
  ]);
  await page.goto(`${product.url}/dashboards`);
  await page.getByRole("link", { name: "My dashboard" }).click();
  await page.getByRole("heading", { level: 1, name: "My dashboard" }).waitFor();
  await settled(page);
  assert.equal(await page.locator("main li[data-width]").count(), 3);
  assert.match(
    (await page.locator("main li[data-width]").getByRole("link", { name: "Overview" }).getAttribute("href")) ?? "",
    /channel=web/,
  );

  const [file] = await Promise.all([
    page.waitForEvent("download", { timeout: 60_000 }),
    page.getByRole("button", { name: "PDF" }).click(),
  ]);
  assert.equal(file.suggestedFilename(), "my-dashboard.pdf");
  assert.equal((await readFile(await file.path())).subarray(0, 5).toString(), "%PDF-");

  await page.getByRole("main").getByRole("button", { name: "More", exact: true }).click();
  await page.getByRole("menuitem", { name: "Publish" }).click();
  const panel = page.getByRole("dialog");
  await panel.getByLabel("Title").fill("What our customers say <script>alert(1)</script>");
  await panel.getByRole("checkbox", { name: "What hurts most, and what is it worth to fix?" }).uncheck();
  await panel.getByRole("button", { name: "Preview" }).click();
  await panel.locator("iframe").waitFor();
  const violations = await new AxeBuilder({ page }).include('[role="dialog"]').exclude("iframe").analyze();
  assert.deepEqual(
    violations.violations.map(({ id, nodes }) => [id, nodes[0]?.html]),
    [],
  );
  await panel.getByRole("button", { name: "Publish" }).click();
  link = await panel.getByLabel("Link").inputValue();
  assert.match(link, /\/results\/[0-9a-f-]{36}\.[\w-]{43}$/);
  await readAsAnybody();

  await panel.getByRole("button", { name: "Close the page" }).click();
  await page.getByText(/^Closed: What our customers say/).waitFor();
  assert.equal(await statusForAnybody(), 410);
  await page.getByRole("button", { name: "Undo" }).last().click();
  await panel.getByLabel("Link").waitFor();
  assert.equal(await statusForAnybody(), 200);
  await panel.getByRole("button", { name: "Close the page" }).click();
  await panel.getByRole("button", { name: "Open again" }).waitFor();
  assert.equal(await statusForAnybody(), 410);
  assert.deepEqual(
    errors.filter((error) => !error.includes("Blocked script execution")),
    [],
  );
});

/** Without sign-in and without script, on a phone. */
async function readAsAnybody(): Promise<void> {
  const { page, context, errors } = await openVisit(browser, {
    javaScriptEnabled: false,
    locale: "en",
    viewport: { width: 390, height: 844 },
    acceptDownloads: true,
  });
  await page.goto(`${product.url}${new URL(link).pathname}`);
  await page.getByRole("heading", { level: 1, name: "What our customers say <script>alert(1)</script>" }).waitFor();
  const names = await page.locator("h2").allInnerTexts();
  assert.deepEqual(names, ["Overview", "Are targets met?"]);
  const [file] = await Promise.all([page.waitForEvent("download"), page.getByRole("link", { name: /CSV/ }).click()]);
  const csv = await readFile(await file.path(), "utf8");
  assert.match(csv, /Part,Row,Value,"Interval, low","Interval, high",n,In words/);
  assert.ok(csv.trim().split("\n").length > 1);
  assert.deepEqual(errors, []);
  assert.deepEqual(await context.cookies(), []);
  await context.close();

  const looking = await openVisit(browser, { locale: "en", viewport: { width: 390, height: 844 } });
  await looking.page.goto(`${product.url}${new URL(link).pathname}`);
  assert.equal(await overflowOf(looking.page), 0);
  await looking.context.close();
}

async function statusForAnybody(): Promise<number> {
  return (await fetch(`${product.url}${new URL(link).pathname}`)).status;
}
