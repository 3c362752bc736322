import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";

import { operationQuery } from "#web/api/queries.ts";
import { ChartFrame } from "#web/design/ChartFrame.tsx";
import { pictureOf } from "#web/design/picture.ts";
import { ProblemNote } from "#web/design/ProblemNote.tsx";
import { Skeleton } from "#web/design/Skeleton.tsx";
import { useFilter } from "#web/filters/use-filter.ts";

import type { MapQueryInput, Sources } from "../../contract.ts";
import classes from "../Pain.module.css";
import { sourcesTable } from "../tables.ts";
import { useMapWords } from "../words.ts";
import { drawRanks } from "./draw-ranks.ts";

interface SourcesSectionProps {
  readonly query: MapQueryInput;
  /** Only this problem. */
  readonly only?: string;
}

/** Each problem in surveys, complaints, reviews and from employees; what the company does not hear, and what it hears too much. */
export function SourcesSection({ query, only }: SourcesSectionProps) {
  const { measure, where, period, side } = query;
  const body = {
    measure,
    side,
    ...(where === undefined ? {} : { where }),
    ...(period === undefined ? {} : { period }),
  };
  const { data, error } = useQuery({
    ...operationQuery("problems.sources", { body }),
    placeholderData: keepPreviousData,
  });
  if (error !== null) return <ProblemNote error={error} />;
  if (data === undefined) return <Skeleton height={360} />;
  const rows = only === undefined ? data.rows : data.rows.filter(({ key }) => key === only);
  return <LoadedSources sources={{ ...data, rows }} isAlone={only !== undefined} />;
}

function LoadedSources({ sources, isAlone }: { sources: Sources; isAlone: boolean }) {
  const words = useMapWords();
  const nameOf = (key: string): string => sources.rows.find((row) => row.key === key)?.name ?? key;
  const title = words.t("sources.title");
  return (
    <ChartFrame
      title={title}
      note={words.t("sources.note")}
      methods={["problemShare"]}
      table={sourcesTable(sources, words)}
      draw={() => pictureOf({ title, caption: words.t("sources.note"), ...drawRanks(sources, words) })}
    >
      {!isAlone && sources.worksOnNoise.length > 0 ? (
        <p className={classes.warning}>
          {words.t("sources.noise", { names: sources.worksOnNoise.map(nameOf).join(", ") })}
        </p>
      ) : null}
      {!isAlone && sources.idle.length > 0 ? (
        <p className={classes.warning}>{words.t("sources.idle", { names: sources.idle.map(nameOf).join(", ") })}</p>
      ) : null}
      <SourcesTable sources={sources} />
      <ul className={classes.notes}>
        {sources.sources.map(({ kind, surveys, answers }) => (
          <li key={kind}>
            <b>{words.t(`source.${kind}`)}</b> {surveys.map(({ name }) => name).join(", ")}
            {answers === null ? "" : ` · n ${words.count(answers)}`} — {words.t(`bias.${kind}`)}
          </li>
        ))}
        {sources.sources.some(
          ({ kind, surveys }) => kind !== "survey" && surveys.some(({ isGuessed }) => isGuessed),
        ) ? (
          <li>{words.t("sources.guessed")}</li>
        ) : null}
      </ul>
    </ChartFrame>
  );
}

function SourcesTable({ sources }: { sources: Sources }) {
  const words = useMapWords();
  const { search } = useFilter();
  return (
    <div className={classes.scroll}>
      <table className={classes.table}>
        <caption className="unseen">{words.t("sources.title")}</caption>
        <thead>
          <tr>
            <th scope="col">{words.t("column.problem")}</th>
            {sources.sources.map(({ kind }) => (
              <th key={kind} scope="col" className={classes.number}>
                {words.t(`source.${kind}`)}
              </th>
            ))}
            <th scope="col" className={classes.number}>
              {words.t("column.noise")}
            </th>
            <th scope="col" className={classes.number}>
              {words.t("column.impact")}
            </th>
            <th scope="col" className={classes.number}>
              {words.t("column.iceberg")}
            </th>
            <th scope="col">{words.t("column.hearing")}</th>
          </tr>
        </thead>
        <tbody>
          {sources.rows.map(({ key, name, cells, noiseRank, impactRank, iceberg, hearing }) => (
            <tr key={key}>
              <th scope="row">
                <Link to="/problems/$key" params={{ key }} search={{ ...search, picture: undefined }}>
                  {name}
                </Link>
              </th>
              {cells.map(({ kind, state, mentions, share }) => (
                <td key={kind} className={classes.number} data-label={words.t(`source.${kind}`)}>
                  {state === "hidden" ? <small>{words.t("web:figure.hidden")}</small> : words.count(mentions ?? 0)}
                  {share === null || state !== "ok" ? null : <small>{words.percent(share.value)}</small>}
                </td>
              ))}
              <td className={classes.number} data-label={words.t("column.noise")}>
                {noiseRank ?? ""}
              </td>
              <td className={classes.number} data-label={words.t("column.impact")}>
                {impactRank ?? ""}
              </td>
              <td className={classes.number} data-label={words.t("column.iceberg")}>
                {iceberg === null ? "" : words.range(iceberg.low, iceberg.high)}
              </td>
              <td data-label={words.t("column.hearing")}>
                <span className={classes.badge} data-hearing={hearing}>
                  {words.t(`hearing.${hearing}`)}
                </span>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
