import { Drawer } from "@mantine/core";
import { useTranslation } from "react-i18next";

import type { MeasureKind } from "#feature/facts/contract";

import { isPoints, isShare } from "../format/number.ts";
import classes from "./Prose.module.css";

/** Every method that has its note in the texts. */
export const methods = [
  "recommendation",
  "share",
  "mean",
  "trend",
  "ranking",
  "heatmap",
  "tail",
  "drivers",
  "johnson",
  "lmg",
  "logistic",
  "penaltyReward",
  "pillars",
  "topics",
  "changeParts",
  "changePlaces",
  "simpson",
  "changeThemes",
  "representativeness",
  "nonResponse",
  "raking",
  "quota",
  "threshold",
  "pooling",
  "iceberg",
  "watch",
  "target",
  "relativeScore",
  "perceptionGap",
  "promiseGap",
  "streaks",
  "growthCheck",
  "problemEffect",
  "problemUnasked",
  "problemLift",
  "problemShare",
  "coderQuality",
  "coderAgreement",
  "discoveries",
] as const;
export type Method = (typeof methods)[number];

/** The method behind a measure's figure. */
export function methodOf(kind: MeasureKind): Method {
  if (isPoints(kind)) return "recommendation";
  return isShare(kind) ? "share" : "mean";
}

interface MethodDrawerProps {
  readonly methods: readonly Method[];
  readonly opened: boolean;
  readonly onClose: () => void;
}

/** "How is this computed?": each method in words, what it assumes, where it comes from. */
export function MethodDrawer({ methods: shown, opened, onClose }: MethodDrawerProps) {
  const { t } = useTranslation("web");
  return (
    <Drawer
      opened={opened}
      onClose={onClose}
      position="right"
      size={480}
      title={t("chart.how")}
      closeButtonProps={{ "aria-label": t("action.close") }}
    >
      <div className={classes.prose}>
        {shown.map((method) => (
          <section key={method} className={classes.prose}>
            <h2>{t(`method.${method}.title`)}</h2>
            <p>{t(`method.${method}.what`)}</p>
            <h3>{t("chart.assumptions")}</h3>
            <p>{t(`method.${method}.assumes`)}</p>
            <h3>{t("chart.source")}</h3>
            <p>{t(`method.${method}.source`)}</p>
          </section>
        ))}
      </div>
    </Drawer>
  );
}
