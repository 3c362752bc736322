import { Link, useRouter } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";

import { useMay } from "#web/api/queries.ts";

import classes from "./UnitsPage.module.css";

/** The way to bring in everything at once from a file; nothing where there is no such page. */
export function ImportLink() {
  const { t } = useTranslation("organisation");
  const pages: Readonly<Record<string, unknown>> = useRouter().routesByPath;
  const mayWrite = useMay("organisation.write");
  if (!mayWrite || pages["/directory"] === undefined) return null;
  return (
    <Link to={"/directory" as "/"} search={{ by: "units" }} className={classes.import}>
      {t("units.import")}
    </Link>
  );
}
