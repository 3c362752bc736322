import type { TimelineSource } from "#feature/people";

import { listLinkEvents } from "../store/link-timeline.ts";
import { findPublished } from "./published.ts";

/** Links that were made for a person, in their timeline. The composition root registers it. */
export const linksTimeline: TimelineSource = {
  kind: "link",
  list: async (tx, viewer, ask) => {
    if (!viewer.permissions.has("surveys.read")) return [];
    const rows = await listLinkEvents(tx, ask);
    const names = new Map<string, string>();
    for (const { surveyId } of rows)
      if (!names.has(surveyId)) names.set(surveyId, (await findPublished(tx, surveyId))?.survey.name ?? "");
    return rows.map(({ id, at, surveyId, isUsed }) => ({
      id,
      kind: "link" as const,
      at: at.toISOString(),
      params: { what: isUsed ? "used" : "made", survey: names.get(surveyId) ?? "" },
      link: `/surveys/${surveyId}`,
    }));
  },
};
