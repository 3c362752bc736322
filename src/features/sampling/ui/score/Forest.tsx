import { useTranslation } from "react-i18next";

import type { Measure } from "#feature/facts/contract";
import type { OperationCall } from "#web/api/operations.ts";
import { ChartFrame } from "#web/design/ChartFrame.tsx";
import { DotRows } from "#web/design/DotRows.tsx";
import { drawDotRows, type DotLine } from "#web/design/draw-dot-rows.ts";
import { useFigureText } from "#web/design/figure-text.ts";
import { domainOf } from "#web/design/Whisker.tsx";
import { formatNumber, formatShare } from "#web/format/number.ts";

import type { ScoreAnswer } from "../../contract.ts";
import { scoreTable } from "../../rules.ts";
import { filesOf, useWords } from "../use-sampling.ts";
import { partName } from "./part-name.ts";

interface ForestProps {
  readonly found: ScoreAnswer;
  readonly measure: Measure;
  readonly split: string;
  readonly question: NonNullable<OperationCall<"sampling.mergeScores">["body"]>;
}

/** Every part on its interval with its weight, the one score below. */
export function Forest({ found, measure, split, question }: ForestProps) {
  const { t, i18n } = useTranslation("sampling");
  const words = useWords();
  const text = useFigureText();
  const { parts, pooled, heterogeneity, prediction } = found;
  const { kind } = measure;
  const figure = (of: NonNullable<ScoreAnswer["pooled"]>): string =>
    `${text.value(kind, of.value, of.interval)} (${text.range(kind, of.interval)})`;
  const lines = parts.map((part): DotLine => ({
    key: part.key,
    name: partName(part, split, i18n.language),
    value: part.figure?.value ?? null,
    interval: part.figure?.interval ?? null,
    reference: pooled?.value,
    text: part.figure === null ? t("web:figure.too-few") : figure(part.figure),
    n: part.n,
    remark: part.isLeftOut
      ? t("score.leftOut")
      : t("score.weight", { weight: formatShare(part.weight / 100, i18n.language) }),
  }));
  const whole: DotLine[] =
    pooled === null
      ? []
      : [
          {
            key: " pooled",
            name: t("table.oneScore"),
            value: pooled.value,
            interval: pooled.interval,
            tone: "above",
            text: figure(pooled),
            n: pooled.n,
          },
        ];
  const all = [...lines, ...whole];
  const points = all.flatMap(({ interval }) => (interval === null ? [] : [interval.low, interval.high]));
  const domain = points.length === 0 ? { low: 0, high: 1 } : domainOf(points);
  const title =
    heterogeneity === null
      ? t("score.none")
      : t(heterogeneity.p < 0.05 ? "score.differ" : "score.alike", {
          tau: formatNumber(heterogeneity.tau, i18n.language, 1),
        });
  const note =
    heterogeneity === null
      ? t("score.needTwo")
      : [
          t("score.heterogeneity", {
            share: formatShare(heterogeneity.iSquared, i18n.language),
            q: formatNumber(heterogeneity.q, i18n.language, 1),
            p:
              heterogeneity.p < 0.001
                ? `<${formatNumber(0.001, i18n.language, 3)}`
                : formatNumber(heterogeneity.p, i18n.language, 3),
          }),
          prediction === null ? "" : t("score.prediction", { interval: text.interval(kind, prediction) }),
        ]
          .filter(Boolean)
          .join(" ");
  return (
    <ChartFrame
      title={title}
      note={note}
      methods={["pooling"]}
      table={scoreTable(
        { ...found, parts: parts.map((part) => ({ ...part, name: partName(part, split, i18n.language) })) },
        words,
      )}
      draw={() => drawDotRows(all, domain, { title, caption: note })}
      files={filesOf({ about: "score", ask: question })}
    >
      <DotRows
        caption={title}
        lines={all}
        domain={domain}
        heads={{ name: t("table.part"), value: t("table.estimate"), remark: t("table.weight") }}
      />
    </ChartFrame>
  );
}
