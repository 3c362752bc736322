import { Button } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { IconPlus } from "@tabler/icons-react";
import { keepPreviousData, useInfiniteQuery } from "@tanstack/react-query";
import { Link, Outlet, useSearch } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import type { Account } from "#feature/people/contract";
import { callOperation } from "#web/api/client.ts";
import { useMay } from "#web/api/queries.ts";
import { DataTable, type Column } from "#web/design/DataTable.tsx";
import { EmptyState } from "#web/design/EmptyState.tsx";
import { PageHead } from "#web/design/PageHead.tsx";
import { ProblemNote } from "#web/design/ProblemNote.tsx";
import { SkeletonList } from "#web/design/Skeleton.tsx";
import type { AppSearch } from "#web/filters/search.ts";
import { useFilter } from "#web/filters/use-filter.ts";
import { formatCount } from "#web/format/number.ts";

import classes from "../People.module.css";
import { PeopleTabs } from "../PeopleTabs.tsx";
import { AccountEditor } from "./AccountEditor.tsx";
import { revenueText } from "./revenue.ts";

/** Customers that are organisations. */
export function AccountsPage() {
  const { t } = useTranslation("people");
  const { search, change } = useFilter();
  const mayWrite = useMay("people.write");
  const [isAdding, setAdding] = useState(false);
  const { items, error, isPending, more } = useAccounts(search.q ?? "");
  const columns = useColumns();

  return (
    <>
      <PageHead
        title={t("tab.accounts")}
        actions={
          mayWrite ? (
            <Button leftSection={<IconPlus size={17} />} onClick={() => setAdding(true)}>
              {t("account.new")}
            </Button>
          ) : undefined
        }
      />
      <PeopleTabs />
      <ProblemNote error={error} />
      {isPending ? <SkeletonList rows={4} height={44} /> : null}
      {!isPending && items.length === 0 && search.q === undefined ? (
        <EmptyState title={t("account.none")} text={t("account.noneText")} />
      ) : (
        <div className={classes.tools} role="search">
          <input
            type="search"
            className={classes.field}
            aria-label={t("account.find")}
            placeholder={t("account.find")}
            defaultValue={search.q ?? ""}
            maxLength={100}
            onChange={(event) =>
              change({ q: event.target.value === "" ? undefined : event.target.value }, { replace: true })
            }
          />
        </div>
      )}
      {items.length === 0 ? null : (
        <DataTable caption={t("tab.accounts")} columns={columns} rows={items} rowKey={({ code }) => code} />
      )}
      {more === undefined ? null : (
        <Button variant="default" mt="md" onClick={more}>
          {t("more")}
        </Button>
      )}
      {isAdding ? <AccountEditor account={undefined} onClose={() => setAdding(false)} /> : null}
      <Outlet />
    </>
  );
}

function useColumns(): readonly Column<Account>[] {
  const { t, i18n } = useTranslation("people");
  const search: AppSearch = useSearch({ strict: false });
  return [
    {
      key: "name",
      label: t("account.name"),
      render: ({ code, name }) => (
        <Link
          to="/people/accounts/$code"
          params={{ code }}
          search={search}
          className={classes.name}
          style={{ color: "inherit" }}
        >
          {name}
        </Link>
      ),
    },
    { key: "parent", label: t("account.parent"), render: ({ parentName }) => parentName ?? "" },
    { key: "owner", label: t("account.owner"), render: ({ ownerName }) => ownerName ?? "" },
    {
      key: "contacts",
      label: t("account.contacts"),
      numeric: true,
      render: ({ contacts }) => formatCount(contacts, i18n.language),
    },
    {
      key: "revenue",
      label: t("account.revenue"),
      numeric: true,
      render: ({ revenue }) => revenueText(revenue, i18n.language),
    },
  ];
}

function useAccounts(words: string) {
  const [q] = useDebouncedValue(words.trim(), 180);
  const { data, error, isPending, hasNextPage, fetchNextPage } = useInfiniteQuery({
    queryKey: ["people.listAccounts", "pages", q],
    queryFn: ({ pageParam, signal }) =>
      callOperation("people.listAccounts", {
        query: { ...(q === "" ? {} : { q }), cursor: pageParam, limit: 50 },
        signal,
      }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ nextCursor }) => nextCursor ?? undefined,
    placeholderData: keepPreviousData,
  });
  const items = data?.pages.flatMap((page) => page.items) ?? [];
  return { items, error, isPending, more: hasNextPage ? () => void fetchNextPage() : undefined };
}
