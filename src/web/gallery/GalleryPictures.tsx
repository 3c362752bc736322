import { useTranslation } from "react-i18next";

import { ChartFrame } from "../design/ChartFrame.tsx";
import { TrendChart } from "../design/charts/TrendChart.tsx";
import { drawHeatmap } from "../design/draw-heatmap.ts";
import { HeatmapTable } from "../design/HeatmapTable.tsx";
import { RankingTable } from "../design/RankingTable.tsx";
import type { TableModel } from "../design/table-model.ts";
import { toast } from "../shell/toasts.ts";
import { Toasts } from "../shell/Toasts.tsx";
import classes from "./GalleryPage.module.css";
import { sampleHeatmap, sampleRanking, sampleTrend } from "./samples.ts";

const table: TableModel = {
  columns: [
    { label: "A", numeric: false },
    { label: "n", numeric: true },
  ],
  rows: [
    ["a", 12],
    ["b", 1250],
  ],
};

/** Trend, ranking and heat map in their frame, with made-up answers. */
export function GalleryPictures() {
  const { t, i18n } = useTranslation("web");
  const words = { title: t("gallery.pictures"), caption: "n 2,650" };
  const frame = {
    methods: ["trend", "recommendation"] as const,
    table,
    draw: () => drawHeatmap(sampleHeatmap, i18n.language, words),
  };
  const opened = () => toast(t("gallery.opened"), { undo: () => undefined });
  return (
    <section className={classes.section}>
      <h2>{t("gallery.pictures")}</h2>
      <ChartFrame {...frame} title={t("method.trend.title")} note={t("method.trend.assumes")}>
        <TrendChart kind="nps" trend={sampleTrend} alternative={t("method.trend.title")} onOpen={opened} />
      </ChartFrame>
      <ChartFrame {...frame} title={t("method.ranking.title")}>
        <RankingTable
          kind="nps"
          ranking={sampleRanking}
          caption={t("method.ranking.title")}
          most={6}
          renderName={({ name }) => name}
        />
      </ChartFrame>
      <ChartFrame {...frame} title={t("method.heatmap.title")}>
        <HeatmapTable kind="nps" heatmap={sampleHeatmap} caption={t("method.heatmap.title")} onOpen={opened} />
      </ChartFrame>
      <Toasts />
    </section>
  );
}
