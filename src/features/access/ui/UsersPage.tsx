import { Button, NativeSelect, TextInput } from "@mantine/core";
import { useInfiniteQuery } from "@tanstack/react-query";
import { Link, Outlet, useNavigate, useSearch } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { roles, type Role, type User } from "#feature/access/contract";
import { callOperation } from "#web/api/client.ts";
import { useMay } from "#web/api/queries.ts";
import { DataTable, type Column } from "#web/design/DataTable.tsx";
import { EmptyState } from "#web/design/EmptyState.tsx";
import { ProblemNote } from "#web/design/ProblemNote.tsx";
import { SkeletonList } from "#web/design/Skeleton.tsx";

import classes from "./Access.module.css";
import { GrantList } from "./GrantList.tsx";
import { usersSearch, type UsersSearch } from "./searches.ts";
import { UserForm } from "./UserForm.tsx";

/** Who may sign in and what each may do; one opens beside the list. */
export function UsersPage() {
  const { t } = useTranslation("access");
  const mayManage = useMay("access.manage");
  const [adding, setAdding] = useState(false);
  return (
    <section className={classes.page}>
      <h2>{t("users.title")}</h2>
      <p className={classes.lead}>
        {t("users.text")} <Link to="/settings/roles">{t("users.roles")}</Link>
      </p>
      {adding ? <UserForm onDone={() => setAdding(false)} /> : null}
      {mayManage && !adding ? (
        <div>
          <Button onClick={() => setAdding(true)}>{t("users.add")}</Button>
        </div>
      ) : null}
      <Filters />
      <Found />
      <Outlet />
    </section>
  );
}

function Filters() {
  const { t } = useTranslation("access");
  const search: UsersSearch = useSearch({ strict: false });
  const navigate = useNavigate();
  const change = (part: UsersSearch) => void navigate({ to: ".", search: { ...search, ...part }, replace: true });
  return (
    <div className={classes.filters} role="search">
      <TextInput
        label={t("users.search")}
        value={search.search ?? ""}
        onChange={(event) => change({ search: event.target.value || undefined })}
      />
      <NativeSelect
        label={t("grants.role")}
        data={[
          { value: "", label: t("users.anyRole") },
          ...roles.map((role) => ({ value: role, label: t(`role.${role}`) })),
        ]}
        value={search.role ?? ""}
        onChange={(event) => change({ role: (event.target.value || undefined) as Role | undefined })}
      />
      <NativeSelect
        label={t("users.state")}
        data={(["active", "disabled", "all"] as const).map((state) => ({ value: state, label: t(`users.${state}`) }))}
        value={search.state ?? "active"}
        onChange={(event) => change({ state: event.target.value as UsersSearch["state"] })}
      />
    </div>
  );
}

function Found() {
  const { t } = useTranslation("access");
  const { search, role, state = "active" }: UsersSearch = useSearch({ strict: false });
  const { data, error, fetchNextPage, hasNextPage, isFetching } = useInfiniteQuery({
    queryKey: ["access.listUsers", search, role, state],
    queryFn: ({ pageParam, signal }) =>
      callOperation("access.listUsers", { query: { search, role, state, cursor: pageParam, limit: 50 }, signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ nextCursor }) => nextCursor ?? undefined,
  });
  const users = data?.pages.flatMap(({ items }) => items) ?? [];
  const columns = useColumns();
  if (error !== null) return <ProblemNote error={error} />;
  if (data === undefined) return <SkeletonList rows={6} />;
  if (users.length === 0) return <EmptyState title={t("users.none")} text={t("users.noneText")} />;
  return (
    <>
      <DataTable caption={t("users.title")} rows={users} rowKey={({ id }) => id} columns={columns} />
      {hasNextPage ? (
        <Button variant="default" loading={isFetching} onClick={() => void fetchNextPage()}>
          {t("users.more")}
        </Button>
      ) : null}
    </>
  );
}

function useColumns(): readonly Column<User>[] {
  const { t } = useTranslation("access");
  const search = useSearch({ strict: false });
  return [
    {
      key: "name",
      label: t("field.name"),
      width: "40%",
      render: ({ id, name, email, disabledAt }) => (
        <span className={classes.person}>
          <Link to="/settings/users/$id" params={{ id }} search={usersSearch(search)}>
            {name}
          </Link>
          <span>{disabledAt === null ? email : `${email} · ${t("users.isDisabled")}`}</span>
        </span>
      ),
    },
    { key: "may", label: t("users.may"), render: ({ grants }) => <GrantList grants={grants} /> },
  ];
}
