import { useTranslation } from "react-i18next";

import type { OperationCall } from "#web/api/operations.ts";
import { ChartFrame } from "#web/design/ChartFrame.tsx";
import { DotRows } from "#web/design/DotRows.tsx";
import { drawDotRows, type DotLine } from "#web/design/draw-dot-rows.ts";
import { formatCount, formatShare } from "#web/format/number.ts";

import type { ThresholdAnswer } from "../../contract.ts";
import { scoresName, thresholdTable } from "../../rules.ts";
import { filesOf, useWords } from "../use-sampling.ts";

interface RetentionPictureProps {
  readonly found: ThresholdAnswer;
  readonly question: NonNullable<OperationCall<"sampling.readThreshold">["body"]>;
}

/** Who stayed, by score; the hairline is the fit that never falls. */
export function RetentionPicture({ found, question }: RetentionPictureProps) {
  const { t, i18n } = useTranslation("sampling");
  const words = useWords();
  const { groups, told, n, outcomes, answered } = found;
  const share = (value: number): string => formatShare(value, i18n.language);
  const count = (value: number): string => formatCount(value, i18n.language);
  const lines = groups.map(({ from, to, retention, fitted }): DotLine => {
    const isBelow = told !== null && to <= told.detractorMax;
    return {
      key: String(from),
      name: t("threshold.score", { score: scoresName(from, to) }),
      value: 100 * retention.value,
      interval: { low: 100 * retention.interval.low, high: 100 * retention.interval.high },
      reference: 100 * fitted,
      tone: told === null ? "plain" : isBelow ? "below" : "above",
      text: t("threshold.stayed", {
        value: share(retention.value),
        low: share(retention.interval.low),
        high: share(retention.interval.high),
      }),
      n: retention.n,
      remark: told === null ? "" : t(isBelow ? "threshold.below" : "threshold.above"),
    };
  });
  const domain = { low: Math.max(0, Math.min(...lines.map((line) => line.interval?.low ?? 0)) - 5), high: 100 };
  const title =
    told === null
      ? t("threshold.noCut")
      : t("threshold.finding", {
          below: share(told.retentionBelow.value),
          above: share(told.retentionAbove.value),
          cut: told.detractorMax,
        });
  const note =
    told === null
      ? t("threshold.counted", { n: count(n), answered: count(answered), outcomes: count(outcomes) })
      : t("threshold.quality", {
          sensitivity: share(told.sensitivity),
          specificity: share(told.specificity),
          support: share(told.support),
        });
  return (
    <ChartFrame
      title={title}
      note={note}
      methods={["threshold"]}
      table={thresholdTable(found, words)}
      draw={() => drawDotRows(lines, domain, { title, caption: note })}
      files={filesOf({ about: "threshold", ask: question })}
    >
      <DotRows
        caption={title}
        lines={lines}
        domain={domain}
        heads={{ name: t("table.score"), value: t("table.retention"), remark: t("threshold.side") }}
      />
    </ChartFrame>
  );
}
