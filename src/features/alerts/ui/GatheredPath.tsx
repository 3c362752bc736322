import { useTranslation } from "react-i18next";

import type { Chart } from "#feature/alerts/contract";

import classes from "./Alerts.module.css";

const [width, height] = [460, 72];

/** What has gathered, point by point, against the limit at which it is told: the CUSUM or EWMA path, small. */
export function GatheredPath({ chart, move }: { chart: Chart; move: "up" | "down" }) {
  const { t } = useTranslation("alerts");
  const { points, limit } = chart;
  const most = Math.max(limit * 1.15, ...points.map((point) => point[move]));
  const x = (index: number): number => (points.length < 2 ? 0 : (index / (points.length - 1)) * width);
  const y = (value: number): number => height - (value / most) * (height - 6) - 3;
  const line = points.map((point, index) => `${x(index).toFixed(1)},${y(point[move]).toFixed(1)}`).join(" ");
  return (
    <figure className={classes.gathered}>
      <svg viewBox={`0 0 ${width} ${height}`} preserveAspectRatio="none" role="img" aria-label={t("chart.gatheredAlt")}>
        <line x1={0} x2={width} y1={y(limit)} y2={y(limit)} className={classes.limit} />
        <polyline points={`0,${height - 3} ${line} ${width},${height - 3}`} className={classes.area} />
        <polyline points={line} className={classes.path} />
      </svg>
      <figcaption>{t("chart.gathered")}</figcaption>
    </figure>
  );
}
