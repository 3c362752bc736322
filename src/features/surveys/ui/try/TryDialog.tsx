import { Button, Modal } from "@mantine/core";
import { IconExternalLink, IconTrash } from "@tabler/icons-react";
import { useMutation, useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";

import type { Survey, TestRun } from "#feature/surveys/contract";
import { callOperation } from "#web/api/client.ts";
import { operationQuery, useMay, useRefresh } from "#web/api/queries.ts";
import { confirm } from "#web/design/confirm.ts";
import { ProblemNote } from "#web/design/ProblemNote.tsx";
import { SkeletonList } from "#web/design/Skeleton.tsx";
import { formatInstant } from "#web/format/time.ts";

import type { Draft } from "../draft/use-draft.ts";
import classes from "./Try.module.css";

interface TryDialogProps {
  readonly survey: Survey;
  readonly draft: Draft;
  readonly opened: boolean;
  readonly onClose: () => void;
}

/** Tries the survey on its real page; what is answered there never counts, and can be read and deleted here. */
export function TryDialog({ survey, draft, opened, onClose }: TryDialogProps) {
  const { t } = useTranslation("surveys");
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      size={680}
      title={t("try.title")}
      closeButtonProps={{ "aria-label": t("web:action.close") }}
    >
      <Trial survey={survey} draft={draft} />
    </Modal>
  );
}

function Trial({ survey: { id, publishedVersion }, draft }: { survey: Survey; draft: Draft }) {
  const { t } = useTranslation("surveys");
  const link = useMutation({
    mutationFn: async (of: "draft" | "published") => {
      if (of === "draft" && !(await draft.flush())) return undefined;
      return callOperation("surveys.createTestLink", { params: { id }, body: { of } });
    },
  });
  return (
    <div className={classes.trial}>
      <p>{t("try.text")}</p>
      <ProblemNote error={link.error} />
      {link.data === undefined ? (
        <div className={classes.row}>
          <Button data-autofocus loading={link.isPending} onClick={() => link.mutate("draft")}>
            {t("try.draft")}
          </Button>
          {publishedVersion === null ? null : (
            <Button variant="default" disabled={link.isPending} onClick={() => link.mutate("published")}>
              {t("try.published")}
            </Button>
          )}
        </div>
      ) : (
        <p className={classes.row}>
          <a href={link.data.url} target="_blank" rel="noreferrer" className={classes.link}>
            {t("try.go")}
            <IconExternalLink size={16} aria-hidden />
          </a>
          <span className={classes.note}>{t("try.shareable")}</span>
        </p>
      )}
      {link.isSuccess && link.data === undefined ? <p role="alert">{t("save.broken")}</p> : null}
      <TestRuns surveyId={id} />
    </div>
  );
}

/** What was answered on test pages, to be read and deleted. */
function TestRuns({ surveyId: id }: { surveyId: string }) {
  const { t } = useTranslation("surveys");
  const { data, error } = useQuery({
    ...operationQuery("surveys.listTestRuns", { params: { id }, query: { limit: 50 } }),
    refetchOnWindowFocus: "always",
  });
  const refresh = useRefresh();
  const remove = useMutation({
    mutationFn: () => callOperation("surveys.deleteTestRuns", { params: { id } }),
    onSuccess: () => refresh("surveys.listTestRuns"),
  });
  const removeOne = useMutation({
    mutationFn: (run: string) => callOperation("surveys.deleteTestRun", { params: { id, run } }),
    onSuccess: () => refresh("surveys.listTestRuns"),
  });
  const removeAll = async () => {
    const text = { title: t("try.deleteTitle"), text: t("try.deleteText"), action: t("try.delete") };
    if (await confirm(text)) remove.mutate();
  };
  return (
    <>
      <ProblemNote error={remove.error ?? removeOne.error ?? error} />
      <h3>{t("try.runs", { count: data?.total ?? 0 })}</h3>
      {data === undefined && error === null ? <SkeletonList rows={2} /> : null}
      <ul className={classes.runs}>
        {data?.items.map((run) => (
          <li key={run.id}>
            <Run
              run={run}
              onDelete={() => removeOne.mutate(run.id)}
              isLeaving={removeOne.variables === run.id && removeOne.isPending}
            />
          </li>
        ))}
      </ul>
      {data === undefined || data.total === 0 ? null : (
        <Button
          variant="subtle"
          color="red"
          className={classes.delete ?? ""}
          leftSection={<IconTrash size={16} />}
          loading={remove.isPending}
          onClick={() => void removeAll()}
        >
          {t("try.delete")}
        </Button>
      )}
    </>
  );
}

interface RunProps {
  readonly run: TestRun;
  readonly isLeaving: boolean;
  readonly onDelete: () => void;
}

function Run({ run, isLeaving, onDelete }: RunProps) {
  const mayWrite = useMay("surveys.write");
  const { t, i18n } = useTranslation("surveys");
  return (
    <details>
      <summary>
        {formatInstant(run.changedAt, i18n.language)} · {t(`try.${run.state}`)}
      </summary>
      <dl>
        {run.answers.map(({ question, title, display }) => (
          <div key={question}>
            <dt>{title}</dt>
            <dd>{display}</dd>
          </div>
        ))}
      </dl>
      {mayWrite ? (
        <Button size="compact-sm" variant="subtle" color="red" loading={isLeaving} onClick={onDelete}>
          {t("try.deleteOne")}
        </Button>
      ) : null}
    </details>
  );
}
