import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";

import { operationQuery } from "../api/queries.ts";
import classes from "../design/Prose.module.css";

/** What runs here: version, trademark notice (R169), licences. */
export function AboutPage() {
  const { t } = useTranslation("web");
  const { data } = useQuery(operationQuery("access.readSetup"));
  return (
    <section className={classes.prose}>
      <h2>Holos</h2>
      <p className="tabular">{data === undefined ? " " : t("about.version", { version: data.version })}</p>
      <p>{t("about.what")}</p>
      <h2>{t("about.trademark")}</h2>
      <p>{t("about.trademarkText")}</p>
      <h2>{t("about.licence")}</h2>
      <p>{t("about.licenceText")}</p>
    </section>
  );
}
