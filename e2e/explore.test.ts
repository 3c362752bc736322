import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { after, before, test } from "node:test";

import { AxeBuilder } from "@axe-core/playwright";
import exceljs from "exceljs";
import type { Browser, Page } from "playwright-core";

import { call, startProduct, type Product } from "#testing/product";

import { launchBrowser } from "./browser.ts";
import { openVisit, overflowOf, settled, signedInState } from "./visits.ts";

let product: Product;
let browser: Browser;

before(async () => {
  [product, browser] = await Promise.all([startProduct(), launchBrowser()]);
  const definition = {
    languages: ["en"],
    defaultLanguage: "en",
    title: { en: "Bank" },
    pages: [
      { key: "one", questions: [{ kind: "recommendation", key: "nps", title: { en: "Would you recommend us?" } }] },
    ],
    endings: [{ key: "end", title: { en: "Thank you" } }],
  };
  const survey = await call<{ id: string; slug: string }>(product, "post", "/api/v1/surveys", {
    name: "bank",
    definition,
    programme: "relational",
  });
  await call(product, "post", `/api/v1/surveys/${survey.id}/publish`, {});
  const items = Array.from({ length: 300 }, (_, index) => {
    const channel = ["web", "phone", "branch"][index % 3] ?? "web";
    const nps = channel === "branch" ? 10 : channel === "phone" ? 2 : 6 + (index % 5);
    return { survey: survey.slug, answers: { nps }, answeredAt: dayAgo(index % 60), context: { channel } };
  });
  await call(product, "post", "/api/v1/answers/batch", { responses: items });
});

after(async () => {
  await browser.close();
  await product.stop();
});

function dayAgo(days: number): string {
  return new Date(Date.now() - days * 86_400_000).toISOString();
}

test("an analyst explores, saves, takes a workbook along, reopens by the address and puts it on a dashboard", async () => {
  const storageState = await signedInState(browser, product);
  const { page, errors } = await openVisit(browser, {
    storageState,
    locale: "en",
    viewport: { width: 1440, height: 900 },
    acceptDownloads: true,
  });
  await page.goto(`${product.url}/explore?measure=nps:relational`);
  await page.getByRole("button", { name: "By …" }).click();
  await page.getByRole("checkbox", { name: "Channel" }).click();
  await page.keyboard.press("Escape");
  await page.getByRole("heading", { name: "Each group with its interval" }).waitFor();
  await page
    .getByText(/stand out from the rest/)
    .first()
    .waitFor();
  assert.match(page.url(), /by=channel/);

  const shown = await rowsOf(page);
  assert.equal(shown.length, 3);
  assert.deepEqual(await rowsOfWorkbook(page), shown);

  await page.getByRole("button", { name: "Save", exact: true }).click();
  await page.getByRole("dialog").getByLabel("Name").fill("By channel");
  await page.getByRole("dialog").getByRole("button", { name: "Save" }).click();
  await page.getByRole("heading", { level: 1, name: "By channel" }).waitFor();

  const address = page.url();
  await page.goto("about:blank");
  await page.goto(address);
  await page.getByRole("heading", { level: 1, name: "By channel" }).waitFor();
  assert.deepEqual(await rowsOf(page), shown);
  const found = await new AxeBuilder({ page }).analyze();
  assert.deepEqual(
    found.violations.map(({ id, nodes }) => [id, nodes[0]?.html]),
    [],
  );

  await page.getByRole("button", { name: "More", exact: true }).first().click();
  await page.getByRole("menuitem", { name: "Put on a dashboard" }).click();
  await page.getByRole("button", { name: "Put it there" }).click();
  await page.getByRole("heading", { level: 1, name: "My dashboard" }).waitFor();
  await page.getByRole("heading", { level: 2, name: /stand out from the rest/ }).waitFor();
  await page.setViewportSize({ width: 390, height: 844 });
  await settled(page);
  assert.equal(await overflowOf(page), 0);
  assert.deepEqual(errors, []);
});

/** Name, value and n of each row of the picture. */
async function rowsOf(page: Page): Promise<string[][]> {
  const rows = page.locator("main table tbody tr");
  await rows.first().waitFor();
  return Promise.all(
    (await rows.all()).map(async (row) => [
      await row.locator("th").innerText(),
      await row.locator("td b").innerText(),
      await row.locator("td[data-n]").innerText(),
    ]),
  );
}

/** The same of the workbook that the page hands out; what the page rounds is rounded. */
async function rowsOfWorkbook(page: Page): Promise<string[][]> {
  await page.getByRole("button", { name: "Export" }).click();
  const [file] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("menuitem", { name: "Excel (XLSX)" }).click(),
  ]);
  const book = new exceljs.Workbook();
  await book.xlsx.load((await readFile(await file.path())) as never);
  const sheet = book.worksheets[0];
  assert.ok(sheet !== undefined && book.worksheets.length === 2);
  const rows = (sheet.getRows(2, sheet.rowCount - 1) ?? []).map((row) => row.values as unknown[]);
  return rows
    .filter((cells) => cells[2] !== "All together")
    .map((cells) => [String(cells[2]), String(Math.round(Number(cells[3]))).replace("-", "−"), String(cells[6])]);
}
