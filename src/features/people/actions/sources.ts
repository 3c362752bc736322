import type { Viewer } from "#kit/viewer";
import type { Sql, Tx } from "#platform/postgres";

import type { TimelineEntry, TimelineKind } from "../contract.ts";
import type { TimelineAsk } from "../rules/timeline.ts";

/** Something that happens with persons, as a slice further down the way of the data tells it. */
export interface TimelineSource {
  readonly kind: TimelineKind;
  /**
   * At most `limit` entries about these persons, newest first, that the viewer may see; those that come after `before`.
   * It decides by itself what the viewer may see, and answers none where it may see none.
   */
  list(tx: Tx, viewer: Viewer, ask: TimelineAsk): Promise<readonly TimelineEntry[]>;
}

/** What persons need to know of answers: who is seen by them, how recent they are, and when respondents become one. */
export interface AnswersOfPersons {
  /**
   * Makes the predicate whether any of `members` (an `any(…)` of person ids) answered from these units. Answers that may
   * not be laid beside a person (anonymous ones, those of employees) do not count.
   */
  seenFrom(tx: Tx, units: readonly string[]): Promise<(members: Sql) => Sql>;
  /** When any of them last answered, as a timestamp; null when never. Without answers that may not be laid beside them. */
  readonly lastAnsweredAt: (members: Sql) => Sql;
  /** Whoever these answers count as has changed: they are to be projected anew. */
  respondentsChanged(tx: Tx, personIds: readonly string[]): Promise<void>;
}

/** Puts a source into every timeline; the composition root does, before it serves. The same kind replaces. */
export function registerTimeline(source: TimelineSource): void {
  timelines.set(source.kind, source);
}

/** Every registered source. */
export function timelineSources(): readonly TimelineSource[] {
  return [...timelines.values()];
}

/** Tells persons about answers; the composition root does, before it serves. */
export function registerAnswersOfPersons(source: AnswersOfPersons): void {
  answers = source;
}

/** The registered one; undefined while nobody collects answers. */
export function answersOfPersons(): AnswersOfPersons | undefined {
  return answers;
}

const timelines = new Map<TimelineKind, TimelineSource>();
let answers: AnswersOfPersons | undefined;
