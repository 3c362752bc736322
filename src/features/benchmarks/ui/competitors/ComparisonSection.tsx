import { useTranslation } from "react-i18next";

import type { OperationCall } from "#web/api/operations.ts";
import { ChartFrame } from "#web/design/ChartFrame.tsx";
import { drawDotRows, type DotLine } from "#web/design/draw-dot-rows.ts";
import { useFigureText } from "#web/design/figure-text.ts";
import { domainOf } from "#web/design/Whisker.tsx";
import { formatDifference } from "#web/format/number.ts";

import type { Compared, Comparison } from "../../contract.ts";
import { comparisonTable, nameOf, rankText } from "../../rules.ts";
import { useFiles, useWords } from "../use-benchmarks.ts";
import { ComparisonRows } from "./ComparisonRows.tsx";

interface ComparisonSectionProps {
  readonly found: Comparison;
  readonly question: NonNullable<OperationCall<"benchmarks.compareScores">["body"]>;
}

/** Everybody as a dot on its interval, by how people were asked. */
export function ComparisonSection({ found, question }: ComparisonSectionProps) {
  const { t } = useTranslation("benchmarks");
  const words = useWords();
  const files = useFiles({ about: "competitors", ask: question });
  const lineOf = useLine();
  const rows = found.items.map((item) => ({ item, line: lineOf(item) }));
  const ends = found.items.flatMap(({ latest }) =>
    latest === null ? [] : [latest.value, latest.interval?.low ?? latest.value, latest.interval?.high ?? latest.value],
  );
  const domain = ends.length === 0 ? { low: -100, high: 100 } : domainOf(ends);
  const best = found.items.find(({ rank }) => rank === 1);
  const title =
    best === undefined
      ? t("comparison.noRank")
      : t("comparison.title", { name: nameOf(best, words), rank: rankText(1, best.rankHigh) });
  const note = t("comparison.note");
  return (
    <ChartFrame
      title={title}
      note={note}
      methods={["relativeScore"]}
      table={comparisonTable(found, words)}
      draw={() =>
        drawDotRows(
          rows.map(({ line }) => line),
          domain,
          { title, caption: note },
        )
      }
      files={files}
    >
      <ComparisonRows caption={title} rows={rows} domain={domain} settings={found.settings} />
    </ChartFrame>
  );
}

function useLine(): (item: Compared) => DotLine {
  const { t } = useTranslation("benchmarks");
  const words = useWords();
  const text = useFigureText();
  const relativeOf = useRelative();
  const scoreOf = ({ latest }: Compared): string => {
    if (latest === null) return t("verdict.no-figure");
    const value = text.value("nps", latest.value);
    return latest.interval === null ? t("quoted", { value }) : `${value} (${text.range("nps", latest.interval)})`;
  };
  return (item) => {
    const { key, latest, relative, verdict, isOwn } = item;
    return {
      key,
      name: nameOf(item, words),
      value: latest?.value ?? null,
      interval: latest?.interval ?? null,
      tone: tones[verdict],
      text: scoreOf(item),
      n: latest?.n ?? null,
      remark: isOwn ? t("verdict.own") : [t(`verdict.${verdict}`), relativeOf(relative)].filter(Boolean).join(": "),
    };
  };
}

const tones = {
  "ours-better": "above",
  "ours-worse": "below",
  "no-clear-difference": "plain",
  "not-comparable": "plain",
  "no-figure": "plain",
} as const;

function useRelative(): (relative: Compared["relative"]) => string {
  const { t, i18n } = useTranslation("benchmarks");
  return (relative) => {
    if (relative === null) return "";
    const signed = (points: number): string => formatDifference("nps", points, i18n.language);
    const { value, interval } = relative;
    if (interval === null) return t("relative.quoted", { value: signed(value) });
    return t("relative.whole", { value: signed(value), low: signed(interval.low), high: signed(interval.high) });
  };
}
