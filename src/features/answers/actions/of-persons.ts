import { unitScope } from "#feature/access";
import type { AnswersOfPersons, TimelineSource } from "#feature/people";
import { findPublished } from "#feature/surveys";
import type { Viewer } from "#kit/viewer";
import type { Tx } from "#platform/postgres";

import { answeredFrom, lastAnsweredAt, listResponsesOf, projectAgain } from "../store/of-persons.ts";
import { unitSpellings } from "./units.ts";

/** What persons need to know of answers. The composition root registers it. */
export const answersOfPersons: AnswersOfPersons = {
  seenFrom: async (tx, units) => {
    const spellings = await unitSpellings(tx, units);
    return (members) => answeredFrom(members, spellings);
  },
  lastAnsweredAt,
  respondentsChanged: projectAgain,
};

/**
 * Answers in the timeline of a person: only of units the viewer sees, and never anonymous ones nor those of employees.
 * The composition root registers it.
 */
export const answersTimeline: TimelineSource = {
  kind: "response",
  list: async (tx, viewer, ask) => {
    if (!viewer.permissions.has("answers.read")) return [];
    const rows = await listResponsesOf(tx, ask, await scopeOf(tx, viewer));
    const names = new Map<string, string>();
    for (const { surveyId } of rows)
      if (!names.has(surveyId)) names.set(surveyId, (await findPublished(tx, surveyId))?.survey.name ?? "");
    return rows.map(({ id, at, surveyId, programme, score }) => ({
      id,
      kind: "response" as const,
      at: at.toISOString(),
      params: {
        what: score === null ? "plain" : "scored",
        survey: names.get(surveyId) ?? "",
        programme,
        score: score ?? "",
      },
      link: `/answers/${id}`,
    }));
  },
};

async function scopeOf(tx: Tx, viewer: Viewer) {
  const units = unitScope(viewer, "answers.read");
  return units === "all" ? undefined : unitSpellings(tx, units);
}
