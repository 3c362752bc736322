import { useTranslation } from "react-i18next";

import type { OperationCall } from "#web/api/operations.ts";
import { ChartFrame } from "#web/design/ChartFrame.tsx";
import { DotRows } from "#web/design/DotRows.tsx";
import { drawDotRows, type DotLine } from "#web/design/draw-dot-rows.ts";
import { domainOf } from "#web/design/Whisker.tsx";
import { formatShare } from "#web/format/number.ts";

import type { StreakGroup, StreaksAnswer } from "../../contract.ts";
import { streaksTable } from "../../rules.ts";
import { AnswersLink } from "../AnswersLink.tsx";
import { useFiles, useWords } from "../use-benchmarks.ts";

interface GroupsSectionProps {
  readonly found: StreaksAnswer;
  readonly question: NonNullable<OperationCall<"benchmarks.readStreaks">["body"]>;
  readonly atLeast: number;
}

const wholeKey = " whole";

/** Shares of customers on a run, by group; the hairline is what the order of their own moments gives by chance. */
export function GroupsSection({ found, question, atLeast }: GroupsSectionProps) {
  const { t, i18n } = useTranslation("benchmarks");
  const words = useWords();
  const files = useFiles({ about: "streaks", ask: question });
  const share = (value: number): string => formatShare(value / 100, i18n.language);
  const lineOf = (group: StreakGroup): DotLine => {
    const { current, clustering, currentByOwnRate } = group;
    return {
      key: group.key === "" ? wholeKey : group.key,
      name: group.key === "" ? t("streaks.whole") : group.name,
      value: current?.value ?? null,
      interval: current?.interval ?? null,
      reference: currentByOwnRate ?? undefined,
      text:
        current === null
          ? t("web:figure.too-few")
          : `${share(current.value)} (${share(current.interval.low)} … ${share(current.interval.high)})`,
      n: group.eligible,
      remark: clustering === null ? "" : t(`clustering.${clustering.verdict}`),
    };
  };
  const printed = found.groups.filter(({ isTooFew }) => !isTooFew);
  const shown = found.whole === null ? printed : [found.whole, ...printed];
  const lines = shown.slice(0, 40).map(lineOf);
  const rest = found.groups.length - printed.length;
  const { measure, by = "unit" } = question;
  const nameOf = ({ key, name }: DotLine) =>
    key === wholeKey ? name : <AnswersLink name={name} measure={measure} dimension={by} value={key} />;
  const ends = lines.flatMap(({ interval, reference }) =>
    interval === null ? [] : [interval.low, interval.high, reference ?? interval.low],
  );
  const domain = domainOf(ends.length === 0 ? [0, 100] : ends);
  const title = t("streaks.groups", { atLeast });
  const note = [t("streaks.groupsNote"), rest === 0 ? "" : t("streaks.tooFewGroups", { count: rest })].join(" ").trim();
  return (
    <ChartFrame
      title={title}
      note={note}
      methods={["streaks"]}
      table={streaksTable(found, words)}
      draw={() => drawDotRows(lines, domain, { title, caption: note })}
      files={files}
    >
      <DotRows
        caption={title}
        lines={lines}
        domain={domain}
        renderName={nameOf}
        heads={{ name: t("column.group"), value: t("column.current"), remark: t("column.clustering") }}
      />
    </ChartFrame>
  );
}
