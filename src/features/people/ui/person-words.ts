import type { TFunction } from "i18next";

import type { Person } from "#feature/people/contract";

/** What to call a person: their name, else the first thing they are known by. */
export function nameOf({ displayName, identities }: Pick<Person, "displayName" | "identities">, t: TFunction): string {
  return displayName ?? identities[0]?.value ?? t("people:nameless");
}

/** The first letters of the first two words, for the picture. */
export function initialsOf(name: string): string {
  const words = name.match(/[\p{L}\p{N}]+/gu) ?? [];
  return words
    .slice(0, 2)
    .map((word) => /^./u.exec(word)?.[0] ?? "")
    .join("")
    .toUpperCase();
}

/** What stands under the name: how they are reached, and where they belong. */
export function underName({ displayName, identities, homeUnit }: Person): string {
  const known = identities.map(({ value }) => value).slice(displayName === null ? 1 : 0, 3);
  return [...known, ...(homeUnit === null ? [] : [homeUnit.name])].join(" · ");
}
