import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";

import type { Measure } from "#feature/facts/contract";
import type { Heatmap } from "#feature/insight/contract";
import { operationQuery } from "#web/api/queries.ts";
import { ChartFrame } from "#web/design/ChartFrame.tsx";
import { drawHeatmap } from "#web/design/draw-heatmap.ts";
import { useFigureText } from "#web/design/figure-text.ts";
import { heatOf } from "#web/design/heat.ts";
import { HeatmapTable } from "#web/design/HeatmapTable.tsx";
import { methodOf } from "#web/design/MethodDrawer.tsx";
import { Skeleton } from "#web/design/Skeleton.tsx";
import { narrowed, onlyFilter } from "#web/filters/filter.ts";
import { useFilter } from "#web/filters/use-filter.ts";
import { useNames } from "#web/format/names.ts";
import { formatShare } from "#web/format/number.ts";
import { formatHour, formatWeekday } from "#web/format/time.ts";

import classes from "./MeasureDetail.module.css";
import { heatmapTable } from "./tables.ts";

/** The measure by local weekday and hour (R55). */
export function HeatmapSection({ measure }: { measure: Measure }) {
  const { filter } = useFilter();
  const { compare: _, ...where } = filter;
  const { data } = useQuery({
    ...operationQuery("insight.readHeatmap", { body: { ...where, measure: measure.ref } }),
    placeholderData: keepPreviousData,
  });
  return data === undefined ? <Skeleton height={420} /> : <LoadedHeatmap measure={measure} heatmap={data} />;
}

function LoadedHeatmap({ measure, heatmap }: { measure: Measure; heatmap: Heatmap }) {
  const { t, i18n } = useTranslation("insight");
  const names = useNames();
  const text = useFigureText();
  const navigate = useNavigate();
  const { search } = useFilter();
  const heats = heatmap.cells.map((cell) => heatOf(cell, heatmap));
  const low = heats.filter((heat) => heat.startsWith("below")).length;
  const high = heats.filter((heat) => heat.startsWith("above")).length;
  const title =
    low + high === 0 ? t("heat.none") : `${t("heat.low", { count: low })}, ${t("heat.high", { count: high })}`;
  const caption = `${names.measure(measure)}: ${text.whole(measure.kind, heatmap.total)}`;
  const label = (weekday: number, hour: number): string =>
    `${formatWeekday(weekday, i18n.language, "long")} ${formatHour(hour)}`;
  const open = (weekday: number, hour: number) => {
    const day = narrowed(onlyFilter(search), "weekday", String(weekday));
    void navigate({ to: "/answers", search: { ...narrowed(day, "hour", String(hour)), measure: measure.ref } });
  };

  return (
    <ChartFrame
      title={title}
      note={t("heat.note", { count: heatmap.tested, rate: formatShare(heatmap.falseDiscoveryRate, i18n.language) })}
      methods={["heatmap", methodOf(measure.kind)]}
      table={heatmapTable(heatmap, t, label)}
      draw={() => drawHeatmap(heatmap, i18n.language, { title, caption })}
    >
      {heatmap.cells.filter(({ figure }) => figure.state !== "none").length < 2 ? (
        <p className={classes.note}>{t("heat.oneHour")}</p>
      ) : (
        <HeatmapTable kind={measure.kind} heatmap={heatmap} caption={`${title}. ${caption}`} onOpen={open} />
      )}
    </ChartFrame>
  );
}
