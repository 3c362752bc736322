import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";

import { useMay } from "#web/api/queries.ts";

import classes from "./UnitsPage.module.css";

/** The way to bring in everything at once from a file. */
export function ImportLink() {
  const { t } = useTranslation("organisation");
  const mayWrite = useMay("organisation.write");
  if (!mayWrite) return null;
  return (
    <Link to="/directory" search={{ by: "units" }} className={classes.import}>
      {t("units.import")}
    </Link>
  );
}
