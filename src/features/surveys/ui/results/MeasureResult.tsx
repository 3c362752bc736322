import { IconAlertTriangle } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";

import type { Question } from "#feature/surveys/contract";
import { textIn } from "#kit/language";
import { DistributionStrip } from "#web/design/DistributionStrip.tsx";
import { useFigureText } from "#web/design/figure-text.ts";
import { FigureView } from "#web/design/FigureView.tsx";
import { useNames } from "#web/format/names.ts";
import { formatShare } from "#web/format/number.ts";

import type { Item } from "./measures.ts";
import { OpenAnswers } from "./OpenAnswers.tsx";
import classes from "./Results.module.css";

interface MeasureResultProps {
  readonly item: Item;
  readonly surveyId: string;
  readonly question: Question | undefined;
}

/** One scored question: its figure with interval and n, its change, and how the answers spread. */
export function MeasureResult({ item, surveyId, question }: MeasureResultProps) {
  const { i18n } = useTranslation("surveys");
  const names = useNames();
  const text = useFigureText();
  const { measure, figure, difference, tail } = item;
  const words = measure.title === "" ? textIn(question?.title, i18n.language) : measure.title;
  return (
    <section className={classes.result}>
      <header className={classes.head}>
        <h2>{words === "" ? names.kind(measure.kind) : words}</h2>
        {words === "" ? null : <p>{names.kind(measure.kind)}</p>}
      </header>
      <div className={classes.figure}>
        <FigureView kind={measure.kind} figure={figure} size="large" />
        {difference === null ? null : (
          <p className={classes.change} data-clear={difference.clear}>
            {text.change(measure.kind, difference)}
          </p>
        )}
      </div>
      <div className={classes.spread}>
        <DistributionStrip kind={measure.kind} figure={figure} />
        {tail?.warn === true ? <Tail tail={tail} /> : null}
      </div>
      <OpenAnswers measure={measure} surveyId={surveyId} name={words === "" ? names.kind(measure.kind) : words} />
    </section>
  );
}

/** R7: the average looks good while the bottom of the scale is heavy. */
function Tail({ tail }: { tail: NonNullable<Item["tail"]> }) {
  const { t, i18n } = useTranslation("surveys");
  const share = (value: number): string => formatShare(value, i18n.language);
  const { low, high } = tail.interval;
  return (
    <p className={classes.tail}>
      <IconAlertTriangle size={16} aria-hidden />
      {t("results.tail", { share: share(tail.share), low: share(low), high: share(high) })}
    </p>
  );
}
