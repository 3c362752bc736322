import { useTranslation } from "react-i18next";

import { formatInstant } from "#web/format/time.ts";

import classes from "./Changes.module.css";

/** How new the figures are. */
export function Freshness({ asOf }: { asOf: string | null }) {
  const { t, i18n } = useTranslation("changes");
  return asOf === null ? null : (
    <p className={classes.soft}>{t("fresh", { when: formatInstant(asOf, i18n.language) })}</p>
  );
}
