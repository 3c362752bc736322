import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";

import { meQuery } from "../api/queries.ts";
import { RemoveSample } from "./RemoveSample.tsx";
import classes from "./SampleBanner.module.css";
import { useSample, useTraining } from "./use-sample.ts";
import { useTourWatch } from "./use-tour-watch.ts";

/** Says quietly that what is shown is a sample, how far the tour is, and how to be rid of it. */
export function SampleBanner() {
  const { t } = useTranslation("sample");
  const isKnown = useQuery(meQuery).data !== undefined;
  const { data: sample } = useSample();
  const isThere = isKnown && sample !== undefined && sample.state !== "none";
  const { data: training } = useTraining(isThere && sample.state === "ready");
  useTourWatch(training);
  if (!isThere) return null;

  const done = training?.tasks.filter(({ state }) => state !== "open").length ?? 0;
  const percent = sample.total === 0 ? 0 : Math.floor((100 * sample.done) / sample.total);
  return (
    <aside className={classes.banner} aria-label={t("banner.label")}>
      <span>{sample.state === "loading" ? t("banner.loading", { percent }) : t(`banner.${sample.state}`)}</span>
      <Link to="/training">
        {sample.state === "ready" && training !== undefined
          ? t("banner.tour", { done, all: training.tasks.length })
          : t("banner.more")}
      </Link>
      {sample.state === "ready" ? <RemoveSample sample={sample} isQuiet /> : null}
    </aside>
  );
}
