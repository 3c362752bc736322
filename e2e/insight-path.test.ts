import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { AxeBuilder } from "@axe-core/playwright";
import type { Browser } from "playwright-core";

import { call, startProduct, type Product } from "#testing/product";

import { launchBrowser } from "./browser.ts";
import { publishTemplate, untilProjected } from "./sample-answers.ts";
import { openVisit, overflowOf, settled, signedInState } from "./visits.ts";

let product: Product;
let browser: Browser;

before(async () => {
  [product, browser] = await Promise.all([startProduct(), launchBrowser()]);
  const survey = await publishTemplate(product, "After contact", "transactional-nps");
  const responses = Array.from({ length: 800 }, (_, index) => answer(survey.id, index));
  for (const from of [0, 400])
    await call(product, "POST", "/api/v1/answers/batch", { responses: responses.slice(from, from + 400) });
  await untilProjected(product);
  await untilCoded();
});

after(async () => {
  await browser.close();
  await product.stop();
});

/** Two months: in the newer one the queue at one branch grew, and with it what people complain about. */
function answer(survey: string, index: number): Record<string, unknown> {
  const isNew = index % 2 === 0;
  const branch = ["kyiv", "lviv", "odesa", "dnipro"][Math.floor(index / 2) % 4] ?? "kyiv";
  const spread = (Math.floor(index / 2) * 7919) % 10;
  const isHurt = isNew && branch === "lviv" ? spread < 8 : spread < 2;
  const [score, why] = isHurt ? [2, "why_low"] : spread % 3 === 0 ? [8, "why_middle"] : [10, "why_high"];
  const words = { why_low: "I waited in the queue for an hour", why_middle: "Fine", why_high: "Thank you" };
  const days = (isNew ? 1 : 32) + (Math.floor(index / 8) % 27);
  return {
    survey,
    id: `path-${index}`,
    answers: { score, [why]: words[why as keyof typeof words] },
    answeredAt: new Date(Date.now() - days * 86_400_000).toISOString(),
    language: "en",
    context: { unit: branch, channel: index % 3 === 0 ? "sms" : "web" },
  };
}

/** Waits until every text is coded and the facts know it. */
async function untilCoded(): Promise<void> {
  for (let attempt = 0; attempt < 600; attempt += 1) {
    const { waiting } = await call<{ waiting: number }>(product, "GET", "/api/v1/text/state");
    if (waiting === 0) return untilProjected(product);
  }
  throw new Error("The texts were not coded");
}

test("from Overview to what changed, to the problem behind it, to what people say", async () => {
  const storageState = await signedInState(browser, product);
  const { page, errors } = await openVisit(browser, {
    storageState,
    locale: "en",
    viewport: { width: 1440, height: 900 },
    acceptDownloads: true,
  });
  await page.goto(`${product.url}/overview?period=last-30&compare=previous`);
  await page.getByRole("link", { name: "What changed in NPS, and why?" }).first().click();
  await page.waitForURL(/\/changes\?.*measure=nps/);
  await page.getByText(/^NPS · After contact fell by \d+ points/).waitFor();
  await settled(page);
  assert.equal(await overflowOf(page), 0);
  assert.match(
    await page
      .getByText(/how people answered/)
      .first()
      .innerText(),
    /performance −\d+ points/,
  );

  const where = page.getByRole("button", { name: /changed otherwise than the rest/ });
  await where.click();
  const table = page.getByRole("table").filter({ hasText: "Against the rest" });
  assert.match(await table.getByRole("row").nth(1).innerText(), /lviv/i);
  const { violations } = await new AxeBuilder({ page }).analyze();
  assert.deepEqual(
    violations.map(({ id, nodes }) => [id, nodes.map(({ target }) => target.join(" "))]),
    [],
  );

  await page.getByRole("button", { name: "Swap sides" }).click();
  await page.getByText(/^NPS · After contact rose by \d+ points/).waitFor();
  await page.goBack();
  await page.getByText(/^NPS · After contact fell by/).waitFor();

  const downloading = page.waitForEvent("download");
  await page.getByRole("button", { name: "Export" }).first().click();
  await page.getByRole("menuitem", { name: /Excel/ }).click();
  assert.match((await downloading).suggestedFilename(), /\.xlsx$/);

  await page.getByText(/The problem .* is named more often/).waitFor();
  await page.getByRole("link", { name: "The problem and its quotes" }).first().click();
  await page.waitForURL(/\/problems\//);
  await page.getByText("I waited in the queue for an hour").first().waitFor();
  assert.deepEqual(
    errors.filter((error) => !error.includes("status of 404")),
    [],
  );
});
