import { Menu } from "@mantine/core";
import { IconChevronDown } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { Link, useLocation } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";

import { operationQuery, useMay } from "#web/api/queries.ts";
import classes from "#web/design/PageTabs.module.css";

const pages = ["segments", "personas", "accounts", "duplicates", "attributes"] as const;
type Page = (typeof pages)[number];

/** The pages about people. What is not used yet stays behind «More», so that a small firm sees a list of people. */
export function PeopleTabs() {
  const { t } = useTranslation("people");
  const { pathname } = useLocation();
  const used = useUsed();
  const here = pages.find((page) => pathname.startsWith(`/people/${page}`));
  const shown = pages.filter((page) => used.has(page) || page === here);
  const mayWrite = useMay("people.write");
  const more = pages.filter(
    (page) => !shown.includes(page) && (mayWrite || (page !== "duplicates" && page !== "attributes")),
  );

  return (
    <nav className={classes.tabs} aria-label={t("tabs")}>
      <Link to="/people" className={classes.tab} data-active={here === undefined}>
        {t("title")}
      </Link>
      {shown.map((page) => (
        <Link key={page} to={`/people/${page}`} className={classes.tab} data-active={page === here}>
          {t(`tab.${page}`)}
        </Link>
      ))}
      {more.length === 0 ? null : (
        <Menu position="bottom-start">
          <Menu.Target>
            <button type="button" className={classes.tab}>
              {t("tab.more")}
              <IconChevronDown size={15} aria-hidden />
            </button>
          </Menu.Target>
          <Menu.Dropdown>
            {more.map((page) => (
              <Menu.Item key={page} component={Link} to={`/people/${page}`}>
                {t(`tab.${page}`)}
              </Menu.Item>
            ))}
          </Menu.Dropdown>
        </Menu>
      )}
    </nav>
  );
}

function useUsed(): ReadonlySet<Page> {
  const mayWrite = useMay("people.write");
  const segments = useQuery(operationQuery("people.listSegments")).data?.items.length ?? 0;
  const personas = useQuery(operationQuery("people.listPersonas")).data?.items.length ?? 0;
  const accounts = useQuery(operationQuery("people.listAccounts", { query: { limit: 1 } })).data?.items.length ?? 0;
  const asked = operationQuery("people.listSuggestions", { query: { limit: 1 } });
  const duplicates = useQuery({ ...asked, enabled: mayWrite }).data?.items.length ?? 0;
  const counts = { segments, personas, accounts, duplicates, attributes: 0 };
  return new Set(pages.filter((page) => counts[page] > 0));
}
