import { useTranslation } from "react-i18next";

import type { OperationCall } from "#web/api/operations.ts";
import { ChartFrame } from "#web/design/ChartFrame.tsx";
import { useFigureText } from "#web/design/figure-text.ts";

import type { Compared, Comparison, ScoreAt } from "../../contract.ts";
import { comparisonTable, nameOf } from "../../rules.ts";
import { drawPanels, type SmallPanel, type TimePoint } from "../pictures/small-panels.ts";
import { SmallPanels } from "../pictures/SmallPanels.tsx";
import { useFiles, useWords } from "../use-benchmarks.ts";

interface HistorySectionProps {
  readonly found: Comparison;
  readonly question: NonNullable<OperationCall<"benchmarks.compareScores">["body"]>;
}

/** How each went over time, ours dashed behind it; only what was measured in one way is joined. */
export function HistorySection({ found, question }: HistorySectionProps) {
  const { t, i18n } = useTranslation("benchmarks");
  const words = useWords();
  const text = useFigureText();
  const files = useFiles({ about: "competitors", ask: question });
  const panels = found.items
    .filter(({ isOwn, history }) => !isOwn && history.length > 0)
    .map((item): SmallPanel => ({
      key: item.key,
      name: nameOf(item, words),
      points: joined(item).map(pointOf),
      ours: oursBeside(item, found).map(pointOf),
    }));
  if (panels.length === 0) return null;
  const moved = found.items.filter(({ isOwn, change }) => !isOwn && change !== null && change.clear);
  const title =
    moved.length === 0
      ? t("history.still")
      : t("history.moved", { count: moved.length, names: moved.map((item) => nameOf(item, words)).join(", ") });
  return (
    <ChartFrame
      title={title}
      note={t("history.note")}
      methods={["relativeScore"]}
      table={comparisonTable(found, words)}
      draw={() => drawPanels(panels, { title, caption: t("history.note") })}
      files={files}
    >
      <SmallPanels
        panels={panels}
        language={i18n.language}
        alternative={({ name, points }) =>
          t("history.alternative", {
            name,
            points: points.map(({ on, value }) => `${on}: ${text.value("nps", value)}`).join("; "),
          })
        }
      />
    </ChartFrame>
  );
}

/** Of a history what was measured like the newest: a change of method is no change of score. */
function joined({ latest, history }: Compared): readonly ScoreAt[] {
  return history.filter(({ from, method }) => latest === null || (from === latest.from && method === latest.method));
}

function oursBeside({ base }: Compared, { items, ownHistory }: Comparison): readonly ScoreAt[] {
  const ours = items.find((item) => item.isOwn && item.base === base && item.key !== "own");
  return ours === undefined ? ownHistory : joined(ours);
}

function pointOf({ on, value, interval }: ScoreAt): TimePoint {
  return { on, value, interval };
}
