import { readSettings, resolveReferences } from "#feature/organisation";
import type { ReferenceKind, Settings } from "#feature/organisation/contract";
import type { Comparison, Condition } from "#kit/condition";
import type { Tx } from "#platform/postgres";
import type { Stores } from "#platform/stores";

import { sourceOf } from "../rules/dimensions.ts";
import type { FilterWords } from "../store/filter.ts";
import { readBacklog, type Backlog } from "../store/outbox.ts";
import { readSurveyIds } from "../store/responses.ts";

/** What a question needs to know before it is asked: settings, meanings of words, and how fresh the facts are. */
export interface Ground {
  readonly settings: Settings;
  readonly words: FilterWords;
  readonly freshness: Freshness;
  /** Another one as soon as anything was projected. */
  readonly position: string | null;
}

/** How far the facts lie behind the answers. */
export interface Freshness {
  readonly pending: number;
  readonly lagSeconds: number;
  /** When the newest answer in the facts was received; null when there is none. */
  readonly asOf: string | null;
}

/** Everything a question needs from the truth, in one short transaction. */
export function readGround({ postgres, clock }: Stores, where: Condition | undefined): Promise<Ground> {
  return postgres.read(async (tx) => {
    const settings = await readSettings(tx);
    const words = await readWords(tx, settings, where);
    const backlog = await readBacklog(tx);
    return { settings, words, freshness: freshnessOf(backlog, clock.now()), position: backlog.position };
  });
}

/** How far the facts lie behind, as of now. */
export async function freshnessIn(tx: Tx, now: Date): Promise<Freshness> {
  return freshnessOf(await readBacklog(tx), now);
}

function freshnessOf({ pending, oldest, asOf }: Backlog, now: Date): Freshness {
  const lag = pending === 0 || oldest === null ? 0 : Math.max(0, (now.getTime() - oldest.getTime()) / 1000);
  return { pending, lagSeconds: lag, asOf: asOf?.toISOString() ?? null };
}

async function readWords(tx: Tx, settings: Settings, where: Condition | undefined): Promise<FilterWords> {
  const wanted = where === undefined ? [] : comparisonsOf(where).flatMap(wordsOf);
  const references = wanted.flatMap(({ names, value }) => (names === "survey" ? [] : [{ kind: names, code: value }]));
  const known = references.length === 0 ? new Map() : await resolveReferences(tx, references);
  const slugs = wanted.flatMap(({ names, value }) => (names === "survey" ? [value] : []));
  const surveys = new Map(
    slugs.length === 0 ? [] : (await readSurveyIds(tx, slugs)).map(({ id, slug }) => [slug, id] as const),
  );
  return {
    cuts: settings.cutPoints,
    codeOf: (kind, value) => (known as Known).get(`${kind}:${value}`)?.code ?? value,
    unitIdOf: (value) => (known as Known).get(`unit:${value}`)?.id ?? (isId(value) ? value : undefined),
    surveyIdOf: (value) => surveys.get(value) ?? value,
  };
}

type Known = ReadonlyMap<string, { readonly id: string; readonly code: string }>;

function wordsOf({ field, value }: Comparison): { names: ReferenceKind | "survey"; value: string }[] {
  const names = sourceOf(field)?.names;
  if (names === undefined || value === undefined || value === null) return [];
  const values = Array.isArray(value) ? (value as readonly unknown[]) : [value];
  return values.map((one) => ({ names, value: String(one) }));
}

function comparisonsOf(condition: Condition): readonly Comparison[] {
  if ("all" in condition) return condition.all.flatMap(comparisonsOf);
  if ("any" in condition) return condition.any.flatMap(comparisonsOf);
  return "not" in condition ? comparisonsOf(condition.not) : [condition];
}

function isId(value: string): boolean {
  return /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(value);
}
