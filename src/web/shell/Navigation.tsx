import { Tooltip } from "@mantine/core";
import { IconLayoutSidebarLeftCollapse, IconLayoutSidebarLeftExpand, IconSearch } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { useMe, useSettings } from "../api/queries.ts";
import classes from "./Navigation.module.css";
import { footDestinations, mayGo, navigation } from "./navigation.ts";
import { NavigationLink } from "./NavigationLink.tsx";
import { NoticeBell } from "./NoticeBell.tsx";
import { OrganisationMark } from "./OrganisationMark.tsx";
import { ProfileMenu } from "./ProfileMenu.tsx";

const stored = "holos.navigation";

/** The left column: whose installation this is, where one can go, who one is. Can be made narrow. */
export function Navigation({ onPalette, onKeys }: { onPalette: () => void; onKeys: () => void }) {
  const { t } = useTranslation("web");
  const name = useSettings()?.name ?? "";
  const [narrow, setNarrow] = useState(() => localStorage.getItem(stored) === "narrow");
  const me = useMe();
  const groups = navigation.filter(({ items }) => items.some((item) => mayGo(item, me)));
  const fold = () => {
    localStorage.setItem(stored, narrow ? "wide" : "narrow");
    setNarrow(!narrow);
  };

  return (
    <section className={classes.bar} data-narrow={narrow} aria-label={name}>
      <div className={classes.head}>
        <OrganisationMark />
        <span className={classes.name}>{name}</span>
      </div>
      <Tooltip label={t("palette.open")} disabled={!narrow} position="right">
        <button type="button" className={classes.search} onClick={onPalette} aria-label={t("palette.open")}>
          <IconSearch size={16} aria-hidden />
          <span className={classes.label}>{t("palette.short")}</span>
          <kbd className={classes.label}>{/Mac|iP/.test(navigator.userAgent) ? "⌘K" : "Ctrl K"}</kbd>
        </button>
      </Tooltip>
      <nav aria-label={t("nav.label")} className={classes.nav}>
        {groups.map((group) => (
          <div key={group.text} className={classes.group}>
            <h2 className={classes.heading}>{t(group.text)}</h2>
            <ul>
              {group.items.map((item) => (
                <NavigationLink key={item.to} destination={item} narrow={narrow} />
              ))}
            </ul>
          </div>
        ))}
        <ul className={classes.foot}>
          {footDestinations.map((item) => (
            <NavigationLink key={item.to} destination={item} narrow={narrow} />
          ))}
        </ul>
      </nav>
      <div className={classes.end}>
        <ProfileMenu narrow={narrow} onKeys={onKeys} />
        <NoticeBell />
        <Tooltip label={narrow ? t("nav.widen") : t("nav.narrow")} position="right">
          <button
            type="button"
            className={classes.fold}
            onClick={fold}
            aria-label={narrow ? t("nav.widen") : t("nav.narrow")}
          >
            {narrow ? <IconLayoutSidebarLeftExpand size={18} /> : <IconLayoutSidebarLeftCollapse size={18} />}
          </button>
        </Tooltip>
      </div>
    </section>
  );
}
