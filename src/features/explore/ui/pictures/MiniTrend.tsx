import { useQuery } from "@tanstack/react-query";
import { lazy, Suspense } from "react";
import { useTranslation } from "react-i18next";

import { operationQuery } from "#web/api/queries.ts";
import { useFlags } from "#web/design/charts/use-flags.ts";
import { Skeleton } from "#web/design/Skeleton.tsx";
import { useFilter } from "#web/filters/use-filter.ts";

import type { Found, ViewState } from "../../contract.ts";
import { useOpenAnswers } from "../opening.ts";
import { useSpeech } from "../speech.ts";
import classes from "./Pictures.module.css";
import { trendBody } from "./trend-body.ts";

const TrendChart = lazy(async () => {
  const { TrendChart: Chart } = await import("#web/design/charts/TrendChart.tsx");
  return { default: Chart };
});

const noPoints: readonly { readonly at: string }[] = [];

/** A trend on a card, with its flags. */
export function MiniTrend({ state, found }: { state: ViewState; found: Found }) {
  const { t } = useTranslation("explore");
  const speech = useSpeech();
  const { today } = useFilter();
  const open = useOpenAnswers(state);
  const { data } = useQuery(
    operationQuery("insight.readTrend", {
      body: trendBody(state, found.ref, today),
    }),
  );
  const { flags } = useFlags(data?.points ?? noPoints);
  if (data === undefined) return <Skeleton height={240} />;
  const { points } = data;
  if (points.filter(({ figure }) => figure.estimate !== null).length < 2)
    return <p className={classes.note}>{t("empty.trend")}</p>;
  const name = found.measure === null ? "" : speech.measure(found.measure);
  return (
    <Suspense fallback={<Skeleton height={240} />}>
      <TrendChart
        kind={found.measure?.kind ?? "nps"}
        trend={data}
        flags={flags}
        alternative={t("frame.trend", { name })}
        onOpen={(index) => {
          const at = points[index]?.at;
          if (at !== undefined) open(found.ref, [{ dimension: data.step, value: at, name: at, resolved: true }]);
        }}
      />
    </Suspense>
  );
}
