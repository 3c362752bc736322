import { useQuery } from "@tanstack/react-query";
import { useParams } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";

import type { Import } from "#feature/imports/contract";
import { operationQuery } from "#web/api/queries.ts";
import { PageHead } from "#web/design/PageHead.tsx";
import { SkeletonList } from "#web/design/Skeleton.tsx";
import { formatCount } from "#web/format/number.ts";

import { FinishedImport } from "./FinishedImport.tsx";
import classes from "./Imports.module.css";
import { ImportState } from "./PastImports.tsx";
import { RunningImport } from "./RunningImport.tsx";
import { SetupImport } from "./setup/SetupImport.tsx";
import { UndoImport, UndoingImport } from "./UndoImport.tsx";

/** One file on its way: what is seen in it, how far it is, what came of it. */
export function ImportPage() {
  const { t } = useTranslation("imports");
  const { id } = useParams({ strict: false });
  const { data, error } = useQuery({
    ...operationQuery("imports.readImport", { params: { id: id ?? "" } }),
    refetchInterval: ({ state }) => (["running", "undoing"].includes(state.data?.state ?? "") ? 1000 : false),
  });
  if (error !== null && data === undefined) throw error;
  return (
    <>
      <PageHead title={data?.fileName ?? t("web:nav.imports")} />
      {data === undefined ? <SkeletonList rows={6} /> : <Standing shown={data} />}
    </>
  );
}

function Standing({ shown }: { shown: Import }) {
  if (shown.state === "running") return <RunningImport shown={shown} />;
  if (shown.state === "undoing") return <UndoingImport shown={shown} />;
  if (shown.state === "done") return <FinishedImport shown={shown} />;
  return (
    <div className={classes.page}>
      {shown.state === "failed" || shown.state === "cancelled" ? <Stopped shown={shown} /> : null}
      {shown.state === "undone" ? <Undone shown={shown} /> : null}
      <SetupImport shown={shown} />
    </div>
  );
}

/** That it was taken back, and that the same file can come again. */
function Undone({ shown }: { shown: Import }) {
  const { t, i18n } = useTranslation("imports");
  return (
    <div className={classes.section} role="status">
      <ImportState state={shown.state} />
      <p>{t("undo.done", { count: shown.undone, shown: formatCount(shown.undone, i18n.language) })}</p>
      <p className={classes.note}>{t("undo.again")}</p>
    </div>
  );
}

/** Why it stopped, and that nothing is lost. */
function Stopped({ shown }: { shown: Import }) {
  const { t } = useTranslation("imports");
  return (
    <div className={classes.section} role="status">
      <ImportState state={shown.state} />
      <p>{shown.problem?.message ?? t("stopped.text", { done: shown.rowsDone, rows: shown.rows })}</p>
      <p className={classes.note}>{t("stopped.resume")}</p>
      {shown.created > 0 ? <UndoImport shown={shown} /> : null}
    </div>
  );
}
