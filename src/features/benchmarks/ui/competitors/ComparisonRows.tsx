import { Link } from "@tanstack/react-router";
import { Fragment } from "react";
import { useTranslation } from "react-i18next";

import dots from "#web/design/DotRows.module.css";
import type { DotLine } from "#web/design/draw-dot-rows.ts";
import ranking from "#web/design/RankingTable.module.css";
import { Whisker } from "#web/design/Whisker.tsx";
import { useFilter } from "#web/filters/use-filter.ts";
import { formatCount, type Span } from "#web/format/number.ts";
import { formatDay } from "#web/format/time.ts";

import type { BenchmarkSettings, Compared } from "../../contract.ts";
import { rankText, type Words } from "../../rules.ts";
import { AnswersLink } from "../AnswersLink.tsx";
import classes from "../Benchmarks.module.css";
import { useWords } from "../use-benchmarks.ts";

interface Row {
  readonly item: Compared;
  readonly line: DotLine;
}

interface ComparisonRowsProps {
  readonly caption: string;
  readonly rows: readonly Row[];
  readonly domain: Span;
  readonly settings: BenchmarkSettings;
}

interface RowOfProps extends Omit<ComparisonRowsProps, "caption" | "rows"> {
  readonly row: Row;
}

/** Those measured in one way stand together; what limits a comparison stands below the name. */
export function ComparisonRows({ caption, rows, domain, settings }: ComparisonRowsProps) {
  const { t } = useTranslation("benchmarks");
  const words = useWords();
  const groups = [...Map.groupBy(rows, ({ item }) => item.base)];
  return (
    <table className={`${ranking.table} ${dots.rows}`}>
      <caption className="unseen">{caption}</caption>
      <thead>
        <tr>
          <th scope="col">{t("column.name")}</th>
          <th scope="col" aria-hidden className={ranking.picture} />
          <th scope="col" className={ranking.number}>
            {t("column.score")}
          </th>
          <th scope="col" className={ranking.number}>
            n
          </th>
          <th scope="col" className={ranking.number}>
            {t("column.rank")}
          </th>
          <th scope="col">{t("column.relative")}</th>
        </tr>
      </thead>
      <tbody>
        {groups.map(([base, some]) => (
          <Fragment key={base}>
            <tr className={dots.base}>
              <th colSpan={6} scope="rowgroup">
                {baseName(base, words)}
              </th>
            </tr>
            {some.map((row) => (
              <RowOf key={row.item.key} row={row} domain={domain} settings={settings} />
            ))}
          </Fragment>
        ))}
      </tbody>
    </table>
  );
}

function RowOf({ row: { item, line }, domain, settings }: RowOfProps) {
  const { t, i18n } = useTranslation("benchmarks");
  const { latest, rank, rankHigh, cautions } = item;
  const tone = line.tone ?? "plain";
  return (
    <tr data-own={item.isOwn}>
      <th scope="row">
        <NameOf item={item} name={line.name} settings={settings} />
        {latest === null ? null : (
          <small>
            {formatDay(latest.on, i18n.language)} · {t(`surveyMethod.${latest.method}`)}
            {latest.source === "" ? "" : ` · ${latest.source}`}
          </small>
        )}
        {cautions.length === 0 ? null : (
          <span className={classes.cautions}>{cautions.map((caution) => t(`caution.${caution}`)).join(" ")}</span>
        )}
      </th>
      <td className={ranking.picture}>
        {line.value === null ? null : (
          <Whisker
            value={line.value}
            interval={line.interval ?? { low: line.value, high: line.value }}
            domain={domain}
            tone={item.isOwn ? "accent" : tone}
          />
        )}
      </td>
      <td className={ranking.number}>{line.text}</td>
      <td className={ranking.number} data-n>
        {line.n === null ? "" : formatCount(line.n, i18n.language)}
      </td>
      <td className={ranking.number}>{rank === null ? "" : rankText(rank, rankHigh)}</td>
      <td>
        <span className={`${ranking.verdict} ${dots.verdict}`} data-verdict={tone}>
          {line.remark}
        </span>
      </td>
    </tr>
  );
}

function NameOf({ item, name, settings }: { item: Compared; name: string; settings: BenchmarkSettings }) {
  const { search } = useFilter();
  const { competitorId, key } = item;
  if (competitorId === null && key.startsWith(ofStudy)) {
    const { studyMeasure, studyDimension } = settings;
    return (
      <AnswersLink name={name} measure={studyMeasure} dimension={studyDimension} value={key.slice(ofStudy.length)} />
    );
  }
  if (competitorId === null) return name;
  return (
    <Link
      className={classes.link}
      to="/competitors/$id"
      params={{ id: competitorId }}
      search={search}
      resetScroll={false}
    >
      {name}
    </Link>
  );
}

const ofStudy = "study:";

function baseName(base: string, t: Words): string {
  const [kind = "", method = "unknown"] = base.split(":");
  return kind === "entered" ? t("base.entered", { method: t(`surveyMethod.${method}`) }) : t(`base.${kind}`);
}
