import { after, before, test } from "node:test";

import { openPages, seePages, type Look, type PageWorld } from "./page-looks.ts";

/** The pages that are not seen in English and Russian: see `pages.test.ts`. */
const looks: readonly Look[] = [
  { language: "uk", width: 1440, scheme: "dark", every: 1 },
  { language: "uk", width: 390, scheme: "light", every: 1 },
];

let world: PageWorld;

before(async () => {
  world = await openPages();
});

after(() => world.stop());

for (const look of looks) {
  test(`every other page is whole in ${look.language} at ${look.width} px, ${look.scheme}`, () =>
    seePages(world, look));
}
