import { Button } from "@mantine/core";
import { IconArrowDown, IconArrowUp } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";

import type { MeasureKind } from "#feature/facts/contract";
import { callOperation } from "#web/api/client.ts";
import type { OperationCall } from "#web/api/operations.ts";
import { useMay } from "#web/api/queries.ts";
import { ChartFrame } from "#web/design/ChartFrame.tsx";
import { DotRows } from "#web/design/DotRows.tsx";
import { drawDotRows, type DotLine } from "#web/design/draw-dot-rows.ts";
import { useFigureText } from "#web/design/figure-text.ts";
import sections from "#web/design/Sections.module.css";
import { domainOf } from "#web/design/Whisker.tsx";
import { formatDifference } from "#web/format/number.ts";

import type { PromiseAnswer } from "../../contract.ts";
import { gapKey, promiseTable } from "../../rules.ts";
import { AnswersLink } from "../AnswersLink.tsx";
import classes from "../Benchmarks.module.css";
import { useDeed, useFiles, useWords } from "../use-benchmarks.ts";

type Body = NonNullable<OperationCall<"benchmarks.readPromise">["body"]>;

interface PromiseSectionProps {
  readonly found: PromiseAnswer;
  readonly kind: MeasureKind;
  readonly question: Body;
}

/** The steps in the order of the way, each beside what was promised. */
export function PromiseSection({ found, kind, question }: PromiseSectionProps) {
  const { t } = useTranslation("benchmarks");
  const words = useWords();
  const files = useFiles({ about: "promise", ask: question });
  const lineOf = useLine(found, kind);
  const mayWrite = useMay("weights.write");
  const lines = found.steps.map(lineOf);
  const { measure, dimension = "touchpoint" } = question;
  const nameOf = ({ key, name }: DotLine) => (
    <AnswersLink name={name} measure={measure} dimension={dimension} value={key} />
  );
  const moveOf = (value: string) => <Move found={found} value={value} question={question} />;
  const ends = found.steps.flatMap(({ score }) => (score === null ? [] : [score.interval.low, score.interval.high]));
  const domain = ends.length === 0 ? { low: 0, high: 1 } : domainOf(ends);
  const title = found.promiseName === null ? t("promise.chartOthers") : t("promise.chart", { name: found.promiseName });
  const note = found.isOrdered ? t("promise.note") : `${t("promise.note")} ${t("promise.unordered")}`;
  return (
    <ChartFrame
      title={title}
      note={note}
      methods={["promiseGap"]}
      table={promiseTable(found, words)}
      draw={() => drawDotRows(lines, domain, { title, caption: note })}
      files={files}
    >
      <DotRows
        caption={title}
        lines={lines}
        domain={domain}
        heads={{ name: t("column.step"), value: t("column.score"), remark: t("column.gap") }}
        renderName={nameOf}
        below={mayWrite ? moveOf : undefined}
      />
    </ChartFrame>
  );
}

function useLine(found: PromiseAnswer, kind: MeasureKind): (step: PromiseAnswer["steps"][number]) => DotLine {
  const { t, i18n } = useTranslation("benchmarks");
  const text = useFigureText();
  const held = found.steps.find(({ isPromise }) => isPromise)?.score?.value;
  const remarkOf = ({ isPromise, gap }: PromiseAnswer["steps"][number]): string => {
    if (isPromise) return t("promise.itself");
    if (gap === null) return "";
    const signed = (value: number): string => formatDifference(kind, value, i18n.language);
    const range = t("relative.whole", {
      value: signed(gap.value),
      low: signed(gap.interval.low),
      high: signed(gap.interval.high),
    });
    return `${t(gap.clear ? gapKey(gap.value) : "gap.unclear")}: ${range}`;
  };
  return (step) => {
    const { value, name, score, n, state, gap } = step;
    const tone = gap?.clear === true ? (gap.value < 0 ? "below" : "above") : "plain";
    return {
      key: value,
      name,
      value: score?.value ?? null,
      interval: score?.interval ?? null,
      reference: held,
      tone,
      text:
        score === null
          ? t(`web:figure.${state === "ok" ? "none" : state}`)
          : `${text.value(kind, score.value, score.interval)} (${text.range(kind, score.interval)})`,
      n,
      remark: remarkOf(step),
    };
  };
}

interface MoveProps {
  readonly found: PromiseAnswer;
  readonly value: string;
  readonly question: Body;
}

/** A step earlier or later on the way. */
function Move({ found, value, question: { dimension = "touchpoint", journey = "" } }: MoveProps) {
  const { t } = useTranslation("benchmarks");
  const put = useDeed({
    run: (steps: string[]) => callOperation("benchmarks.putPath", { body: { dimension, journey, steps } }),
  });
  const steps = found.steps.map((step) => step.value);
  const place = steps.indexOf(value);
  const name = found.steps[place]?.name ?? value;
  const move = (to: number) => put(steps.toSpliced(place, 1).toSpliced(to, 0, value));
  return (
    <span className={`${sections.actions} ${classes.move}`}>
      <Button
        size="compact-xs"
        variant="subtle"
        aria-label={t("promise.earlier", { name })}
        disabled={place === 0}
        onClick={() => move(place - 1)}
      >
        <IconArrowUp size={14} aria-hidden />
      </Button>
      <Button
        size="compact-xs"
        variant="subtle"
        aria-label={t("promise.later", { name })}
        disabled={place === steps.length - 1}
        onClick={() => move(place + 1)}
      >
        <IconArrowDown size={14} aria-hidden />
      </Button>
    </span>
  );
}
