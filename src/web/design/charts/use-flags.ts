import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";

import type { Annotation } from "#feature/explore/contract";
import type { Trend } from "#feature/insight/contract";

import { operationQuery } from "../../api/queries.ts";
import type { Flag } from "./trend-option.ts";

/** What happened during a trend, oldest first, and the same as flags on its axis. */
export function useFlags(points: readonly Pick<Trend["points"][number], "at">[]): {
  readonly annotations: readonly Annotation[];
  readonly flags: readonly Flag[];
} {
  const from = points[0]?.at.slice(0, 10);
  const { data } = useQuery({
    ...operationQuery("explore.listAnnotations", { query: from === undefined ? {} : { from } }),
    enabled: from !== undefined,
    staleTime: 30_000,
  });
  return useMemo(() => {
    const annotations = (data?.items ?? []).toReversed();
    const flags = annotations.map((annotation, index): Flag => ({
      from: placeOf(points, annotation.from),
      to: placeOf(points, annotation.to),
      label: String(index + 1),
    }));
    return { annotations, flags };
  }, [data, points]);
}

/** The point that a day falls on: the last that begins on or before it. */
function placeOf(points: readonly { readonly at: string }[], day: string): number {
  return Math.max(
    0,
    points.findLastIndex(({ at }) => at.slice(0, 10) <= day),
  );
}
