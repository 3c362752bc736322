import { Button } from "@mantine/core";
import { IconDownload } from "@tabler/icons-react";
import { useMutation, useQuery } from "@tanstack/react-query";
import { Link, useParams } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";

import type { DirectoryImport } from "#feature/directory/contract";
import { callOperation } from "#web/api/client.ts";
import { operationQuery, useRefresh } from "#web/api/queries.ts";
import { PageHead } from "#web/design/PageHead.tsx";
import { ProblemNote } from "#web/design/ProblemNote.tsx";
import { SkeletonList } from "#web/design/Skeleton.tsx";
import { formatCount } from "#web/format/number.ts";

import { Counts } from "./Counts.tsx";
import classes from "./Directory.module.css";
import { FileState } from "./PastFiles.tsx";
import { ProgressBar } from "./ProgressBar.tsx";
import { SetupFile } from "./SetupFile.tsx";

/** One file on its way: what is seen in it, how far it is, what came of it. */
export function FilePage() {
  const { t } = useTranslation("directory");
  const { id } = useParams({ strict: false });
  const { data, error } = useQuery({
    ...operationQuery("directory.readImport", { params: { id: id ?? "" } }),
    refetchInterval: ({ state }) => (state.data?.state === "running" ? 1000 : false),
  });
  if (error !== null && data === undefined) throw error;
  const title = data === undefined ? t("title") : `${t(`kind.${data.kind}`)}: ${data.fileName}`;
  return (
    <>
      <PageHead title={title} />
      {data === undefined ? <SkeletonList rows={6} /> : <Standing shown={data} />}
    </>
  );
}

function Standing({ shown }: { shown: DirectoryImport }) {
  if (shown.state === "running") return <Running shown={shown} />;
  if (shown.state === "done") return <Finished shown={shown} />;
  return (
    <div className={classes.page}>
      {shown.state === "uploaded" ? null : <Stopped shown={shown} />}
      <SetupFile shown={shown} />
    </div>
  );
}

function Running({ shown }: { shown: DirectoryImport }) {
  const { t, i18n } = useTranslation("directory");
  const refresh = useRefresh();
  const cancel = useMutation({
    mutationFn: () => callOperation("directory.cancel", { params: { id: shown.id } }),
    onSuccess: () => refresh("directory."),
  });
  const count = (value: number) => formatCount(value, i18n.language);
  const isReading = shown.rows === 0;
  return (
    <section className={classes.page}>
      <p aria-live="polite">
        {isReading
          ? t("running.reading")
          : t("running.progress", { done: count(shown.rowsDone), rows: count(shown.rows) })}
      </p>
      <ProgressBar label={t("running.label")} share={isReading ? null : shown.rowsDone / shown.rows} />
      <p className={classes.note}>{t("running.leave")}</p>
      <ProblemNote error={cancel.error} />
      <div className={classes.actions}>
        <Button variant="default" loading={cancel.isPending || cancel.isSuccess} onClick={() => cancel.mutate()}>
          {t("running.stop")}
        </Button>
        <Button variant="subtle" renderRoot={(props) => <Link to="/directory" {...props} />}>
          {t("others")}
        </Button>
      </div>
    </section>
  );
}

const pages = { units: "/organisation", staff: "/staff", persons: "/people" } as const;

function Finished({ shown }: { shown: DirectoryImport }) {
  const { t } = useTranslation("directory");
  return (
    <section className={classes.page}>
      <div className={classes.section}>
        <FileState state={shown.state} />
        <Counts shown={shown} />
      </div>
      <div className={classes.actions}>
        <Button renderRoot={(props) => <Link to={pages[shown.kind]} {...props} />}>{t(`open.${shown.kind}`)}</Button>
        <Errors shown={shown} />
        <Button
          variant="subtle"
          renderRoot={(props) => <Link to="/directory" search={{ by: shown.kind }} {...props} />}
        >
          {t("another")}
        </Button>
      </div>
    </section>
  );
}

function Stopped({ shown }: { shown: DirectoryImport }) {
  const { t } = useTranslation("directory");
  return (
    <div className={classes.section} role="status">
      <FileState state={shown.state} />
      <p>{shown.problem?.message ?? t("stopped", { done: shown.rowsDone, rows: shown.rows })}</p>
      <Errors shown={shown} />
    </div>
  );
}

function Errors({ shown }: { shown: DirectoryImport }) {
  const { t, i18n } = useTranslation("directory");
  if (shown.refused === 0) return null;
  return (
    <Button
      variant="default"
      component="a"
      href={`/api/v1/directory/imports/${shown.id}/errors.csv?lang=${i18n.language}`}
      download
      leftSection={<IconDownload size={16} aria-hidden />}
    >
      {t("errors")}
    </Button>
  );
}
