import { Link, Outlet } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";

import type { Permission } from "#kit/operation";

import { useMe } from "../api/queries.ts";
import { PageHead } from "../design/PageHead.tsx";
import classes from "./SettingsLayout.module.css";

interface Section {
  readonly to: `/settings/${"organisation" | "measurement" | "keys" | "codes" | "audit" | "profile" | "about"}`;
  readonly text: string;
  readonly permission?: Permission;
}

const sections: readonly Section[] = [
  { to: "/settings/organisation", text: "settings.organisation" },
  { to: "/settings/measurement", text: "settings.measurement" },
  { to: "/settings/codes", text: "settings.codes", permission: "organisation.read" },
  { to: "/settings/keys", text: "settings.keys", permission: "access.manage" },
  { to: "/settings/audit", text: "settings.audit", permission: "audit.read" },
  { to: "/settings/profile", text: "settings.profile" },
  { to: "/settings/about", text: "settings.about" },
];

/** Settings: their list on the left, the open one on the right. */
export function SettingsLayout() {
  const { t } = useTranslation("web");
  const held = useMe()?.permissions ?? [];
  return (
    <>
      <PageHead title={t("nav.settings")} />
      <div className={classes.columns}>
        <nav aria-label={t("settings.label")} className={classes.list}>
          {sections
            .filter(({ permission }) => permission === undefined || held.includes(permission))
            .map(({ to, text }) => (
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
