import { Button } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";

import type { Survey, VersionItem } from "#feature/surveys/contract";
import { callOperation } from "#web/api/client.ts";
import { operationQuery, useMay, useRefresh } from "#web/api/queries.ts";
import { EmptyState } from "#web/design/EmptyState.tsx";
import { ProblemNote } from "#web/design/ProblemNote.tsx";
import { Skeleton, SkeletonList } from "#web/design/Skeleton.tsx";
import { formatInstant } from "#web/format/time.ts";
import { toast } from "#web/shell/toasts.ts";

import { changesBetween } from "../changes/changes.ts";
import { Changes } from "../changes/Changes.tsx";
import { useDraft } from "../draft/use-draft.ts";
import { surveyQuery, useSurvey } from "../use-survey.ts";
import classes from "./Versions.module.css";

/** What was published when and by whom, what was new in it, and the way back to it. A version never changes. */
export function VersionsPage() {
  const { t } = useTranslation("surveys");
  const { survey } = useSurvey();
  if (survey === undefined) return null;
  if (survey.publishedVersion === null) return <EmptyState title={t("versions.none")} text={t("versions.noneText")} />;
  return (
    <section className={classes.versions}>
      <p className={classes.lead}>{t("versions.text")}</p>
      <Versions survey={survey} />
    </section>
  );
}

function Versions({ survey }: { survey: Survey }) {
  const { data, error } = useQuery(
    operationQuery("surveys.listVersions", { params: { id: survey.id }, query: { limit: 100 } }),
  );
  if (data === undefined) return error === null ? <SkeletonList rows={3} /> : <ProblemNote error={error} />;
  return (
    <ol className={classes.list} reversed start={data.items[0]?.version ?? 1}>
      {data.items.map((item, index) => (
        <li key={item.version}>
          <Version survey={survey} item={item} isCurrent={index === 0} />
        </li>
      ))}
    </ol>
  );
}

interface VersionProps {
  readonly survey: Survey;
  readonly item: VersionItem;
  readonly isCurrent: boolean;
}

function Version({ survey, item: { version, publishedAt, publishedBy, note }, isCurrent }: VersionProps) {
  const { t, i18n } = useTranslation("surveys");
  const mayWrite = useMay("surveys.write");
  return (
    <article className={classes.version}>
      <h2>
        {t("versions.number", { version })}
        {isCurrent ? <span>{t("versions.current")}</span> : null}
      </h2>
      <p className="tabular">
        {formatInstant(publishedAt, i18n.language)}
        {publishedBy === null ? null : ` · ${publishedBy.name}`}
      </p>
      {note === null ? null : <p>{note}</p>}
      {version === 1 ? <p>{t("versions.first")}</p> : <Difference surveyId={survey.id} version={version} />}
      {mayWrite && survey.origin === "built" && !(isCurrent && !survey.changed) ? (
        <Restore survey={survey} version={version} />
      ) : null}
    </article>
  );
}

function Difference({ surveyId, version }: { surveyId: string; version: number }) {
  const read = (number: number) => ({
    ...operationQuery("surveys.readVersion", { params: { id: surveyId, version: number } }),
    staleTime: Infinity,
  });
  const { data: after } = useQuery(read(version));
  const { data: before } = useQuery(read(version - 1));
  if (after === undefined || before === undefined) return <Skeleton height={48} />;
  return <Changes changes={changesBetween(before.definition, after.definition)} most={8} />;
}

/** Takes a version back as the draft, and offers the way back to the draft there was. */
function Restore({ survey, version }: { survey: Survey; version: number }) {
  const { t } = useTranslation("surveys");
  const cache = useQueryClient();
  const refresh = useRefresh();
  const draft = useDraft(survey);
  const { mutate, isPending, error } = useMutation({
    mutationFn: async () => {
      await draft.flush();
      const latest = await callOperation("surveys.readSurvey", { params: { id: survey.id } });
      const params = { id: survey.id, version };
      const restored = await callOperation("surveys.restoreVersion", { params, body: { revision: latest.revision } });
      return { restored, before: latest.draft };
    },
    onSuccess: async ({ restored, before }) => {
      cache.setQueryData(surveyQuery(survey.id).queryKey, restored);
      toast(t("versions.restored", { version }), { undo: () => draft.change({ draft: before }) });
      await refresh("surveys.listSurveys");
    },
  });
  return (
    <>
      <ProblemNote error={error} />
      <Button variant="default" size="compact-md" loading={isPending} onClick={() => mutate()}>
        {t("versions.restore")}
      </Button>
    </>
  );
}
