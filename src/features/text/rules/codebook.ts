import { bank } from "./codebook/bank.ts";
import { branches } from "./codebook/branches.ts";
import { contact } from "./codebook/contact.ts";
import { delivery } from "./codebook/delivery.ts";
import { digital } from "./codebook/digital.ts";
import { emotions } from "./codebook/emotions.ts";
import { goods } from "./codebook/goods.ts";
import { money } from "./codebook/money.ts";
import { network } from "./codebook/network.ts";
import { offers } from "./codebook/offers.ts";
import { overall } from "./codebook/overall.ts";
import { processes } from "./codebook/processes.ts";
import { resolution } from "./codebook/resolution.ts";
import { staff } from "./codebook/staff.ts";
import type { SeedIndustry, SeedTheme } from "./codebook/theme.ts";
import { work } from "./codebook/work.ts";

export type { InEach, SeedIndustry, SeedLanguage, SeedTheme } from "./codebook/theme.ts";

/** The codebook a company begins with: groups, each followed by its themes, in the order they are shown. */
export const seedThemes: readonly SeedTheme[] = [
  ...branches,
  ...contact,
  ...staff,
  ...resolution,
  ...processes,
  ...digital,
  ...money,
  ...offers,
  ...network,
  ...bank,
  ...goods,
  ...delivery,
  ...overall,
  ...work,
  ...emotions,
];

/** Themes offered to a company of these industries: its own, those for any, and the groups they stand in. */
export function seedThemesFor(industries: readonly SeedIndustry[]): readonly SeedTheme[] {
  const isOffered = (theme: SeedTheme) => theme.industries.some((one) => one === "any" || industries.includes(one));
  const themes = seedThemes.filter((theme) => theme.parent !== null && isOffered(theme));
  const parents = new Set(themes.map(({ parent }) => parent));
  return seedThemes.filter((theme) => (theme.parent === null ? parents.has(theme.key) : themes.includes(theme)));
}
