import { Link, Outlet } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";

import { PageHead } from "../design/PageHead.tsx";
import { useSettingsSections } from "./sections.ts";
import classes from "./SettingsLayout.module.css";

/** Settings: their list on the left, the open one on the right. */
export function SettingsLayout() {
  const { t } = useTranslation("web");
  const sections = useSettingsSections();
  return (
    <>
      <PageHead title={t("nav.settings")} />
      <div className={classes.columns}>
        <nav aria-label={t("settings.label")} className={classes.list}>
          {sections.map(({ to, text }) => (
            <Link key={to} to={to}>
              {t(text)}
            </Link>
          ))}
        </nav>
        <div className={classes.page}>
          <Outlet />
        </div>
      </div>
    </>
  );
}
