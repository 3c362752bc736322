import type { Definition } from "../../contract/definition.ts";
import { isSameContent } from "../same-content.ts";
import type { Change, ChangedPlace } from "./change.ts";
import { partsOf, type Part } from "./parts.ts";

/** What differs between two definitions, in the order of the survey; empty when nothing does. Never throws. */
export function differencesOf(before: Definition, after: Definition): readonly Change[] {
  const [old, now] = [partsOf(before), partsOf(after)];
  return [
    ...languageChanges(before, after),
    ...fieldChanges(before, after),
    ...[...old.values()]
      .filter((part) => isLost(part, now))
      .map((part): Change => ({ ...placeOf(part), code: "removed" })),
    ...[...now.values()].flatMap((part) => changesOf(part, { old, now, before, after })),
    ...themeChanges(before, after),
  ];
}

interface Both {
  readonly old: ReadonlyMap<string, Part>;
  readonly now: ReadonlyMap<string, Part>;
  readonly before: Definition;
  readonly after: Definition;
}

function changesOf(part: Part, both: Both): Change[] {
  const was = both.old.get(part.id);
  if (was === undefined) return isLost(part, both.old) ? [{ ...placeOf(part), code: "added" }] : [];
  const place = placeOf(part);
  return [
    ...(hasMoved(was, part, both) ? [{ ...place, code: "moved" as const, from: at(was), to: at(part) }] : []),
    ...wordChanges(was, part, both),
    ...(isSameContent(was.condition, part.condition)
      ? []
      : [{ ...place, code: "condition" as const, before: was.condition, after: part.condition }]),
    ...settingChanges(was, part),
  ];
}

/** Missing in the other definition, and told by itself: the options of a question that is missing are not. */
function isLost({ id, of }: Part, others: ReadonlyMap<string, Part>): boolean {
  return !others.has(id) && (of === null || others.has(`question::${of}`));
}

/** On another page, or in another order among those that stay; a part put in before it is not a move. */
function hasMoved(was: Part, part: Part, both: Both): boolean {
  if (was.page !== part.page) return true;
  return ranks(both).get(part.id)?.isMoved ?? false;
}

const ranked = new WeakMap<object, ReadonlyMap<string, { isMoved: boolean }>>();

/** Which parts left the longest run that kept its order, for each list of likes. */
function ranks(both: Both): ReadonlyMap<string, { isMoved: boolean }> {
  const known = ranked.get(both.now);
  if (known !== undefined) return known;
  const lists = new Map<string, Part[]>();
  for (const part of both.now.values()) {
    const was = both.old.get(part.id);
    if (was === undefined || was.page !== part.page) continue;
    const name = `${part.part}:${part.of ?? ""}:${part.page ?? ""}`;
    lists.set(name, [...(lists.get(name) ?? []), part]);
  }
  const moved = new Map<string, { isMoved: boolean }>();
  for (const list of lists.values()) {
    const stay = longestRun(list.map(({ id }) => both.old.get(id)?.at ?? 0));
    list.forEach(({ id }, index) => moved.set(id, { isMoved: !stay.has(index) }));
  }
  ranked.set(both.now, moved);
  return moved;
}

/** Places of a longest increasing subsequence. */
function longestRun(values: readonly number[]): ReadonlySet<number> {
  const ends: number[] = [];
  const previous: (number | undefined)[] = [];
  values.forEach((value, index) => {
    const length = ends.findIndex((end) => (values[end] ?? 0) >= value);
    const at = length < 0 ? ends.length : length;
    previous[index] = ends[at - 1];
    ends[at] = index;
  });
  const run = new Set<number>();
  for (let index = ends.at(-1); index !== undefined; index = previous[index]) run.add(index);
  return run;
}

function wordChanges(was: Part, part: Part, { before, after }: Both): Change[] {
  const languages = after.languages.filter((language) => before.languages.includes(language));
  const names = [...new Set([...part.texts.keys(), ...was.texts.keys()])];
  return names.flatMap((text) =>
    languages.flatMap((language): Change[] => {
      const [old, now] = [was.texts.get(text)?.[language] ?? "", part.texts.get(text)?.[language] ?? ""];
      return old === now ? [] : [{ ...placeOf(part), code: "reworded", text, language, before: old, after: now }];
    }),
  );
}

function settingChanges(was: Part, part: Part): Change[] {
  const names = [...new Set([...was.settings.keys(), ...part.settings.keys()])];
  return names.flatMap((setting): Change[] => {
    const [old, now] = [was.settings.get(setting) ?? null, part.settings.get(setting) ?? null];
    return isSameContent(old, now) ? [] : [{ ...placeOf(part), code: "setting", setting, before: old, after: now }];
  });
}

function languageChanges(before: Definition, after: Definition): Change[] {
  return [
    ...missingFrom(before.languages, after.languages).map((language) => ({
      code: "language_added" as const,
      language,
    })),
    ...missingFrom(after.languages, before.languages).map((language) => ({
      code: "language_removed" as const,
      language,
    })),
  ];
}

function fieldChanges(before: Definition, after: Definition): Change[] {
  return [
    ...missingFrom(before.hiddenFields, after.hiddenFields).map((field) => ({ code: "field_added" as const, field })),
    ...missingFrom(after.hiddenFields, before.hiddenFields).map((field) => ({ code: "field_removed" as const, field })),
  ];
}

function themeChanges({ theme: was }: Definition, { theme: now }: Definition): Change[] {
  const names = new Set([...Object.keys(was ?? {}), ...Object.keys(now ?? {})]);
  const valueIn = (theme: object | undefined, name: string): unknown =>
    theme === undefined ? null : ((theme as Record<string, unknown>)[name] ?? null);
  return [...names].flatMap((setting): Change[] => {
    const [old, next] = [valueIn(was, setting), valueIn(now, setting)];
    return old === next ? [] : [{ code: "theme", setting, before: old, after: next }];
  });
}

/** Those of the other list that this one lacks. */
function missingFrom(one: readonly string[], other: readonly string[]): readonly string[] {
  return other.filter((item) => !one.includes(item));
}

function placeOf({ part, key, of, name }: Part): ChangedPlace {
  return { part, key, of, name };
}

function at({ page, at: index }: Part): { page: string | null; at: number } {
  return { page, at: index };
}
