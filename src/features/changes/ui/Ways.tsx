import { IconListSearch, IconMap2, IconTelescope } from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";

import { onlyFilter } from "#web/filters/filter.ts";
import { useFilter } from "#web/filters/use-filter.ts";
import { PinButton } from "#web/pins/PinButton.tsx";

import type { ChangeQuery } from "../contract.ts";
import classes from "./Changes.module.css";

/** Where to go from a comparison, with the same filter: other measures, the pain map, a view of one's own. */
export function Ways({ query }: { query: ChangeQuery }) {
  const { t } = useTranslation("changes");
  const { search } = useFilter();
  const filter = { ...onlyFilter(search), measure: query.measure };
  const groups = search.a === undefined ? {} : { a: search.a, b: search.b };
  return (
    <>
      <Link to="/changes" search={onlyFilter(search)} className={classes.action} activeOptions={{ exact: true }}>
        <IconListSearch size={17} aria-hidden />
        {t("way.suggestions")}
      </Link>
      <PinButton kind="changes" name={t("title")} />
      <Link to="/explore" search={{ ...filter, ...groups }} className={classes.action}>
        <IconTelescope size={17} aria-hidden />
        {t("way.explore")}
      </Link>
      <Link to="/pain" search={filter} className={classes.action}>
        <IconMap2 size={17} aria-hidden />
        {t("way.pain")}
      </Link>
    </>
  );
}
