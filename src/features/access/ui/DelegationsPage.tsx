import { useTranslation } from "react-i18next";

import classes from "./Access.module.css";
import { Delegations } from "./Delegations.tsx";

/** Who stands in for the reader, and for whom the reader stands in. */
export function DelegationsPage() {
  const { t } = useTranslation("access");
  return (
    <section className={classes.page}>
      <h2>{t("delegations.title")}</h2>
      <p className={classes.lead}>{t("delegations.lead")}</p>
      <Delegations mayLend />
    </section>
  );
}
