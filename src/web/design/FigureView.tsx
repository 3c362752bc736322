import { Tooltip } from "@mantine/core";
import { IconCircleDashed, IconCircleOff, IconClockHour4, IconLock, IconMessages } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";

import type { Figure, MeasureKind } from "#feature/facts/contract";

import { stateOf, useFigureText } from "./figure-text.ts";
import classes from "./FigureView.module.css";

interface FigureViewProps {
  readonly kind: MeasureKind;
  readonly figure: Figure;
  /** `large` stands alone on a card, `line` runs in a table or a sentence. */
  readonly size?: "large" | "line";
}

const icons = { "too-few": IconCircleDashed, hidden: IconLock, none: IconCircleOff, counted: IconMessages } as const;

/** A figure with its interval and n, or which of the other states it is in: each has its own look. */
export function FigureView({ kind, figure, size = "line" }: FigureViewProps) {
  const { t } = useTranslation("web");
  const text = useFigureText();
  if (figure.estimate === null) return <NoFigure figure={figure} size={size} />;

  const { value, interval } = figure.estimate;
  return (
    <span className={classes.figure} data-size={size}>
      <span className={classes.value}>{text.value(kind, value, interval)}</span>
      <span className={classes.rest}>
        {size === "large" ? text.interval(kind, interval) : `(${text.interval(kind, interval)})`}
        <span className={classes.n}>{text.n(figure.n)}</span>
        {figure.provisional ? (
          <Tooltip label={t("figure.provisionalWhy")}>
            <span className={classes.provisional}>
              <IconClockHour4 size={13} aria-hidden />
              {t("figure.provisional")}
            </span>
          </Tooltip>
        ) : null}
      </span>
    </span>
  );
}

function NoFigure({ figure, size }: { figure: Figure; size: "large" | "line" }) {
  const { t } = useTranslation("web");
  const text = useFigureText();
  const state = stateOf(figure);
  const Icon = icons[state];
  return (
    <Tooltip label={t(`figure.${state}Why`)}>
      <span className={classes.absent} data-state={state} data-size={size}>
        <Icon size={size === "large" ? 20 : 15} stroke={1.7} aria-hidden />
        <span>{t(`figure.${state}`)}</span>
        {state === "too-few" || state === "counted" ? <span className={classes.n}>{text.n(figure.n)}</span> : null}
      </span>
    </Tooltip>
  );
}
