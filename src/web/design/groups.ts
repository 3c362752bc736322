import { IconCircleFilled, IconTriangleFilled, IconTriangleInvertedFilled, type TablerIcon } from "@tabler/icons-react";

import type { MeasureKind } from "#feature/facts/contract";

/** The three groups of a scale, best first. */
export const groups = ["high", "middle", "low"] as const;
export type Group = (typeof groups)[number];

/** Shape that goes with each group's colour, so that colour never stands alone. */
export const groupIcons: Record<Group, TablerIcon> = {
  high: IconTriangleFilled,
  middle: IconCircleFilled,
  low: IconTriangleInvertedFilled,
};

/** Key of a group's name: promoters for recommendations, against expectation for gaps, top box for others. */
export function groupText(kind: MeasureKind, group: Group): string {
  if (kind === "nps" || kind === "enps") return `group.nps-${group}`;
  return kind === "gap" ? `group.gap-${group}` : `group.${group}`;
}
