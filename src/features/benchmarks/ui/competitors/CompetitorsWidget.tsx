import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";

import { operationQuery } from "#web/api/queries.ts";
import { CompactRows, type CompactRow } from "#web/design/CompactRows.tsx";
import { useFigureText } from "#web/design/figure-text.ts";
import { ProblemNote } from "#web/design/ProblemNote.tsx";
import { Skeleton } from "#web/design/Skeleton.tsx";
import { useFilter } from "#web/filters/use-filter.ts";
import { formatCount } from "#web/format/number.ts";

import type { Compared } from "../../contract.ts";
import { nameOf, standingOf } from "../../rules.ts";
import { useWords } from "../use-benchmarks.ts";

const tones = {
  "ours-better": "below",
  "ours-worse": "above",
  "no-clear-difference": "plain",
  "not-comparable": "plain",
  "no-figure": "plain",
} as const;

/** How we stand among competitors as a card of a dashboard: everybody's score, ours marked. */
export function CompetitorsWidget() {
  const words = useWords();
  const rowOf = useRow();
  const { period, where } = useFilter().filter;
  const { data, error } = useQuery(operationQuery("benchmarks.compareScores", { body: { period, where } }));
  if (error !== null) return <ProblemNote error={error} />;
  if (data === undefined) return <Skeleton height={180} />;
  const sentence = standingOf(data, words);
  const rows = data.items.flatMap(rowOf);
  return (
    <>
      <h2>{sentence}</h2>
      {rows.length < 2 ? null : (
        <CompactRows label={sentence} unit={words("column.score")} rows={rows} reference={data.own?.value} />
      )}
    </>
  );
}

/** A competitor whose score has no interval stands as a dot alone. */
function useRow(): (item: Compared) => CompactRow[] {
  const words = useWords();
  const text = useFigureText();
  const { i18n } = useTranslation("benchmarks");
  return (item) => {
    const { key, latest, verdict, isOwn } = item;
    if (latest === null) return [];
    const { value, n } = latest;
    const interval = latest.interval ?? { low: value, high: value };
    const known = n === null ? words("card.quoted") : `n ${formatCount(n, i18n.language)}`;
    return [
      {
        key,
        name: isOwn ? <b>{nameOf(item, words)}</b> : nameOf(item, words),
        value: text.value("nps", value),
        note: latest.interval === null ? known : `${text.range("nps", latest.interval)} · ${known}`,
        span: { value, ...interval },
        tone: isOwn ? "accent" : tones[verdict],
        isFaint: false,
      },
    ];
  };
}
