import { keepPreviousData, useQuery } from "@tanstack/react-query";

import { operationQuery } from "#web/api/queries.ts";
import { ProblemNote } from "#web/design/ProblemNote.tsx";
import { Skeleton } from "#web/design/Skeleton.tsx";
import { useFilter } from "#web/filters/use-filter.ts";

import { headlineOf } from "./headline.ts";
import classes from "./MeasureGroups.module.css";
import { MeasureGroups } from "./MeasureGroups.tsx";
import { useSentence } from "./sentence.ts";
import { useTopMeasure } from "./top-measure.ts";

/** The overview as a card of a dashboard: the answer in a sentence, every measure below it. */
export function OverviewWidget() {
  const top = useTopMeasure();
  const { filter, search } = useFilter();
  const sentence = useSentence();
  const { data, error } = useQuery({
    ...operationQuery("insight.readOverview", { body: filter }),
    placeholderData: keepPreviousData,
  });
  if (error !== null) return <ProblemNote error={error} />;
  if (data === undefined) return <Skeleton height={180} />;
  const chosen = headlineOf(data.items, search.measure, top);
  return (
    <>
      {chosen === undefined ? null : <h2>{sentence(chosen)}</h2>}
      <div className={classes.inCard}>
        <MeasureGroups items={data.items} chosen={undefined} />
      </div>
    </>
  );
}
