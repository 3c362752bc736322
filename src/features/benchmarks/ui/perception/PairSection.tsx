import { Button } from "@mantine/core";
import { useTranslation } from "react-i18next";

import type { Figure } from "#feature/facts/contract";
import { callOperation } from "#web/api/client.ts";
import type { OperationCall } from "#web/api/operations.ts";
import { ChartFrame } from "#web/design/ChartFrame.tsx";
import { DistributionStrip } from "#web/design/DistributionStrip.tsx";
import { DotRows } from "#web/design/DotRows.tsx";
import { drawDotRows, type DotLine } from "#web/design/draw-dot-rows.ts";
import sections from "#web/design/Sections.module.css";
import { formatDifference, formatShare } from "#web/format/number.ts";

import type { PairReading } from "../../contract.ts";
import { perceptionTable, sideName } from "../../rules.ts";
import { useDeed, useFiles, useWords } from "../use-benchmarks.ts";

interface PairSectionProps {
  readonly pair: PairReading;
  readonly question: NonNullable<OperationCall<"benchmarks.readPairs">["body"]>;
  readonly onEdit: ((id: string) => void) | undefined;
}

/** One item: each side's share of top boxes on its interval, the spread below it, and the gap to the last side. */
export function PairSection({ pair, question, onEdit }: PairSectionProps) {
  const { t, i18n } = useTranslation("benchmarks");
  const words = useWords();
  const files = useFiles({ about: "perception", ask: question });
  const { wish, sides, gaps, differentScales } = pair;
  const share = (value: number): string => formatShare(value / 100, i18n.language);
  const signed = (value: number): string => formatDifference("csat", value, i18n.language);
  const lines = sides.map((side, index): DotLine => {
    const gap = gaps.find(({ from }) => from === index);
    const { state, n } = side;
    return {
      key: String(index),
      name: sideName(side, words),
      value: side.share?.value ?? null,
      interval: side.share?.interval ?? null,
      tone: gap?.clear === true ? "below" : "plain",
      text:
        side.share === null
          ? t(`web:figure.${state === "ok" ? "none" : state}`)
          : `${share(side.share.value)} (${share(side.share.interval.low)} … ${share(side.share.interval.high)})`,
      n,
      remark:
        gap === undefined
          ? ""
          : `${t(gap.clear ? "gap.clear" : "gap.unclear")}: ${t("relative.whole", {
              value: signed(gap.value),
              low: signed(gap.interval.low),
              high: signed(gap.interval.high),
            })}`,
    };
  });
  const domain = { low: 0, high: 100 };
  const spreadOf = (key: string) => <Spread side={sides[Number(key)]} />;
  const note = [
    t(`perception.kind-${wish.kind}`),
    differentScales ? t(wish.kind === "perception" ? "perception.scales" : "perception.scalesInside") : "",
    wish.note,
  ]
    .filter(Boolean)
    .join(" ");
  return (
    <div className={sections.section}>
      <ChartFrame
        title={wish.title}
        note={note}
        methods={["perceptionGap"]}
        table={perceptionTable([pair], words)}
        draw={() => drawDotRows(lines, domain, { title: wish.title, caption: note })}
        files={files}
      >
        <DotRows
          caption={wish.title}
          lines={lines}
          domain={domain}
          heads={{ name: t("column.side"), value: t("column.share"), remark: t("column.gap") }}
          below={spreadOf}
        />
      </ChartFrame>
      {onEdit === undefined ? null : <Deeds pair={pair} onEdit={onEdit} />}
    </div>
  );
}

function Spread({ side }: { side: PairReading["sides"][number] | undefined }) {
  if (side === undefined || side.groups === null) return null;
  return <DistributionStrip kind="csat" figure={{ ...bare, groups: side.groups }} />;
}

const bare: Figure = {
  state: "ok",
  n: null,
  estimate: null,
  mean: null,
  distribution: null,
  groups: null,
  provisional: false,
  designEffect: null,
};

function Deeds({ pair: { id, wish }, onEdit }: { pair: PairReading; onEdit: (id: string) => void }) {
  const { t } = useTranslation("benchmarks");
  const remove = useDeed({
    run: (one: string) => callOperation("benchmarks.deletePair", { params: { id: one } }),
    done: t("competitor.deleted", { name: wish.title }),
    undo: (one) => callOperation("benchmarks.restorePair", { params: { id: one } }),
  });
  return (
    <div className={sections.actions}>
      <Button variant="default" size="compact-sm" onClick={() => onEdit(id)}>
        {t("edit")}
      </Button>
      <Button variant="subtle" size="compact-sm" color="red" onClick={() => remove(id)}>
        {t("competitor.delete")}
      </Button>
    </div>
  );
}
