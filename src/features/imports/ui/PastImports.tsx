import {
  IconArrowBackUp,
  IconCircleCheck,
  IconCircleX,
  IconClock,
  IconFile,
  IconPlayerPause,
} from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";

import type { Import } from "#feature/imports/contract";
import { DataTable, type Column } from "#web/design/DataTable.tsx";
import { formatCount } from "#web/format/number.ts";
import { formatInstant } from "#web/format/time.ts";

import classes from "./Imports.module.css";

const icons = {
  uploaded: IconFile,
  ready: IconFile,
  running: IconClock,
  done: IconCircleCheck,
  failed: IconCircleX,
  cancelled: IconPlayerPause,
  undoing: IconClock,
  undone: IconArrowBackUp,
} as const;

/** Files brought in so far, newest first; each opens where it stands. */
export function PastImports({ imports }: { imports: readonly Import[] }) {
  const { t, i18n } = useTranslation("imports");
  const count = (value: number) => formatCount(value, i18n.language);
  const columns: readonly Column<Import>[] = [
    {
      key: "file",
      label: t("past.file"),
      width: "36%",
      render: ({ id, fileName }) => (
        <Link to="/imports/$id" params={{ id }} className={classes.name}>
          {fileName}
        </Link>
      ),
    },
    { key: "state", label: t("past.state"), render: ({ state }) => <ImportState state={state} /> },
    { key: "created", label: t("past.created"), numeric: true, render: ({ created }) => count(created) },
    { key: "refused", label: t("past.refused"), numeric: true, render: ({ refused }) => count(refused) },
    {
      key: "when",
      label: t("past.when"),
      numeric: true,
      render: ({ createdAt }) => formatInstant(createdAt, i18n.language),
    },
  ];
  return (
    <div className={classes.wide}>
      <DataTable caption={t("past.title")} rows={imports} rowKey={({ id }) => id} columns={columns} />
    </div>
  );
}

/** How an import stands, in a word and a shape. */
export function ImportState({ state }: Pick<Import, "state">) {
  const { t } = useTranslation("imports");
  const Icon = icons[state];
  return (
    <span className={classes.state} data-state={state}>
      <Icon size={16} stroke={1.8} aria-hidden />
      {t(`state.${state}`)}
    </span>
  );
}
