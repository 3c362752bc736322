import { IconAlertTriangle } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";

import { DistributionStrip } from "#web/design/DistributionStrip.tsx";
import { FigureView } from "#web/design/FigureView.tsx";
import { Sparkline } from "#web/design/Sparkline.tsx";
import { useFilter } from "#web/filters/use-filter.ts";
import { useNames } from "#web/format/names.ts";
import { formatShare } from "#web/format/number.ts";

import { ChangeLink } from "./ChangeLink.tsx";
import type { OverviewItem } from "./headline.ts";
import classes from "./MeasureGroups.module.css";

/** Where the chosen measure is shown in full: choosing a card goes there. */
export const detailId = "measure-in-full";

/** One measure: its figure, how it spreads, where it came from; choosing it shows it in full below. */
export function MeasureCard({ item, isChosen }: { item: OverviewItem; isChosen: boolean }) {
  const names = useNames();
  const { change } = useFilter();
  const { measure, figure, tail, spark } = item;
  const choose = () => {
    change({ measure: measure.ref });
    document.querySelector(`#${detailId}`)?.scrollIntoView({ behavior: "smooth", block: "start" });
  };
  return (
    <article className={classes.card} data-chosen={isChosen}>
      <div className={classes.top}>
        <button type="button" className={classes.choose} aria-pressed={isChosen} onClick={choose}>
          {names.measure(measure)}
          {measure.surveyName === "" ? null : <span className={classes.survey}>{measure.surveyName}</span>}
        </button>
      </div>
      <div className={classes.middle}>
        <FigureView kind={measure.kind} figure={figure} size="large" />
        {figure.estimate === null ? null : <Sparkline points={spark.map(({ value }) => value)} width={84} />}
      </div>
      <div className={classes.foot}>
        <ChangeLink item={item} />
        <DistributionStrip kind={measure.kind} figure={figure} />
        {tail?.warn === true ? <TailWarning tail={tail} /> : null}
      </div>
    </article>
  );
}

/** R7: the average looks good while the bottom of the scale is heavy. */
export function TailWarning({ tail }: { tail: NonNullable<OverviewItem["tail"]> }) {
  const { t, i18n } = useTranslation("insight");
  const share = (value: number): string => formatShare(value, i18n.language);
  return (
    <p className={classes.tail}>
      <IconAlertTriangle size={16} aria-hidden />
      {t("tail", {
        share: share(tail.share),
        low: share(tail.interval.low),
        high: share(tail.interval.high),
        threshold: share(tail.threshold),
      })}
    </p>
  );
}
