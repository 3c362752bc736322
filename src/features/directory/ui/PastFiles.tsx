import { IconCircleCheck, IconCircleX, IconClock, IconFile, IconPlayerPause } from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";

import type { DirectoryImport } from "#feature/directory/contract";
import { DataTable, type Column } from "#web/design/DataTable.tsx";
import { formatCount } from "#web/format/number.ts";
import { formatInstant } from "#web/format/time.ts";

import classes from "./Directory.module.css";

const icons = {
  uploaded: IconFile,
  running: IconClock,
  done: IconCircleCheck,
  failed: IconCircleX,
  cancelled: IconPlayerPause,
} as const;

/** Files that came in, newest first; each opens where it stands. */
export function PastFiles({ files }: { files: readonly DirectoryImport[] }) {
  const { t, i18n } = useTranslation("directory");
  const count = (value: number) => formatCount(value, i18n.language);
  const columns: readonly Column<DirectoryImport>[] = [
    {
      key: "file",
      label: t("past.file"),
      width: "30%",
      render: ({ id, fileName }) => (
        <Link to="/directory/$id" params={{ id }} className={classes.name}>
          {fileName}
        </Link>
      ),
    },
    { key: "kind", label: t("kind"), render: ({ kind }) => t(`kind.${kind}`) },
    { key: "state", label: t("past.state"), render: ({ state }) => <FileState state={state} /> },
    { key: "created", label: t("past.created"), numeric: true, render: ({ created }) => count(created) },
    { key: "changed", label: t("past.changed"), numeric: true, render: ({ changed }) => count(changed) },
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
      <DataTable caption={t("past")} rows={files} rowKey={({ id }) => id} columns={columns} />
    </div>
  );
}

/** How a file stands, in a word and a shape. */
export function FileState({ state }: Pick<DirectoryImport, "state">) {
  const { t } = useTranslation("directory");
  const Icon = icons[state];
  return (
    <span className={classes.state} data-state={state}>
      <Icon size={16} stroke={1.8} aria-hidden />
      {t(`state.${state}`)}
    </span>
  );
}
