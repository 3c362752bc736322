import { Link, useLocation } from "@tanstack/react-router";

import type { Permission } from "#kit/operation";
import { useMe } from "#web/api/queries.ts";
import classes from "#web/design/PageTabs.module.css";
import { onlyFilter } from "#web/filters/filter.ts";
import { useFilter } from "#web/filters/use-filter.ts";

import { useThemeWords } from "./words.ts";

const pages: readonly { readonly tab: string; readonly to: string; readonly permission: Permission }[] = [
  { tab: "codebook", to: "/themes", permission: "insight.read" },
  { tab: "coding", to: "/themes/coding", permission: "themes.code" },
  { tab: "quality", to: "/themes/quality", permission: "insight.read" },
  { tab: "discoveries", to: "/themes/discoveries", permission: "answers.read" },
  { tab: "recoding", to: "/themes/recoding", permission: "insight.read" },
  { tab: "suggester", to: "/themes/suggester", permission: "themes.write" },
];

/** The pages of this part that one may use; the filter goes along. */
export function ThemesTabs() {
  const { t } = useThemeWords();
  const { pathname } = useLocation();
  const { search } = useFilter();
  const held = useMe()?.permissions ?? [];
  const shown = pages.filter(({ permission }) => held.includes(permission));
  const here = shown.findLast(({ to }) => pathname.startsWith(to))?.tab;
  return (
    <nav className={classes.tabs} aria-label={t("tabs")}>
      {shown.map(({ tab, to }) => (
        <Link key={tab} to={to} search={onlyFilter(search)} className={classes.tab} data-active={tab === here}>
          {t(`tab.${tab}`)}
        </Link>
      ))}
    </nav>
  );
}
