import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { AxeBuilder } from "@axe-core/playwright";
import type { Browser, BrowserContext } from "playwright-core";

import { startProduct, type Product } from "#testing/product";

import { launchBrowser } from "./browser.ts";
import { publishTemplate, sendSampleAnswers, untilProjected } from "./sample-answers.ts";
import { plantPeople } from "./sample-people.ts";
import { addUnitsAndStaff } from "./units-and-staff.ts";
import { openVisit, overflowOf, settled, signedInState } from "./visits.ts";

/** Every page is seen wide and narrow, light and dark: every second one in English and Russian, the others in Ukrainian. */
const looks = [
  { language: "en", width: 1440, scheme: "light", every: 0 },
  { language: "ru", width: 390, scheme: "dark", every: 0 },
  { language: "uk", width: 1440, scheme: "dark", every: 1 },
  { language: "uk", width: 390, scheme: "light", every: 1 },
] as const;

let product: Product;
let browser: Browser;
let state: Awaited<ReturnType<typeof signedInState>>;
let paths: readonly string[];

before(async () => {
  [product, browser] = await Promise.all([startProduct(), launchBrowser()]);
  state = await signedInState(browser, product);
  const survey = await publishTemplate(product, "After contact", "transactional-nps");
  await sendSampleAnswers(product, survey.id, 900);
  await untilProjected(product);
  await addUnitsAndStaff(browser, product, state);
  const { personId } = await plantPeople(product);
  paths = [
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
    "/explore",
    "/drivers",
    "/drivers/pillars",
    "/drivers/topics",
    "/views",
    "/dashboards",
    `/dashboards/${await fillDashboard()}`,
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
});

after(async () => {
  await browser.close();
  await product.stop();
});

for (const { language, width, scheme, every } of looks) {
  test(`every second page is whole in ${language} at ${width} px, ${scheme}`, async () => {
    const options = { storageState: state, locale: language, colorScheme: scheme, viewport: { width, height: 900 } };
    const { page, context, errors } = await openVisit(browser, options);
    await speak(context, language);
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
  });
}

test("the first load is under 340 kB of compressed JavaScript; charts and the texts of large slices come only where they are needed", async () => {
  const { page, context } = await openVisit(browser, { storageState: state });
  const scripts = new Map<string, Promise<number>>();
  page.on("response", (response) => {
    if (response.request().resourceType() !== "script") return;
    const sizes = response.request().sizes();
    scripts.set(
      response.url(),
      sizes.then(({ responseBodySize }) => responseBodySize),
    );
  });
  const hasAsked = (name: RegExp) => [...scripts.keys()].some((url) => name.test(url));
  await page.goto(`${product.url}/surveys`);
  await settled(page);
  const first = (await Promise.all(scripts.values())).reduce((sum, size) => sum + size, 0);
  assert.ok(first > 50_000 && first < 340_000, `${first} bytes`);
  assert.ok(!hasAsked(/charts|locale-\w+-\w+-/));

  await page.goto(`${product.url}/`);
  await settled(page);
  assert.ok(hasAsked(/charts/));
  await page.goto(`${product.url}/pain`);
  await settled(page);
  assert.ok(hasAsked(/locale-\w+-problems-/));
  await context.close();
});

/** A user's own choice goes before what the browser says. */
async function speak(context: BrowserContext, language: string): Promise<void> {
  const response = await context.request.patch(`${product.url}/api/v1/me`, {
    data: { language },
    headers: { origin: product.url },
  });
  assert.ok(response.ok());
}

/** A dashboard of a trend, of groups held against each other, and of a heat map; says its id. */
async function fillDashboard(): Promise<string> {
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
