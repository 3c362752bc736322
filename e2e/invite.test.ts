import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import type { Browser, BrowserContext, Page } from "playwright-core";

import { codeNow } from "#testing/authenticator";
import { call, startProduct, type Product } from "#testing/product";

import { launchBrowser } from "./browser.ts";
import { publishTemplate, sendSampleAnswers, untilProjected } from "./sample-answers.ts";
import { openVisit, overflowOf, settled, signedInState } from "./visits.ts";

const manager = { email: "maria@example.org", password: "quiet morning rivers" };

let product: Product;
let browser: Browser;
let owner: BrowserContext;
const units = new Map<string, string>();

before(async () => {
  [product, browser] = await Promise.all([startProduct(), launchBrowser()]);
  owner = await browser.newContext({ storageState: await signedInState(browser, product), locale: "en" });
  for (const code of ["kyiv", "lviv", "odesa", "dnipro", "kherson"]) {
    const path = `/api/v1/references/unit/${code}`;
    units.set(code, (await call<{ id: string }>(product, "PUT", path, { name: `Branch ${code}` })).id);
  }
  const survey = await publishTemplate(product, "After contact", "transactional-nps");
  await sendSampleAnswers(product, survey.id, 200);
  await untilProjected(product);
});

after(async () => {
  await browser.close();
  await product.stop();
});

test("an owner invites a branch manager, who comes in by phone, protects the account and sees her branch only", async () => {
  const link = await inviteManager(await owner.newPage());
  const { page, context, errors } = await openVisit(browser, phone("en"));

  await page.goto(link);
  await page.getByLabel("Your name").fill("Maria");
  await page.getByLabel("Password", { exact: true }).fill(manager.password);
  assert.equal(await overflowOf(page), 0);
  await page.getByRole("button", { name: "Accept and go in" }).click();
  await page.waitForURL((url) => !url.pathname.startsWith("/invitation"));

  const secret = await protectAccount(page);
  await send(context, "POST", "/api/auth/sign-out");
  await signInWithCode(page, secret);

  const ofBranch = await answersOf(owner, { field: "unit", op: "eq", value: "kyiv" });
  assert.ok(ofBranch > 0 && ofBranch < (await answersOf(owner)));
  assert.equal(await answersOf(context), ofBranch);
  assert.equal(await exportedOf(context), ofBranch);
  for (const path of ["/overview", "/morning"]) {
    await page.goto(`${product.url}${path}`);
    await settled(page);
    const text = await page.locator("main").innerText();
    assert.doesNotMatch(text, /Branch (lviv|odesa|dnipro|kherson)/, path);
    assert.equal(await overflowOf(page), 0, path);
  }
  await page.goto(`${product.url}/overview`);
  await settled(page);
  assert.match(await page.locator("main").innerText(), new RegExp(String.raw`\b${ofBranch}\b`));
  assert.deepEqual(
    errors.filter((error) => !/status of 40[13]/.test(error)),
    [],
  );

  await page.goto(link);
  await page.getByRole("heading", { name: "You are already here" }).waitFor();
  await context.close();
});

test("a link that was taken back, replaced or made up says so in Ukrainian and leads to the sign-in", async () => {
  const invite = async (email: string) => {
    const body = { email, grants: [{ role: "analyst", units: "all" }], language: "uk" };
    return send<Invited>(owner, "POST", "/api/v1/invitations", body);
  };
  const [revoked, replaced] = [await invite("one@example.org"), await invite("two@example.org")];
  await send(owner, "DELETE", `/api/v1/invitations/${revoked.invitation.id}`);
  await send(owner, "POST", `/api/v1/invitations/${replaced.invitation.id}/resend`, {});

  const { page, context } = await openVisit(browser, phone("uk-UA"));
  for (const path of [revoked.link, replaced.link, `/invitation#${"x".repeat(64)}`]) {
    await page.goto("about:blank");
    await page.goto(`${product.url}${path}`);
    await page.getByRole("heading", { level: 1, name: "Це посилання більше не діє" }).waitFor();
    assert.equal(await page.getByRole("link", { name: "Увійти" }).count(), 1);
    assert.equal(await overflowOf(page), 0);
  }
  await context.close();
});

test("an employee lands on the own work, and every other page answers with words instead of numbers", async () => {
  const worker = { email: "ivan@example.org", password: "seven green bottles" };
  await call(product, "PUT", "/api/v1/references/employee/E7", { name: "Ivan" });
  const wish = { name: "Ivan", ...worker, grants: [{ role: "employee", units: "all" }] };
  const { id } = await send<{ id: string }>(owner, "POST", "/api/v1/users", wish);
  await send(owner, "PUT", `/api/v1/users/${id}/employee`, { employee: "E7" });

  const { page, context } = await openVisit(browser, phone("en"));
  await page.goto(product.url);
  await page.getByLabel("E-mail").fill(worker.email);
  await page.getByLabel("Password", { exact: true }).fill(worker.password);
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.getByRole("heading", { level: 1, name: /my work/i }).waitFor();

  for (const path of ["/overview", "/answers", "/surveys", "/imports", "/settings/users", "/settings/audit"]) {
    await page.goto(`${product.url}${path}`);
    await settled(page);
    const text = await page.locator("body").innerText();
    assert.match(text, /may not|permission|not for you|no right/i, `${path}: ${text}`);
  }
  await context.close();
});

interface Invited {
  readonly invitation: { readonly id: string };
  readonly link: string;
}

function phone(locale: string) {
  return { locale, viewport: { width: 390, height: 844 }, hasTouch: true };
}

async function inviteManager(page: Page): Promise<string> {
  await page.goto(`${product.url}/settings/invitations`);
  await page.getByRole("button", { name: "Invite somebody" }).click();
  await page.getByLabel("E-mail").fill(manager.email);
  await page.getByLabel("Role").selectOption("unit-manager");
  await page.getByPlaceholder("Everywhere").click();
  await page.getByRole("option", { name: "Branch kyiv" }).click();
  await page.getByRole("button", { name: "Invite", exact: true }).click();
  const link = await page.getByLabel("Link to hand over").inputValue();
  await page.close();
  return link;
}

/** Sets the second factor up in the profile; the key that the authenticator holds. */
async function protectAccount(page: Page): Promise<string> {
  await page.goto(`${product.url}/settings/profile`);
  const card = page.getByRole("region", { name: "Second factor" });
  await card.getByRole("button", { name: "Set up" }).click();
  await card.getByLabel("Your password, to be sure it is you").fill(manager.password);
  await card.getByRole("button", { name: "Set up" }).click();
  const secret = await card.getByLabel("Key", { exact: true }).inputValue();
  await card.getByLabel("Six-digit code").fill(codeNow(secret, { now: () => new Date() }));
  await card.getByRole("button", { name: "Switch on" }).click();
  await card.getByRole("heading", { name: /backup codes/i }).waitFor();
  return secret;
}

async function signInWithCode(page: Page, secret: string): Promise<void> {
  await page.goto(`${product.url}/sign-in`);
  await page.getByLabel("E-mail").fill(manager.email);
  await page.getByLabel("Password", { exact: true }).fill(manager.password);
  await page.getByRole("button", { name: "Sign in" }).click();
  // The code that set it up is used; the next one holds already.
  const next = { now: () => new Date(Date.now() + 30_000) };
  await page.getByLabel("Six-digit code").fill(codeNow(secret, next));
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.waitForURL((url) => !url.pathname.startsWith("/sign-in"));
}

async function send<T>(context: BrowserContext, method: string, path: string, data?: unknown): Promise<T> {
  const options = { method, headers: { origin: product.url }, ...(data === undefined ? {} : { data }) };
  const response = await context.request.fetch(`${product.url}${path}`, options);
  assert.ok(response.ok(), `${method} ${path}: ${response.status()} ${await response.text()}`);
  return (await response.json()) as T;
}

async function answersOf(context: BrowserContext, where?: object): Promise<number> {
  const question = { measures: ["nps:transactional"], ...(where === undefined ? {} : { where }) };
  const { found } = await send<{ found: { total: { figure: { n: number } } }[] }>(
    context,
    "POST",
    "/api/v1/explore",
    question,
  );
  return found[0]?.total.figure.n ?? 0;
}

async function exportedOf(context: BrowserContext): Promise<number> {
  const data = { question: { measures: ["nps:transactional"] }, format: "csv" };
  const options = { headers: { origin: product.url }, data };
  const answer = await context.request.post(`${product.url}/api/v1/explore/export`, options);
  const [, line = ""] = (await answer.text()).split("\r\n");
  return Number(line.split(",")[4]);
}
