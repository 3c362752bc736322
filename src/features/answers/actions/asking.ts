import { unitScope } from "#feature/access";
import { readSettings } from "#feature/organisation";
import { referenceKinds, type ReferenceKind, type Settings } from "#feature/organisation/contract";
import { findPublished } from "#feature/surveys";
import type { Comparison, Condition } from "#kit/condition";
import type { Permission } from "#kit/operation";
import { Refusal } from "#kit/refusal";
import type { Viewer } from "#kit/viewer";
import type { Tx } from "#platform/postgres";

import type { ListRequest } from "../contract.ts";
import { measureParts } from "../rules/measure.ts";
import { commentGroup, comparisonsIn, leastOf, shownCells, splitOf } from "../rules/protection.ts";
import { wordBeginnings } from "../rules/words.ts";
import type { FilterWords, Spellings } from "../store/fields.ts";
import { unknownFields, type ResponseFilter } from "../store/filter.ts";
import { countCells, countShown, type Asked } from "../store/reading.ts";
import { findSpellings, type WantedSpellings } from "../store/spellings.ts";
import { unitSpellings } from "./units.ts";

/** A request that has been understood: what to look for, what of it may be shown, and whose comments may be read. */
export interface Understood {
  readonly asked: Asked;
  readonly settings: Settings;
  /** Surveys with enough protected respondents under this filter that their comments may be read. */
  readonly readable: ReadonlySet<string>;
}

/**
 * Turns a request into a filter within the units for which the viewer holds the permission, and decides what protection leaves of it.
 * @throws Refusal `answers.invalid` naming an unknown field or a measure that is none
 */
export async function understand(
  tx: Tx,
  viewer: Viewer,
  request: Partial<ListRequest>,
  permission: "answers.read" | "answers.erase" = "answers.read",
): Promise<Understood> {
  const settings = await readSettings(tx);
  const filter = filterOf(request, await scopeOf(tx, viewer, permission));
  const words = await wordsOfFilter(tx, request.where, settings);
  const [unknown] = unknownFields(request.where, words);
  if (unknown !== undefined) throw invalid("where", "unknown_field", unknown);

  const split = splitOf(request.where);
  const least = leastOf(split, settings.smallGroup);
  const cells = split === "unsafe" ? [] : shownCells(await countCells(tx, filter, split), least);
  const shown = { split, cells: cells.map(({ surveyId, cell }) => `${surveyId}:${cell}`) };
  if (cells.length === 0) return { asked: { filter, words, shown }, settings, readable: new Set() };

  const left = await countShown(tx, { filter, words, shown });
  const surveysFrom = (least: number) =>
    new Set(left.filter(({ respondents }) => respondents >= least).map(({ surveyId }) => surveyId));
  const large = surveysFrom(least);
  const open = cells.filter(({ surveyId }) => large.has(surveyId)).map(({ surveyId, cell }) => `${surveyId}:${cell}`);
  return {
    asked: { filter, words, shown: { split, cells: open } },
    settings,
    readable: surveysFrom(Math.max(commentGroup, settings.smallGroup)),
  };
}

function filterOf(request: Partial<ListRequest>, scope: Spellings | undefined): ResponseFilter {
  const measure = request.measure === undefined ? undefined : measureParts(request.measure);
  if (request.measure !== undefined && measure === undefined)
    throw invalid("measure", "unknown_measure", request.measure);
  return {
    from: request.from,
    to: request.to,
    where: request.where,
    measure,
    words: wordBeginnings(request.search ?? ""),
    withText: request.withText ?? false,
    scope,
  };
}

/** Undefined: the viewer sees everything. */
async function scopeOf(tx: Tx, viewer: Viewer, permission: Permission): Promise<Spellings | undefined> {
  const units = unitScope(viewer, permission);
  return units === "all" ? undefined : unitSpellings(tx, units);
}

async function wordsOfFilter(tx: Tx, where: Condition | undefined, { cutPoints }: Settings): Promise<FilterWords> {
  const comparisons = where === undefined ? [] : comparisonsIn(where);
  const spellings = new Map(await findSpellings(tx, comparisons.flatMap(wantedSpellings)));
  for (const [key, { ids }] of spellings) if (key.startsWith("unit:")) spellings.set(key, await unitSpellings(tx, ids));

  const surveyIds = new Map<string, string>();
  for (const value of comparisons.filter(({ field }) => field === "survey").flatMap(valuesOf)) {
    const found = await findPublished(tx, value);
    if (found !== undefined) surveyIds.set(value, found.survey.id);
  }
  return {
    cutPoints,
    spellingsOf: (kind, value) => spellings.get(`${kind}:${value}`),
    surveyIdOf: (value) => surveyIds.get(value),
  };
}

function wantedSpellings(comparison: Comparison): readonly WantedSpellings[] {
  const kind = referenceKinds.find((known): known is ReferenceKind => known === comparison.field);
  return kind === undefined ? [] : valuesOf(comparison).map((value) => ({ kind, value }));
}

function valuesOf({ value }: Comparison): readonly string[] {
  if (value === undefined || value === null) return [];
  return Array.isArray(value) ? value.map(String) : [String(value)];
}

function invalid(field: string, code: string, what: string): Refusal {
  return new Refusal("answers.invalid", { what }, [{ field, code }]);
}
