import assert from "node:assert/strict";

import { AxeBuilder } from "@axe-core/playwright";
import type { Browser, BrowserContext } from "playwright-core";

import { startProduct, type Product } from "#testing/product";

import { launchBrowser } from "./browser.ts";
import { publishTemplate, sendSampleAnswers, untilProjected } from "./sample-answers.ts";
import { plantPeople } from "./sample-people.ts";
import { addUnitsAndStaff } from "./units-and-staff.ts";
import { openVisit, overflowOf, settled, signedInState } from "./visits.ts";

/** Language, width and colours, and which half of the pages is looked at. */
export interface Look {
  readonly language: string;
  readonly width: number;
  readonly scheme: "light" | "dark";
  readonly every: 0 | 1;
}

/** A product with something on every page, and a browser in which its owner is signed in. */
export interface PageWorld {
  readonly product: Product;
  readonly browser: Browser;
  readonly state: Awaited<ReturnType<typeof signedInState>>;
  /** Addresses of all pages. */
  readonly paths: readonly string[];
  stop(): Promise<void>;
}

type Opened = Pick<PageWorld, "product" | "browser" | "state">;

/** Starts a product and fills it, about half a minute. */
export async function openPages(): Promise<PageWorld> {
  const [product, browser] = await Promise.all([startProduct(), launchBrowser()]);
  const state = await signedInState(browser, product);
  const survey = await publishTemplate(product, "After contact", "transactional-nps");
  await sendSampleAnswers(product, survey.id, 900);
  await untilProjected(product);
  await addUnitsAndStaff(browser, product, state);
  const { personId } = await plantPeople(product);
  const dashboard = await fillDashboard({ product, browser, state });
  const publication = await publishDashboard({ product, browser, state }, dashboard);
  const paths = pathsOf({ survey, personId, dashboard, publication });
  const stop = async (): Promise<void> => {
    await browser.close();
    await product.stop();
  };
  return { product, browser, state, paths, stop };
}

interface Filled {
  readonly survey: { readonly id: string; readonly slug: string };
  readonly personId: string;
  readonly dashboard: string;
  /** Path of a public page of the dashboard. */
  readonly publication: string;
}

/** The pages that find out why. */
function insightPaths(): readonly string[] {
  return [
    "/pain",
    "/problems",
    "/themes",
    "/themes/theme/branch_wait",
    "/themes/new",
    ...["coding", "quality", "discoveries", "recoding", "suggester"].map((tab) => `/themes/${tab}`),
    ...["", "/perception", "/promise", "/streaks", "/growth", "/examples", "/new", "/import", "/settings"].map(
      (tab) => `/competitors${tab}`,
    ),
    "/explore",
    "/changes",
    "/changes?measure=nps:transactional&period=custom&from=2026-07-11&to=2026-10-18&compare=previous",
    "/changes?measure=nps:transactional&by=unit",
    `/changes?${new URLSearchParams({ measure: "nps:transactional", a: unitIs("lviv"), b: unitIs("odesa") }).toString()}`,
    "/changes?measure=nps:transactional&period=custom&from=2026-04-01&to=2026-04-02&compare=previous",
    "/drivers",
    "/drivers/pillars",
    "/drivers/topics",
    ...["", "/population", "/weights", "/planner", "/threshold", "/score"].map((tab) => `/sampling${tab}`),
  ];
}

function pathsOf({ survey, personId, dashboard, publication }: Filled): readonly string[] {
  return [
    "/",
    "/overview",
    "/morning",
    "/my-work",
    "/notices",
    "/help",
    "/answers",
    "/alerts",
    "/alerts/watches",
    "/alerts/watches/new",
    "/alerts/targets",
    "/alerts/targets/new",
    ...insightPaths(),
    "/views",
    "/dashboards",
    `/dashboards/${dashboard}`,
    publication,
    "/surveys",
    "/surveys/new",
    ...["", "/share", "/results", "/versions"].map((tab) => `/surveys/${survey.id}${tab}`),
    "/imports",
    "/directory",
    "/organisation",
    "/organisation/NORTH",
    "/staff",
    "/staff/E1",
    "/settings/unit-kinds",
    "/settings/calendars",
    ...["", `/${personId}`, "/segments", "/personas", "/accounts", "/accounts/ACME", "/duplicates", "/attributes"].map(
      (tab) => `/people${tab}`,
    ),
    ...["organisation", "measurement", "codes", "keys", "audit", "profile", "about"].map((page) => `/settings/${page}`),
    ...["users", "roles", "delegations", "invitations", "sign-in"].map((page) => `/settings/${page}`),
    "/sign-in",
    "/forgot-password",
    "/reset-password",
    `/s/${survey.slug}`,
    `/s/${survey.slug}?score=9`,
    "/s/nothing-here",
  ];
}

/** Sees every second page: nothing sticks out, no violation of accessibility, no text without its words, no error. */
export async function seePages(world: PageWorld, { language, width, scheme, every }: Look): Promise<void> {
  const { product, browser, state, paths } = world;
  const options = { storageState: state, locale: language, colorScheme: scheme, viewport: { width, height: 900 } };
  const { page, context, errors } = await openVisit(browser, options);
  await speak(product, context, language);
  const problems: string[] = [];
  for (const path of paths.filter((_, at) => at % 2 === every)) {
    await page.goto(`${product.url}${path}`);
    await settled(page);
    const overflow = await overflowOf(page);
    if (overflow > 0) problems.push(`${path}: ${overflow} px stick out`);
    const { violations } = await new AxeBuilder({ page }).analyze();
    for (const { id, nodes } of violations)
      problems.push(
        `${path}: axe ${id} at ${nodes
          .map((node) => node.target.join(" "))
          .slice(0, 3)
          .join(", ")}`,
      );
    if (!path.startsWith("/s/")) assert.equal(await page.locator("html").getAttribute("lang"), language);
    const texts = await page.locator("body").innerText();
    const key = /\b[a-z]+(?:\.[a-z][a-zA-Z_]+){1,4}\b/.exec(texts.replaceAll(/\S*[/@]\S*/g, ""))?.[0];
    if (key !== undefined && !/\.(com|org|csv|svg|html|json|example|yaml)$/.test(key))
      problems.push(`${path}: untranslated ${key}`);
  }
  await context.close();
  const unexpected = errors.filter((error) => !error.includes("status of 404"));
  assert.deepEqual([...new Set([...problems, ...unexpected])], []);
}

/** A user's own choice goes before what the browser says. */
async function speak(product: Product, context: BrowserContext, language: string): Promise<void> {
  const response = await context.request.patch(`${product.url}/api/v1/me`, {
    data: { language },
    headers: { origin: product.url },
  });
  assert.ok(response.ok());
}

/** A dashboard of a trend, of groups held against each other, and of a heat map; says its id. */
async function fillDashboard({ product, browser, state }: Opened): Promise<string> {
  const context = await browser.newContext({ storageState: state });
  const put = async (method: "post" | "patch", path: string, data: unknown) => {
    const response = await context.request[method](`${product.url}${path}`, {
      data,
      headers: { origin: product.url },
    });
    assert.ok(response.ok(), await response.text());
    return (await response.json()) as { readonly id: string; readonly revision: number };
  };
  const dashboard = await put("post", "/api/v1/dashboards", { name: "Monday" });
  const cards = [];
  for (const by of [["month"], ["channel"], ["weekday", "channel"]]) {
    const view = { name: by.join(" × "), state: { measures: ["nps:transactional"], by } };
    const { id } = await put("post", "/api/v1/views", view);
    cards.push({ id: crypto.randomUUID(), viewId: id, width: 6, height: 2 });
  }
  await put("patch", `/api/v1/dashboards/${dashboard.id}`, { revision: dashboard.revision, cards });
  await context.close();
  return dashboard.id;
}

/** A public page of two cards of the dashboard; says its path. */
async function publishDashboard({ product, browser, state }: Opened, id: string): Promise<string> {
  const context = await browser.newContext({ storageState: state });
  const { cards } = (await (await context.request.get(`${product.url}/api/v1/dashboards/${id}`)).json()) as {
    readonly cards: readonly { readonly id: string }[];
  };
  const response = await context.request.post(`${product.url}/api/v1/dashboards/${id}/publications`, {
    data: { title: "Results", cards: cards.slice(0, 2).map((card) => card.id), languages: ["en", "ru", "uk"] },
    headers: { origin: product.url },
  });
  assert.ok(response.ok(), await response.text());
  const { link } = (await response.json()) as { readonly link: string };
  await context.close();
  return new URL(link).pathname;
}

/** One unit as a group in an address. */
function unitIs(code: string): string {
  return JSON.stringify({ field: "unit", op: "in", value: [code] });
}
