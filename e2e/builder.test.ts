import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { AxeBuilder } from "@axe-core/playwright";
import type { Browser, Page } from "playwright-core";

import type { Survey } from "#feature/surveys/contract";
import { call, startProduct, type Product } from "#testing/product";

import { launchBrowser } from "./browser.ts";
import { publishTemplate } from "./sample-answers.ts";
import { openVisit, settled, signedInState, untilTrue } from "./visits.ts";

let product: Product;
let browser: Browser;
let state: Awaited<ReturnType<typeof signedInState>>;

before(async () => {
  [product, browser] = await Promise.all([startProduct(), launchBrowser()]);
  state = await signedInState(browser, product);
});

after(async () => {
  await browser.close();
  await product.stop();
});

test("a survey is built by keyboard: added to, put in order, given a condition, drawn as a map, undone, published", async () => {
  const survey = await publishTemplate(product, "Built here", "transactional-nps");
  const { page, context, errors } = await open(survey, "");

  await page.keyboard.press("/");
  await page.getByRole("searchbox", { name: "What do you want to learn?" }).fill("easy");
  await page.keyboard.press("Enter");
  await page.getByRole("treeitem", { name: /It was easy to get done/, selected: true }).waitFor();

  await dragByKeyboard(page);
  await page.getByLabel("Question", { exact: true }).fill("How easy was it?");
  await page.getByRole("switch", { name: "Ask only some people" }).check();
  await page.getByText(/ask “How easy was it\?”/).waitFor();
  await page.getByLabel("To", { exact: true }).selectOption("6");
  await page.getByText(/is 0 to 6, ask “How easy was it\?”/).waitFor();

  await page.getByRole("link", { name: "Paths" }).click();
  await page.getByText(/6 questions, 3 endings/).waitFor();
  await page.getByRole("button", { name: "How easy was it?" }).waitFor();
  await page.getByRole("link", { name: "Build" }).click();

  const before = await questionCount(page);
  await page.getByRole("treeitem", { name: /What went wrong/ }).click();
  await page.keyboard.press("Delete");
  await untilCount(page, before - 1);
  await page.keyboard.press("Control+z");
  await untilCount(page, before);

  await page.getByText("Saved", { exact: true }).waitFor();
  await page.getByRole("button", { name: "Publish…" }).click();
  await page.getByLabel("Note for this version (optional)").fill("Asks how easy it was");
  await page.getByRole("dialog").getByRole("button", { name: "Publish", exact: true }).click();
  await page.getByText("Version 2 is published").waitFor();
  await page.getByRole("link", { name: "Versions" }).click();
  await page.getByText("Asks how easy it was").waitFor();

  const { draft } = await read(survey.id);
  const added = draft.pages.flatMap(({ questions }) => questions).find(({ kind }) => kind === "effort");
  assert.deepEqual(added?.condition, { field: "score", op: "between", value: [0, 6] });
  assert.deepEqual(errors, []);
  await context.close();
});

test("what is typed stands in the preview, which is changed where it differs and never loaded anew", async () => {
  const survey = await publishTemplate(product, "Previewed", "transactional-nps");
  const { page, context } = await open(survey, "#question-score");
  const field = page.getByLabel("Question", { exact: true });
  await field.fill("Would you?");
  await page.frameLocator("iframe").getByText("Would you?", { exact: false }).first().waitFor();

  const radio = `document.querySelector("iframe").contentDocument.querySelector("input[type=radio]")`;
  await page.evaluate(`${radio}.isKept = true`);
  await field.press("End");
  await page.keyboard.type(" Recommend us to friends");
  await page.frameLocator("iframe").getByText("Would you? Recommend us to friends").first().waitFor();
  assert.equal(await page.evaluate<boolean | undefined>(`${radio}.isKept`), true);
  await context.close();
});

test("missing words are counted and found, and colours that cannot be read are named with the nearest that can", async () => {
  const survey = await publishTemplate(product, "Worded", "transactional-nps");
  const { page, context } = await open(survey, "/languages");
  await page.getByText("Russian: every text is there.").waitFor();
  const first = page.getByLabel("Title · Russian").first();
  await first.fill("");
  await page.getByText(/Russian: 1 of \d+ texts is missing\./).waitFor();
  await page.getByRole("switch", { name: "Missing only" }).check();
  assert.equal(await page.getByLabel(/· Russian$/).count(), 1);
  await page.getByRole("button", { name: "Next missing" }).click();
  await page.keyboard.type("Ваш разговор");
  await page.getByText("Russian: every text is there.").waitFor();

  await page.getByRole("link", { name: "Look" }).click();
  await page.getByLabel("Background", { exact: true }).fill("#2f5bd0");
  await page.getByLabel("Text", { exact: true }).fill("#4b77da");
  await page.getByText(/Text on background: contrast .* hard to read/).waitFor();
  await page
    .getByRole("button", { name: /^Take #/ })
    .first()
    .click();
  await page.getByText(/Text on background: contrast .* easy to read/).waitFor();
  await page.getByText("Saved", { exact: true }).waitFor();
  const { draft } = await read(survey.id);
  assert.equal(draft.theme?.background, "#2f5bd0");
  await context.close();
});

test("two who change one survey are shown both changes, and nothing is lost", async () => {
  const survey = await publishTemplate(product, "Shared", "transactional-nps");
  const one = await open(survey, "#question-score");
  const other = await open(survey, "#question-score");

  await one.page.getByLabel("Question", { exact: true }).fill("The first wording");
  await one.page.getByText("Saved", { exact: true }).waitFor();
  await other.page.getByLabel("Note below the question (optional)").fill("A note of the second");
  await other.page.getByRole("heading", { name: "Your changes" }).waitFor();
  await other.page.getByText("The first wording").first().waitFor();
  await other.page.getByRole("button", { name: "Keep mine as a copy" }).click();
  await other.page.getByRole("link", { name: /Shared \(copy\)/ }).waitFor();
  await other.page.getByRole("button", { name: "Take theirs" }).click();
  await other.page.getByRole("heading", { name: "Your changes" }).waitFor({ state: "detached" });
  await untilTrue(
    other.page,
    "[...document.querySelectorAll('input, textarea')].some((field) => field.value === 'The first wording')",
  );
  await one.context.close();
  await other.context.close();
});

test("what is answered on a test page never counts and can be deleted", async () => {
  const survey = await publishTemplate(product, "Tried", "transactional-nps");
  const { page, context } = await open(survey, "");
  await page.getByRole("button", { name: "Try it" }).click();
  await page.getByRole("button", { name: "Try the draft" }).click();
  const address = await page.getByRole("link", { name: "Open the test page" }).getAttribute("href");
  assert.ok(address !== null);

  const trial = await context.newPage();
  await trial.goto(address);
  await trial.getByRole("radio", { name: /^9(?!\d)/ }).check({ force: true });
  await trial.locator("button[value=on]").click();
  await trial.waitForLoadState();
  await trial.close();

  await page.reload();
  await page.getByRole("button", { name: "Try it" }).click();
  await page.getByRole("heading", { name: "1 test run" }).waitFor();
  assert.equal((await read(survey.id)).answers, 0);
  await page.getByRole("button", { name: "Delete all test runs" }).click();
  await page.getByRole("dialog", { name: "Delete all test runs?" }).getByRole("button", { name: "Delete all" }).click();
  await page.getByRole("heading", { name: "0 test runs" }).waitFor();
  await context.close();
});

test("a file of another product shows what becomes of it and what is left behind before anything is made", async () => {
  const { page, context } = await openVisit(browser, { storageState: state, locale: "en" });
  await page.goto(`${product.url}/surveys`);
  await page.getByRole("button", { name: "From a file" }).click();
  const elements = [
    { type: "rating", name: "Score", rateMin: 0, rateMax: 10, title: "Would you recommend us?" },
    { type: "file", name: "photo" },
  ];
  const file = JSON.stringify({ title: "Branch visit", pages: [{ name: "start", elements }] });
  await page
    .getByLabel("Choose a file")
    .setInputFiles({ name: "visit.json", mimeType: "application/json", buffer: Buffer.from(file) });
  await page.getByText(/could not be carried over/).waitFor();
  await page.getByText("photo").first().waitFor();
  await page.getByRole("button", { name: "Create the survey" }).click();
  await page.waitForURL(/\/surveys\/[0-9a-f-]{36}/);
  const made = await read(/surveys\/([0-9a-f-]{36})/.exec(page.url())?.[1] ?? "");
  assert.equal(made.draft.pages[0]?.questions[0]?.title["en"], "Would you recommend us?");
  await context.close();
});

test("the pages of the builder have no violation, on a desk and on a phone", async () => {
  const survey = await publishTemplate(product, "Looked at", "transactional-nps");
  const problems: string[] = [];
  for (const width of [1440, 390]) {
    const { page, context } = await open(survey, "#question-why_low", width);
    for (const path of ["#question-why_low", "#page-why", "#start", "/paths", "/languages", "/look"]) {
      await page.goto(`${product.url}/surveys/${survey.id}${path}`);
      await settled(page);
      const { violations } = await new AxeBuilder({ page }).analyze();
      problems.push(
        ...violations.map(({ id, nodes }) => `${path} ${width}: ${id} ${nodes[0]?.target.join(" ") ?? ""}`),
      );
    }
    await context.close();
  }
  assert.deepEqual(problems, []);
});

async function open(survey: { readonly id: string }, path: string, width = 1440) {
  const options = { storageState: state, locale: "en", viewport: { width, height: 900 } };
  const visit = await openVisit(browser, options);
  await visit.page.goto(`${product.url}/surveys/${survey.id}${path}`);
  await settled(visit.page);
  return visit;
}

/** Takes the question that is open to the first page, right after the score. */
async function dragByKeyboard(page: Page): Promise<void> {
  const item = page.getByRole("treeitem", { name: /It was easy to get done/ });
  await item.focus();
  await page.keyboard.press("Space");
  await page.getByText(/“.*It was easy.*” picked up/).waitFor();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Space");
  await page.getByText(/“.*It was easy.*” dropped/).waitFor();
}

async function questionCount(page: Page): Promise<number> {
  return questions(page).count();
}

async function untilCount(page: Page, count: number): Promise<void> {
  await questions(page)
    .nth(count - 1)
    .waitFor();
  await questions(page).nth(count).waitFor({ state: "detached" });
}

function questions(page: Page) {
  return page.locator('[role="treeitem"][aria-level="2"]');
}

async function read(id: string): Promise<Survey> {
  return call<Survey>(product, "GET", `/api/v1/surveys/${id}`);
}
