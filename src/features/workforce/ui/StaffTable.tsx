import { Link, useSearch } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";

import type { Staff } from "#feature/workforce/contract";
import { DataTable, type Column } from "#web/design/DataTable.tsx";
import type { AppSearch } from "#web/filters/search.ts";
import { formatDay } from "#web/format/time.ts";

import classes from "./Staff.module.css";

/** Members of staff as lines: who, what, where, led by whom. */
export function StaffTable({ items }: { items: readonly Staff[] }) {
  const { t, i18n } = useTranslation("workforce");
  const search: AppSearch = useSearch({ strict: false });
  const columns: readonly Column<Staff>[] = [
    {
      key: "name",
      label: t("field.name"),
      width: "30%",
      render: ({ code, name }) => (
        <Link to="/staff/$code" params={{ code }} search={search} resetScroll={false} className={classes.name}>
          {name}
          <small>{code}</small>
        </Link>
      ),
    },
    { key: "position", label: t("field.position"), render: ({ position }) => position },
    { key: "unit", label: t("field.unit"), render: ({ unit }) => unit?.name ?? <i>{t("noUnit")}</i> },
    { key: "manager", label: t("field.manager"), render: ({ manager }) => manager?.name ?? <i>{t("noManager")}</i> },
    {
      key: "since",
      label: t("field.since"),
      numeric: true,
      render: ({ hiredOn, leftOn }) =>
        leftOn === null ? day(hiredOn, i18n.language) : t("until", { day: formatDay(leftOn, i18n.language) }),
    },
  ];
  if (items.length === 0) return null;
  return <DataTable caption={t("title")} rows={items} rowKey={({ code }) => code} columns={columns} />;
}

function day(of: string | null, language: string): string {
  return of === null ? "" : formatDay(of, language);
}
