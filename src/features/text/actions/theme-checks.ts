import { localText } from "#feature/facts";
import { Refusal } from "#kit/refusal";

import type { Theme, ThemeWish } from "../contract.ts";
import { canonicalJson } from "../rules/canonical.ts";
import { keyFrom } from "../rules/key-of.ts";
import { themePatternProblems } from "../rules/pattern-check.ts";
import type { ThemeRow } from "../store/themes.ts";

/** @throws Refusal `text.bad_pattern` naming the first pattern that cannot be used, and where it stands */
export function requirePatterns({ patterns }: Pick<ThemeWish, "patterns">): void {
  const problems = themePatternProblems(patterns);
  const [wrong] = problems;
  if (wrong === undefined) return;
  throw new Refusal(
    "text.bad_pattern",
    { pattern: wrong.pattern },
    problems.map(({ language, list, problem }) => ({ field: `patterns.${language}.${list}`, code: problem })),
  );
}

/** @throws Refusal `text.unknown_theme` */
export function requireTheme(rows: readonly ThemeRow[], key: string): ThemeRow {
  const row = rows.find((one) => one.key === key);
  if (row === undefined) throw new Refusal("text.unknown_theme", { key });
  return row;
}

/**
 * A parent is a group of its own: the tree has two levels, and a group with themes stays one.
 * @throws Refusal `text.unknown_theme`
 */
export function requireParent(rows: readonly ThemeRow[], key: string | null, parent: string | null): void {
  if (parent === null) return;
  const found = requireTheme(rows, parent);
  const isGroup = key !== null && rows.some((row) => row.parent === key);
  if (parent === key || found.parent !== null || isGroup) throw new Refusal("text.unknown_theme", { key: parent });
}

/** @throws Refusal `text.unknown_theme`, `text.merge_in_circle` */
export function requireNoCircle(rows: readonly ThemeRow[], key: string, mergedInto: string): void {
  requireTheme(rows, mergedInto);
  const next = new Map(rows.map((row) => [row.key, row.mergedInto]));
  for (let at: string | null = mergedInto; at !== null; at = next.get(at) ?? null) {
    if (at === key) throw new Refusal("text.merge_in_circle");
  }
}

/** A key made of a name that no theme has. */
export function freeKey(rows: readonly ThemeRow[], name: string): string {
  const taken = new Set(rows.map(({ key }) => key));
  const key = keyFrom(name);
  for (let number = 1; ; number += 1) {
    const candidate = number === 1 ? key : `${key}_${number}`;
    if (!taken.has(candidate)) return candidate;
  }
}

/** What somebody said a theme is. */
export function wishOf(row: ThemeWish): ThemeWish {
  const { parent, kind, names, problemNames, praiseNames, about, patterns, examples } = row;
  return { parent, kind, names, problemNames, praiseNames, about, patterns, examples };
}

/** Whether two wishes say the same, whatever the order they are written in. */
export function isSameWish(one: ThemeWish, other: ThemeWish): boolean {
  return canonical(wishOf(one)) === canonical(wishOf(other));
}

/** What is empty is as good as left out. */
function canonical(wish: ThemeWish): string {
  return canonicalJson(withoutEmpty(wish));
}

function withoutEmpty(value: unknown): unknown {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
  const parts = Object.entries(value).map(([key, held]) => [key, withoutEmpty(held)] as const);
  return Object.fromEntries(parts.filter(([, held]) => !isEmpty(held)));
}

function isEmpty(value: unknown): boolean {
  if (value === "" || value === null || value === undefined) return true;
  return typeof value === "object" && Object.keys(value).length === 0;
}

const noMentions = { problem: 0, praise: 0, neutral: 0 } as const;

/** A theme as it is shown. */
export function presentTheme(row: ThemeRow, language: string, mentions: Theme["mentions"] = noMentions): Theme {
  const { key, isSeeded, isEdited, mergedInto, revision, position } = row;
  const name = localText(row.names, language) || key;
  return {
    key,
    ...wishOf(row),
    name,
    sideNames: {
      problem: localText(row.problemNames, language) || name,
      praise: localText(row.praiseNames, language) || name,
      neutral: name,
    },
    industries: [...row.industries],
    position,
    isSeeded,
    isEdited,
    isArchived: row.isArchived || row.isUnfitting,
    mergedInto,
    revision,
    mentions,
  };
}
