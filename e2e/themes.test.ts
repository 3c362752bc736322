import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { AxeBuilder } from "@axe-core/playwright";
import type { Browser, Locator, Page } from "playwright-core";

import { call, startProduct, type Product } from "#testing/product";

import { launchBrowser } from "./browser.ts";
import { publishTemplate, untilProjected } from "./sample-answers.ts";
import { openVisit, overflowOf, settled, signedInState } from "./visits.ts";

const desktop = { locale: "en", viewport: { width: 1440, height: 900 } };
const wanted = "The parking lot was full of puddles";
let product: Product;
let browser: Browser;
let state: Awaited<ReturnType<typeof signedInState>>;

before(async () => {
  [product, browser] = await Promise.all([startProduct(), launchBrowser()]);
  state = await signedInState(browser, product);
  const { slug } = await publishTemplate(product, "After contact", "transactional-nps");
  const responses = Array.from({ length: 90 }, (_, index) => ({
    survey: slug,
    id: `themes-${index}`,
    answers: { score: index % 6, why_low: wordsOf(index) },
    answeredAt: new Date(Date.UTC(2026, 8, 1) + index * 3_600_000).toISOString(),
    language: "en",
  }));
  await call(product, "POST", "/api/v1/answers/batch", { responses });
  await untilProjected(product);
});

after(async () => {
  await browser.close();
  await product.stop();
});

/** Some name a theme of the codebook, some what it lacks in ever other words, some the same words. */
function wordsOf(index: number): string {
  const who = ["baker", "farmer", "driver", "teacher", "doctor", "sailor", "painter"][index % 7];
  const where = ["kitchen", "garden", "street", "market", "harbour"][index % 5];
  if (index < 20) return `I waited in the queue at the branch for ${index + 5} minutes, said the ${who}`;
  if (index < 26) return wanted;
  return `${who} ${index} zorbing lantern flickers near ${where} and ${["tower", "bridge", "valley"][index % 3]}`;
}

test("a pattern is tried while it is written, the theme saved, and the past coded by it", async () => {
  const { page, context, errors } = await visit();
  await page.goto(`${product.url}/themes`);
  await page.getByRole("link", { name: "New theme" }).click();
  await page.getByLabel("Name", { exact: true }).fill("Puddles");
  const patterns = page.getByLabel("Speak of a problem");
  await patterns.fill("/(a{1,1000}){1,1000}/");
  await page.getByText(/The expression explodes|cannot be read/).waitFor();
  await patterns.fill("puddle*");
  await page.getByText("Found in 6 of the newest 90 comments (7%).").waitFor();
  assert.equal(await page.locator("mark").first().innerText(), "puddles");
  await isWhole(page);
  await page.getByRole("button", { name: "Make the theme" }).click();
  await page.getByText("Puddles was made.").waitFor();

  await page.getByRole("button", { name: "Recode the past" }).click();
  await untilCoded(page);
  await page.getByRole("link", { name: "Recoding", exact: true }).click();
  await page.getByText("Every comment is coded by the codebook as it is now.").waitFor();
  await isWhole(page);
  await untilProjected(product);
  await page.goto(`${product.url}/themes?q=puddl`);
  await page.getByRole("link", { name: "6", exact: true }).waitFor();
  await isWhole(page);
  assert.deepEqual(errors, []);
  await context.close();
});

test("what somebody else saved meanwhile comes together with what is being written, and neither is lost", async () => {
  const { page, context, errors } = await visit();
  await page.goto(`${product.url}/themes/theme/puddles`);
  await page.getByLabel("What belongs here and what does not").fill("Water on the ground");
  const { items } = await call<{ items: readonly Record<string, unknown>[] }>(product, "GET", "/api/v1/themes");
  const { parent, kind, names, patterns, revision } = items.find(({ key }) => key === "puddles") ?? {};
  const problemNames = { en: "Wet feet" };
  const saved = await context.request.put(`${product.url}/api/v1/themes/puddles`, {
    data: { revision, parent, kind, names, patterns, problemNames },
    headers: { origin: product.url },
  });
  assert.ok(saved.ok(), await saved.text());
  await page.getByRole("button", { name: "Save" }).click();
  await page.getByText("Somebody else changed this theme meanwhile, in other fields.").waitFor();
  assert.equal(await page.getByLabel("Called so as a problem").inputValue(), "Wet feet");
  await page.getByRole("button", { name: "Save" }).click();
  await page.getByText("Puddles was saved.").waitFor();
  assert.equal(await page.getByLabel("What belongs here and what does not").inputValue(), "Water on the ground");
  assert.deepEqual(
    errors.filter((error) => !error.includes("409")),
    [],
  );
  await context.close();
});

test("five comments are coded by keyboard alone, the last is taken back", async () => {
  const { page, context, errors } = await visit();
  await page.goto(`${product.url}/themes/coding`);
  const comment = page.locator("article blockquote");
  const chosen = page.getByRole("region", { name: "What is said of the comment" });
  const seen = new Set<string>();
  for (let turn = 0; turn < 5; turn += 1) {
    seen.add(await nextOf(comment, seen));
    while ((await chosen.getByRole("listitem").count()) > 0) await page.keyboard.press("Backspace");
    if (turn === 0) {
      await page.keyboard.press("Enter");
      await page.getByText("Choose a theme, or press 0 if nothing applies.").waitFor();
    }
    await page.keyboard.type("wet f");
    await page.getByRole("option", { name: /Puddles/ }).waitFor();
    await page.keyboard.press("Enter");
    await page.keyboard.press(turn === 0 ? "+" : "-");
    await chosen
      .getByText(turn === 0 ? "Praise" : "Wet feet")
      .first()
      .waitFor();
    await page.keyboard.press("Enter");
  }
  await page.getByText("Coded within the last hour: 5").waitFor();
  const last = [...seen].at(-1) ?? "";
  await page.keyboard.press("ArrowLeft");
  await page.getByText("Coded within the last hour: 4").waitFor();
  assert.equal(await comment.innerText(), last);
  await chosen.getByText("Wet feet").waitFor();
  await page.keyboard.press("?");
  await page.getByRole("dialog").getByText("Nothing applies").waitFor();
  await page.keyboard.press("Escape");
  await isWhole(page);

  await page.getByRole("link", { name: "Quality", exact: true }).click();
  await page.getByText("56 more comments have to be coded by people").waitFor();
  await isWhole(page);
  assert.deepEqual(errors, []);
  await context.close();
});

test("a discovery becomes a theme by its name in place, and another is put away and comes back", async () => {
  const { page, context, errors } = await visit();
  await page.goto(`${product.url}/themes/discoveries`);
  await page.getByText("Up to date.").waitFor({ timeout: 30_000 });
  await settled(page);
  await isWhole(page);
  const found = page.getByRole("listitem").filter({ hasText: "lantern" }).first();
  await found.getByRole("button", { name: "Make a theme" }).click();
  await found.getByLabel("Name").fill("Lanterns");
  await page.keyboard.press("Enter");
  await page.getByText("Lanterns was made, and the past is being coded by it.").waitFor();
  await page.getByRole("link", { name: "Is the theme Lanterns" }).waitFor();
  await page.getByRole("button", { name: "Undo" }).click();
  await page.getByRole("link", { name: "Is the theme Lanterns" }).waitFor({ state: "detached" });
  await found.getByRole("button", { name: "Not a theme" }).click();
  await page.getByText("1 put away").waitFor();
  assert.deepEqual(errors, []);
  await context.close();
});

/** A signed-in page; what does not come within ten seconds will not come. */
async function visit(): ReturnType<typeof openVisit> {
  const opened = await openVisit(browser, { ...desktop, storageState: state });
  opened.page.setDefaultTimeout(10_000);
  return opened;
}

async function untilCoded(page: Page): Promise<void> {
  await page.getByText("Comments of the past were coded by an older codebook.").waitFor({ state: "detached" });
  for (let attempt = 0; attempt < 2000; attempt += 1) {
    const state = await call<{ recoding: unknown; isRecodingDue: boolean }>(product, "GET", "/api/v1/text/state");
    if (state.recoding === null && !state.isRecodingDue) return;
  }
  throw new Error("The past was not coded anew");
}

/** The comment that is shown once it is another one than those that were seen. */
async function nextOf(comment: Locator, seen: ReadonlySet<string>): Promise<string> {
  for (let attempt = 0; attempt < 2000; attempt += 1) {
    const text = await comment.innerText();
    if (!seen.has(text)) return text;
  }
  throw new Error("No other comment came");
}

async function isWhole(page: Page): Promise<void> {
  assert.equal(await overflowOf(page), 0);
  const { violations } = await new AxeBuilder({ page }).analyze();
  assert.deepEqual(
    violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(" ")).join(", ")}`),
    [],
  );
}
