import type { EffectSource } from "#feature/organisation";

import { countOpenLinks } from "../store/links.ts";

/** Tells, before units are moved, merged or closed, how many open links were made for them. */
export const linksOfUnits: EffectSource = {
  name: "links",
  count: ({ postgres, clock }, { codes }) => postgres.read((tx) => countOpenLinks(tx, codes, clock.now())),
};
