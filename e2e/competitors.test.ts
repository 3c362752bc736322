import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { AxeBuilder } from "@axe-core/playwright";
import type { Browser, Page } from "playwright-core";

import { call, startProduct, type Product } from "#testing/product";

import { launchBrowser } from "./browser.ts";
import { untilProjected } from "./sample-answers.ts";
import { openVisit, overflowOf, settled, signedInState } from "./visits.ts";

let product: Product;
let browser: Browser;
let page: Page;
let errors: readonly string[];

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
  const responses = Array.from({ length: 400 }, (_, index) => ({
    survey: survey.slug,
    id: `r${index}`,
    answers: { nps: index % 10 < 6 ? 10 : index % 10 < 9 ? 7 : 2 },
    answeredAt: "2026-05-10T10:00:00Z",
    person: { kind: "crm", value: `P${index % 80}` },
    context: { touchpoint: index % 2 === 0 ? "SALE" : "CALL", unit: `U${index % 5}` },
  }));
  await call(product, "post", "/api/v1/answers/batch", { responses });
  await untilProjected(product);
  const storageState = await signedInState(browser, product);
  const viewport = { width: 1440, height: 900 };
  ({ page, errors } = await openVisit(browser, { storageState, locale: "en", viewport }));
});

after(async () => {
  await browser.close();
  await product.stop();
});

test("a competitor's counts are entered, held against ours, deleted and brought back", async () => {
  await page.goto(`${product.url}/competitors`);
  await page.getByRole("heading", { name: "No competitor yet" }).waitFor();
  await page.getByRole("button", { name: "Add competitor" }).first().click();
  await page.getByRole("textbox", { name: "Name" }).fill("Rival <b>bank</b>");
  await page.getByRole("button", { name: "Add", exact: true }).click();
  await page.getByText("No figure entered yet.").waitFor();
  await page.getByRole("textbox", { name: "Promoters" }).fill("200");
  await page.getByRole("textbox", { name: "Passives" }).fill("200");
  await page.getByRole("textbox", { name: "Detractors" }).fill("200");
  await page.getByRole("combobox", { name: "Method" }).selectOption("customer-list");
  await page.getByRole("textbox", { name: "Source", exact: true }).fill("Own sample");
  await page.getByRole("button", { name: "Enter", exact: true }).click();
  await page.getByText("The figure is entered").waitFor();
  await page.getByText("Entered figures").waitFor();
  assert.deepEqual(await faults(), []);

  await page.keyboard.press("Escape");
  await page.getByText(/Of one comparable competitor: clearly better than 1/).waitFor();
  await page.getByText(/We are better: \+50/).waitFor();
  assert.deepEqual(await faults(), []);

  await page.getByRole("link", { name: "Rival <b>bank</b>" }).click();
  await page.getByRole("button", { name: "Delete" }).first().click();
  await page.getByRole("heading", { name: "No competitor yet" }).waitFor();
  await page.getByRole("button", { name: "Undo" }).click();
  await page.getByText(/We are better: \+50/).waitFor();
});

test("a file is tried first, told what is wrong with it, and stored whole", async () => {
  await page.goto(`${product.url}/competitors/import`);
  const paste = page.getByRole("textbox", { name: "Paste the table" });
  await paste.fill("competitor;date;score;source\nNobody;never;1;x");
  await page.getByRole("button", { name: "Check" }).click();
  await page.getByText(/Line 2: the date is missing/).waitFor();
  assert.deepEqual(await faults(), []);
  await page.getByRole("button", { name: "Try the example" }).click();
  await page.getByRole("button", { name: "Check" }).click();
  await page.getByText("3 lines, nothing wrong with them.").waitFor();
  await page.getByRole("button", { name: "Store 3 lines" }).click();
  await page.getByText(/3 lines are stored/).waitFor();
  await page.keyboard.press("Escape");
  await page.getByText(/n is unknown: quoted only/).waitFor();
});

test("sides are set beside each other, and an example is added, found and deleted", async () => {
  await page.goto(`${product.url}/competitors/perception`);
  await page.getByRole("button", { name: "Set sides beside each other" }).first().click();
  await page.getByRole("textbox", { name: "The item, as it was asked" }).fill("We are good");
  for (const index of [0, 1]) {
    await page.getByRole("combobox", { name: "Known from" }).nth(index).selectOption("entered");
    await page
      .getByRole("textbox", { name: "Top boxes (or passed)" })
      .nth(index)
      .fill(index === 0 ? "90" : "40");
    await page
      .getByRole("textbox", { name: "Bottom (or failed)" })
      .nth(index)
      .fill(index === 0 ? "10" : "60");
  }
  assert.deepEqual(await faults(), []);
  await page.getByRole("button", { name: "Save" }).click();
  await page.getByText(/1 of 1 gaps is clear; the widest, 50 per cent points: We are good/).waitFor();
  assert.deepEqual(await faults(), []);

  await page.goto(`${product.url}/competitors/examples`);
  await page.getByRole("button", { name: "Add an example" }).first().click();
  await page.getByRole("textbox", { name: "In a few words" }).fill("<script>alert(1)</script> at night");
  await page.getByRole("textbox", { name: "Whom it is about" }).fill("Leader");
  await page.getByRole("textbox", { name: "What they do well" }).fill("Comes at once");
  await page.getByRole("button", { name: "Save" }).click();
  await page.getByRole("heading", { name: "<script>alert(1)</script> at night" }).waitFor();
  assert.deepEqual(await faults(), []);
  await page.getByRole("searchbox", { name: "Find in examples" }).fill("nothing like it");
  await page.getByRole("heading", { name: "No example fits" }).waitFor();
  await page.getByRole("searchbox", { name: "Find in examples" }).fill("once");
  await page.getByRole("button", { name: "Delete" }).click();
  await page.getByRole("button", { name: "Undo" }).click();
  await page.getByRole("heading", { name: "<script>alert(1)</script> at night" }).waitFor();
});

test("promise gaps, streaks and growth stand on a phone too", async () => {
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto(`${product.url}/competitors/promise`);
  await page
    .getByRole("button", { name: /later on the way/ })
    .first()
    .click();
  await page.getByText(/Nobody has put the steps in order yet/).waitFor({ state: "detached" });
  assert.deepEqual(await faults(), []);
  for (const [path, text] of [
    ["streaks", /end on 3 or more good ones in a row/],
    ["growth", /no growth of units is entered/],
  ] as const) {
    await page.goto(`${product.url}/competitors/${path}`);
    await page.getByText(text).waitFor();
    assert.deepEqual(await faults(), []);
  }
  assert.deepEqual([...errors], []);
});

/** What sticks out of the page, and what axe finds. */
async function faults(): Promise<string[]> {
  await settled(page);
  const { violations } = await new AxeBuilder({ page }).analyze();
  const found = violations.map(({ id, nodes }) => `${id} at ${nodes.map((node) => node.target.join(" ")).join(", ")}`);
  const overflow = await overflowOf(page);
  return overflow > 0 ? [...found, `${overflow} px stick out`] : found;
}
