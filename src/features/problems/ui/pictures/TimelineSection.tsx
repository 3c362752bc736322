import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";

import { operationQuery } from "#web/api/queries.ts";
import { ChartFrame } from "#web/design/ChartFrame.tsx";
import { ProblemNote } from "#web/design/ProblemNote.tsx";
import { Skeleton } from "#web/design/Skeleton.tsx";
import { useFilter } from "#web/filters/use-filter.ts";
import { formatStep, timeSteps } from "#web/format/time.ts";

import type { MapQueryInput, Timeline } from "../../contract.ts";
import classes from "../Pain.module.css";
import { timelineTable } from "../tables.ts";
import { useMapWords } from "../words.ts";
import { drawTimeline } from "./draw-timeline.ts";
import pictures from "./Pictures.module.css";
import { ShareLine } from "./ShareLine.tsx";

interface TimelineSectionProps {
  readonly query: MapQueryInput;
  readonly keys?: readonly string[];
}

/** Shares over time as small pictures on one scale; with a day on which something was done, before and after it. */
export function TimelineSection({ query, keys }: TimelineSectionProps) {
  const { search } = useFilter();
  const { compare: _, ...plain } = query;
  const body = {
    ...plain,
    ...(search.step === undefined ? {} : { step: search.step }),
    ...(search.a === undefined || !/^\d{4}-\d{2}-\d{2}$/.test(search.a) ? {} : { since: search.a }),
    ...(keys === undefined ? {} : { keys: [...keys] }),
  };
  const { data, error } = useQuery({
    ...operationQuery("problems.timeline", { body }),
    placeholderData: keepPreviousData,
  });
  if (error !== null) return <ProblemNote error={error} />;
  return data === undefined ? <Skeleton height={360} /> : <LoadedTimeline timeline={data} query={query} />;
}

function LoadedTimeline({ timeline, query }: { timeline: Timeline; query: MapQueryInput }) {
  const words = useMapWords();
  const navigate = useNavigate();
  const { search, change } = useFilter();
  const when = (from: string): string => formatStep(from, timeline.step, words.language);
  const title = words.t("timeline.title");
  const most = Math.max(
    1,
    ...timeline.items.flatMap(({ points }) =>
      points.flatMap(({ share }) => (share === null ? [] : [share.interval.high])),
    ),
  );
  const isAlone = timeline.items.length === 1;
  return (
    <ChartFrame
      title={title}
      note={words.t("timeline.note")}
      methods={["problemShare"]}
      table={timelineTable(timeline, words, when)}
      draw={() => drawTimeline(timeline, { title, caption: words.t("timeline.note"), most, when, words })}
      controls={
        <span className={classes.row}>
          <label className={classes.row}>
            <small>{words.t("timeline.since")}</small>
            <input
              type="date"
              className={classes.input}
              value={search.a ?? ""}
              onChange={(event) =>
                change({ a: event.target.value === "" ? undefined : event.target.value }, { replace: true })
              }
            />
          </label>
          <select
            className={classes.select}
            aria-label={words.t("timeline.step")}
            value={timeline.step}
            onChange={(event) =>
              change({ step: timeSteps.find((each) => each === event.target.value) }, { replace: true })
            }
          >
            {timeSteps.map((each) => (
              <option key={each} value={each}>
                {words.t(`step.${each}`)}
              </option>
            ))}
          </select>
        </span>
      }
    >
      {timeline.items.length === 0 ? <p className={classes.note}>{words.t("timeline.nothing")}</p> : null}
      <div className={pictures.multiples} style={isAlone ? { gridTemplateColumns: "minmax(0, 1fr)" } : undefined}>
        {timeline.items.map((item) => (
          <ShareLine
            key={item.key}
            item={item}
            most={most}
            side={query.side ?? "pain"}
            since={search.a}
            when={when}
            isTitled={!isAlone}
            onOpen={() =>
              void navigate({
                to: "/problems/$key",
                params: { key: item.key },
                search: { ...search, picture: undefined },
              })
            }
          />
        ))}
      </div>
    </ChartFrame>
  );
}
