import type { Browser, Page } from "playwright-core";

import { definitionSchema, type Definition } from "#feature/surveys/contract";
import { differencesOf, pathsOf, warningsOf } from "#feature/surveys/runtime";
import { call, type Product } from "#testing/product";

import { launchBrowser } from "../e2e/browser.ts";
import { openVisit, settled, signedInState } from "../e2e/visits.ts";
import { quantile, type Figure } from "./figures.ts";

const letters = "How likely is it that you tell a friend";
const large = 500;

/**
 * The builder under somebody's hands: from a key that is pressed to the letter in the preview's page, in a real browser,
 * for a survey as most are and for one of 500 questions; and what the builder thinks through after every change.
 */
export async function benchBuilder(product: Product): Promise<readonly Figure[]> {
  const browser = await launchBrowser();
  try {
    const state = await signedInState(browser, product);
    const small = await keystrokes(browser, product, { state, body: { name: "Bench", template: "transactional-nps" } });
    const long = { name: "Bench long", definition: chained("rating") };
    const many = await keystrokes(browser, product, { state, body: long });
    return [
      figure("keystroke to preview, median", quantile(small, 0.5), 100),
      figure("keystroke to preview, p95", quantile(small, 0.95), 200),
      figure(`keystroke to preview, ${large} questions, median`, quantile(many, 0.5), 200),
      ...thinking(),
    ];
  } finally {
    await browser.close();
  }
}

interface Sitting {
  readonly state: Awaited<ReturnType<typeof signedInState>>;
  readonly body: object;
}

async function keystrokes(browser: Browser, product: Product, { state, body }: Sitting): Promise<readonly number[]> {
  const survey = await call<{ id: string; draft: Definition }>(product, "POST", "/api/v1/surveys", body);
  const { page, context } = await openVisit(browser, {
    storageState: state,
    locale: "en",
    viewport: { width: 1440, height: 900 },
    bypassCSP: true,
  });
  const first = survey.draft.pages[0]?.questions[0]?.key ?? "";
  await page.goto(`${product.url}/surveys/${survey.id}#question-${first}`);
  await settled(page);
  const field = page.getByLabel("Question", { exact: true });
  await field.fill("Say");
  await page.frameLocator("iframe").getByText("Say").first().waitFor();
  await page.evaluate(watching);
  const times: number[] = [];
  for (const letter of letters) times.push(await pressed(page, letter));
  await context.close();
  return times.slice(3);
}

async function pressed(page: Page, letter: string): Promise<number> {
  await page.keyboard.press(letter === " " ? "Space" : letter);
  await page.waitForFunction("window.benchShown > window.benchPressed");
  return page.evaluate<number>("window.benchShown - window.benchPressed");
}

/** Notes when a key goes down and when the preview's page holds what the field says. */
const watching = `
  const page = document.querySelector("iframe").contentDocument;
  document.addEventListener("keydown", () => { window.benchPressed = performance.now(); }, true);
  new MutationObserver(() => {
    const typed = document.activeElement.value;
    if (typed && page.body.textContent.includes(typed.trim())) window.benchShown = performance.now();
  }).observe(page.documentElement, { subtree: true, childList: true, characterData: true });
`;

function thinking(): readonly Figure[] {
  const after = chained("rating");
  const ways = chained("recommendation");
  const before: Definition = { ...after, pages: after.pages.toReversed() };
  return [
    figure(
      `paths of ${large} questions, each hanging on the one before`,
      best(() => pathsOf(ways)),
      50,
    ),
    figure(
      `differences of ${large} questions`,
      best(() => differencesOf(before, after)),
      50,
    ),
    figure(
      `warnings of ${large} questions`,
      best(() => warningsOf(after, "relational")),
      50,
    ),
  ];
}

/** The quickest of ten in milliseconds: what else the machine does only adds to it. */
function best(run: () => unknown): number {
  return Math.min(
    ...Array.from({ length: 10 }, () => {
      const started = performance.now();
      run();
      return performance.now() - started;
    }),
  );
}

function chained(kind: "rating" | "recommendation"): Definition {
  const question = (_: unknown, index: number) => ({
    key: `q${index}`,
    kind,
    title: { en: `Question ${index}` },
    ...(index === 0 ? {} : { condition: { field: `q${index - 1}`, op: "gte", value: 3 } }),
  });
  const questions = Array.from({ length: large }, question);
  return definitionSchema.parse({
    languages: ["en"],
    defaultLanguage: "en",
    title: { en: "Long" },
    pages: Array.from({ length: large / 50 }, (_, page) => ({
      key: `p${page}`,
      questions: questions.slice(page * 50, page * 50 + 50),
    })),
    endings: [{ key: "end", title: { en: "Thanks" } }],
  });
}

function figure(what: string, measured: number, most: number): Figure {
  return { what, measured, unit: "ms", limit: null, aim: { kind: "at-most", value: most } };
}
