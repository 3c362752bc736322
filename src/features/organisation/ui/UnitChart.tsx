import { Button } from "@mantine/core";
import { IconMinus, IconPlus } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { formatCount } from "#web/format/number.ts";

import { layOut, type Placed } from "./chart-layout.ts";
import classes from "./UnitChart.module.css";
import type { UnitRow } from "./units-model.ts";

interface UnitChartProps {
  readonly rows: readonly UnitRow[];
  readonly open: ReadonlySet<string>;
  readonly onToggle: (id: string) => void;
  readonly onChoose: (unit: UnitRow) => void;
  readonly chosen: ReadonlySet<string>;
}

const most = 600;

/** The tree as a picture, from left to right; a unit shows what is below it when it is asked to. */
export function UnitChart({ rows, open, onToggle, onChoose, chosen }: UnitChartProps) {
  const { t, i18n } = useTranslation("organisation");
  const [zoom, setZoom] = useState(1);
  const shown = rows.slice(0, most);
  const { boxes, lines, width, height } = layOut(shown);
  const turn = (by: number) => setZoom((now) => Math.min(2, Math.max(0.4, now + by)));
  return (
    <section aria-label={t("units.chart")}>
      <div className={classes.tools}>
        <Button variant="default" aria-label={t("chart.out")} onClick={() => turn(-0.2)}>
          <IconMinus size={18} aria-hidden />
        </Button>
        <span className="tabular">{Math.round(zoom * 100)} %</span>
        <Button variant="default" aria-label={t("chart.in")} onClick={() => turn(0.2)}>
          <IconPlus size={18} aria-hidden />
        </Button>
        {rows.length > most ? <span>{t("chart.cut", { n: formatCount(most, i18n.language) })}</span> : null}
      </div>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- it scrolls, and the keys must reach it */}
      <div className={classes.frame} tabIndex={0} role="group" aria-label={t("units.chart")}>
        <div style={{ width: width * zoom, height: height * zoom }}>
          <div className={classes.sheet} style={{ width, height, transform: `scale(${zoom})` }}>
            <svg width={width} height={height} aria-hidden>
              {lines.map((line) => (
                <path key={line} d={line} fill="none" stroke="var(--line-strong)" />
              ))}
            </svg>
            {boxes.map((box) => (
              <Box
                key={box.unit.id}
                box={box}
                isOpen={open.has(box.unit.id)}
                isChosen={chosen.has(box.unit.id)}
                onToggle={onToggle}
                onChoose={onChoose}
              />
            ))}
          </div>
        </div>
      </div>
    </section>
  );
}

interface BoxProps extends Pick<UnitChartProps, "onToggle" | "onChoose"> {
  readonly box: Placed;
  readonly isOpen: boolean;
  readonly isChosen: boolean;
}

function Box({ box: { unit, x, y }, isOpen, isChosen, onToggle, onChoose }: BoxProps) {
  const { t, i18n } = useTranslation("organisation");
  return (
    <div className={classes.box} style={{ left: x, top: y }} data-chosen={isChosen}>
      <button type="button" className={classes.name} onClick={() => onChoose(unit)}>
        <span>{unit.name}</span>
        <small>{unit.kind ?? unit.code}</small>
      </button>
      {unit.children > 0 ? (
        <button
          type="button"
          className={classes.more}
          aria-expanded={isOpen}
          aria-label={t("chart.below", { name: unit.name, count: unit.below })}
          onClick={() => onToggle(unit.id)}
        >
          {isOpen ? "−" : formatCount(unit.below, i18n.language)}
        </button>
      ) : null}
    </div>
  );
}
