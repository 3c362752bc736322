import { listValues, type Asker } from "#feature/facts";
import { everyPublished } from "#feature/surveys";
import { consequenceThemes } from "#feature/text";
import { textIn } from "#kit/language";
import type { Tx } from "#platform/postgres";

import type { Reach, Side } from "../contract.ts";
import { knownCodes, type AskedSurvey, type KnownCode, type ThemeCode } from "../rules/known-codes.ts";
import { spokenKey, subjectsOf, type Subject } from "../rules/proposals.ts";
import { selectMergedKeys, selectProblems, type ProblemRow } from "../store/problems.ts";

/** The problems there are, registered and proposed, with what is known of every code. */
export interface Catalogue {
  readonly subjects: readonly Subject<ProblemRow>[];
  readonly known: ReadonlyMap<string, KnownCode>;
  readonly surveys: readonly (AskedSurvey & { readonly programme: string; readonly slug: string })[];
}

/** Everything that may stand on the map of a side, for this viewer. Names are in the viewer's language. */
export async function readCatalogue({ stores, viewer }: Asker, side: Side): Promise<Catalogue> {
  const { language } = viewer;
  const [themes, found] = await Promise.all([
    themeCodes({ stores, viewer }),
    stores.postgres.read(async (tx) => ({
      surveys: await askedSurveys(tx),
      rows: await selectProblems(tx),
      merged: await selectMergedKeys(tx),
      consequences: await consequenceThemes(tx),
    })),
  ]);
  const known = knownCodes(found.surveys, themes, language);
  const subjects = subjectsOf(found.rows, { known, side, ...found });
  return { subjects, known: new Map(known.map((one) => [one.code, one])), surveys: found.surveys };
}

/** The name of a subject in the reader's language. */
export function titleOf({ row, title, key }: Subject<ProblemRow>, language: string): string {
  const text = row === null ? title : textIn(row.name, language, "en");
  return text === "" ? spokenKey(key) : text;
}

/**
 * Who was in a position to name a problem: everybody, if all its codes are options of questions that everybody was asked. What
 * is told from words counts as asked of those alone whom the question after the score is about.
 */
export function reachOf(codes: readonly string[], known: Catalogue["known"], side: Side): Reach {
  const partial: Reach = side === "pain" ? "not-the-happy" : "not-the-unhappy";
  const reaches = codes.map((code) => known.get(code)?.reach ?? partial);
  return reaches.every((reach) => reach === "everybody") ? "everybody" : partial;
}

async function askedSurveys(tx: Tx): Promise<Catalogue["surveys"]> {
  const published = await everyPublished(tx);
  return published.map(({ survey, version }) => ({
    id: survey.id,
    name: survey.name,
    programme: survey.programme,
    slug: survey.slug,
    definition: version.definition,
  }));
}

/** Themes that answers within the viewer's scope were coded with; up to a minute old. */
async function themeCodes(asker: Asker): Promise<readonly ThemeCode[]> {
  const key = JSON.stringify([asker.viewer.units, asker.viewer.language]);
  const known = memory.get(asker.stores.clickhouse) ?? new Map<string, Kept>();
  memory.set(asker.stores.clickhouse, known);
  const kept = known.get(key);
  if (kept !== undefined && performance.now() - kept.since < keptFor) return kept.themes;
  const { items } = await listValues(asker, { dimension: "theme", limit: 500 });
  const themes = items
    .filter(({ value }) => /^[^:\s]+[-+~]$/.test(value))
    .map(({ value, name }) => ({ code: value, title: name === value ? "" : name }));
  if (themes.length > 0) known.set(key, { themes, since: performance.now() });
  return themes;
}

interface Kept {
  readonly themes: readonly ThemeCode[];
  readonly since: number;
}

const keptFor = 60_000;
const memory = new WeakMap<object, Map<string, Kept>>();
