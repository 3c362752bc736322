import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { openPages, seePages, type Look, type PageWorld } from "./page-looks.ts";
import { openVisit, settled } from "./visits.ts";

/** Every page is seen wide and narrow, light and dark: here every second one, the others in Ukrainian. */
const looks: readonly Look[] = [
  { language: "en", width: 1440, scheme: "light", every: 0 },
  { language: "ru", width: 390, scheme: "dark", every: 0 },
];

let world: PageWorld;

before(async () => {
  world = await openPages();
});

after(() => world.stop());

for (const look of looks) {
  test(`every second page is whole in ${look.language} at ${look.width} px, ${look.scheme}`, () =>
    seePages(world, look));
}

test("the first load is under 340 kB of compressed JavaScript; charts and the texts of large slices come only where they are needed", async () => {
  const { product, browser, state } = world;
  // The language that the last look left: whoever has chosen another one than the browser loads both once.
  const { page, context } = await openVisit(browser, { storageState: state, locale: "ru" });
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
