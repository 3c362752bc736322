import { Button } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import type { Import, Inspection, Profile } from "#feature/imports/contract";
import { callOperation } from "#web/api/client.ts";
import { operationQuery, useRefresh } from "#web/api/queries.ts";
import { ProblemNote } from "#web/design/ProblemNote.tsx";
import { SkeletonList } from "#web/design/Skeleton.tsx";
import { formatCount } from "#web/format/number.ts";

import { ReadOtherwise } from "../ReadOtherwise.tsx";
import { ColumnList } from "./ColumnList.tsx";
import { Destination } from "./Destination.tsx";
import { FileFacts, type Reading } from "./FileFacts.tsx";
import { FixedTime } from "./FixedTime.tsx";
import { PreviewPanel } from "./PreviewPanel.tsx";
import { SavedProfile } from "./SavedProfile.tsx";
import classes from "./Setup.module.css";
import { usePreview } from "./use-preview.ts";

/** What is seen in a file, what is to become of it, and what would come of that. */
export function SetupImport({ shown }: { shown: Import }) {
  const { t } = useTranslation("imports");
  const [reading, setReading] = useState<Reading>({});
  const call = { params: { id: shown.id }, ...(Object.keys(reading).length === 0 ? {} : { query: reading }) };
  const { data, error } = useQuery({
    ...operationQuery("imports.inspect", call),
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
  });
  return (
    <>
      {data === undefined ? null : <FileFacts inspection={data} reading={reading} onReading={setReading} />}
      {error === null ? null : (
        <>
          <ProblemNote error={error} />
          <div>
            <Button variant="default" onClick={() => setReading({})}>
              {t("file.readBefore")}
            </Button>
          </div>
          <ReadOtherwise onRetry={setReading} />
        </>
      )}
      {data === undefined && error === null ? <SkeletonList rows={8} /> : null}
      {data === undefined ? null : <Setup key={JSON.stringify(reading)} inspection={data} />}
    </>
  );
}

function Setup({ inspection }: { inspection: Inspection }) {
  const saved = useQuery(operationQuery("imports.listProfiles"));
  const [profile, setProfile] = useState<Profile>(inspection.suggested);
  const matching = saved.data?.items.filter(({ name }) => inspection.matching.includes(name)) ?? [];
  const preview = usePreview(inspection.importId, profile);

  return (
    <div className={classes.setup}>
      <div className={classes.choices}>
        <SavedProfile inspection={inspection} matching={matching} onProfile={setProfile} />
        <Destination profile={profile} onChange={setProfile} />
        <FixedTime profile={profile} onChange={setProfile} />
        <ColumnList inspection={inspection} profile={profile} onChange={setProfile} />
      </div>
      <div className={classes.outcome}>
        <PreviewPanel preview={preview} profile={profile} onProfile={setProfile}>
          <Start
            inspection={inspection}
            profile={profile}
            count={preview.data?.willCreate}
            isSure={preview.isCurrent}
          />
        </PreviewPanel>
      </div>
    </div>
  );
}

interface StartProps {
  readonly inspection: Inspection;
  readonly profile: Profile;
  readonly count: number | undefined;
  /** Whether the preview is of the profile as it now stands. */
  readonly isSure: boolean;
}

function Start({ inspection, profile, count, isSure }: StartProps) {
  const { t, i18n } = useTranslation("imports");
  const cache = useQueryClient();
  const refresh = useRefresh();
  const params = { id: inspection.importId };
  const run = useMutation({
    mutationFn: () => callOperation("imports.run", { params, body: { profile, saveProfile: true } }),
    onSuccess: async (started) => {
      cache.setQueryData(operationQuery("imports.readImport", { params }).queryKey, started);
      await refresh("imports.listImports", "imports.listProfiles");
    },
  });
  const known = isSure ? count : undefined;

  return (
    <div className={classes.start}>
      <ProblemNote error={run.error} />
      <Button size="md" loading={run.isPending} disabled={known === undefined} onClick={() => run.mutate()}>
        {known === undefined || known === 0
          ? t("start.plain")
          : t("start.count", { count: known, shown: formatCount(known, i18n.language) })}
      </Button>
      <p className={classes.note}>{t("start.note")}</p>
    </div>
  );
}
