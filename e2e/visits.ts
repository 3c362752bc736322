import { setTimeout as pause } from "node:timers/promises";

import type { Browser, BrowserContext, BrowserContextOptions, Page } from "playwright-core";

import { productOwner, type Product } from "#testing/product";

/** A browser page of a signed-in owner, with what went wrong on it. */
export interface Visit {
  readonly page: Page;
  readonly context: BrowserContext;
  /** Errors of scripts and of the console, failed requests of the product's own pages among them. */
  readonly errors: readonly string[];
}

/** Opens a page that notes every script error; not signed in. */
export async function openVisit(browser: Browser, options: BrowserContextOptions = {}): Promise<Visit> {
  const context = await browser.newContext(options);
  const page = await context.newPage();
  const errors: string[] = [];
  page.on("pageerror", (error) => errors.push(error.message));
  page.on("console", (message) => {
    if (message.type() === "error" && !isOfTheTools(message.text())) errors.push(message.text());
  });
  return { page, context, errors };
}

/** axe tries to look into the preview's frame, which lets no script in. */
function isOfTheTools(text: string): boolean {
  return text.startsWith("Blocked script execution") && text.includes("/preview?");
}

/** The state of a browser in which the owner is signed in. */
export async function signedInState(
  browser: Browser,
  product: Product,
): Promise<Awaited<ReturnType<BrowserContext["storageState"]>>> {
  const context = await browser.newContext();
  const response = await context.request.post(`${product.url}/api/auth/sign-in/email`, {
    data: productOwner,
    headers: { origin: product.url },
  });
  if (!response.ok()) throw new Error(`Sign-in: ${response.status()} ${await response.text()}`);
  const state = await context.storageState();
  await context.close();
  return state;
}

/** How many pixels the page is wider than the window; 0 when nothing sticks out. */
export async function overflowOf(page: Page): Promise<number> {
  return page.evaluate<number>("Math.max(0, document.documentElement.scrollWidth - window.innerWidth)");
}

/** Waits until the page asks nothing more of the server and shows no skeleton. */
export async function settled(page: Page): Promise<void> {
  await page.waitForLoadState("networkidle");
  await page.locator("[aria-busy=true]").first().waitFor({ state: "detached" });
}

/**
 * Waits until this expression is true on the page. Asked from here again and again: a page whose policy forbids to evaluate
 * text cannot ask itself.
 */
export async function untilTrue(page: Page, expression: string): Promise<void> {
  const deadline = Date.now() + 15_000;
  while (!(await page.evaluate<boolean>(expression))) {
    if (Date.now() > deadline) throw new Error(`It never became true: ${expression}`);
    await pause(50);
  }
}
