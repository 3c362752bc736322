import { Button, NativeSelect } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { keepPreviousData, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import type { DirectoryImport, DirectoryInspection, Mapping } from "#feature/directory/contract";
import { callOperation } from "#web/api/client.ts";
import { operationQuery, useRefresh } from "#web/api/queries.ts";
import { ProblemNote } from "#web/design/ProblemNote.tsx";
import { SkeletonList } from "#web/design/Skeleton.tsx";
import { formatCount } from "#web/format/number.ts";

import classes from "./Directory.module.css";
import { PreviewPanel } from "./PreviewPanel.tsx";
import { ReadAs, type Reading } from "./ReadAs.tsx";

/** What is seen in a file, what each column is, and what would come of it. */
export function SetupFile({ shown }: { shown: DirectoryImport }) {
  const [reading, setReading] = useState<Reading>({});
  const isPlain = Object.values(reading).every((value) => value === undefined);
  const { data, error, isPlaceholderData } = useQuery({
    ...operationQuery("directory.inspect", { params: { id: shown.id }, ...(isPlain ? {} : { query: reading }) }),
    staleTime: Number.POSITIVE_INFINITY,
    placeholderData: keepPreviousData,
    retry: false,
  });
  const seen = error === null ? data : undefined;
  const isLoading = error === null && (data === undefined || isPlaceholderData);
  return (
    <div className={classes.page}>
      <ProblemNote error={error} />
      {data === undefined && error === null ? null : <ReadAs seen={seen} reading={reading} onRead={setReading} />}
      {isLoading ? <SkeletonList rows={8} /> : null}
      {seen === undefined || isLoading ? null : <Setup key={JSON.stringify(reading)} seen={seen} reading={reading} />}
    </div>
  );
}

function Setup({ seen, reading }: { seen: DirectoryInspection; reading: Reading }) {
  const { t, i18n } = useTranslation("directory");
  const [mapping, setMapping] = useState<Mapping>(seen.suggested);
  const preview = usePreview({ seen, reading }, mapping);
  const isSaved = seen.columns.some(({ reason }) => reason === "saved");
  return (
    <div className={classes.setup}>
      <section className={classes.part}>
        <h2>{t("columns")}</h2>
        <p className={classes.note}>
          {t("rows", { count: seen.rows, shown: formatCount(seen.rows, i18n.language) })}
          {isSaved ? ` ${t("saved")}` : ""}
        </p>
        <ul className={classes.columns}>
          {seen.columns.map((column) => (
            <ColumnRow key={column.name} column={column} seen={seen} mapping={mapping} onChange={setMapping} />
          ))}
        </ul>
      </section>
      <div className={classes.outcome}>
        <PreviewPanel preview={preview} labelOf={(field) => labelOf(t, seen, field)}>
          <Start seen={seen} reading={reading} mapping={mapping} isSure={preview.isCurrent} shown={preview.data} />
        </PreviewPanel>
      </div>
    </div>
  );
}

interface ColumnRowProps {
  readonly column: DirectoryInspection["columns"][number];
  readonly seen: DirectoryInspection;
  readonly mapping: Mapping;
  readonly onChange: (mapping: Mapping) => void;
}

function ColumnRow({ column, seen, mapping, onChange }: ColumnRowProps) {
  const { t } = useTranslation("directory");
  const field = mapping[column.name] ?? "";
  const choose = (next: string) => {
    const { [column.name]: _, ...others } = mapping;
    onChange(next === "" ? others : { ...others, [column.name]: next });
  };
  return (
    <li className={classes.column} data-used={field !== ""}>
      <div className={classes.about}>
        <strong>{column.name}</strong>
        <span className={classes.examples}>{column.examples.slice(0, 3).join(" · ") || t("empty")}</span>
      </div>
      <NativeSelect
        aria-label={t("column", { name: column.name })}
        value={field}
        data={[
          { value: "", label: t("leaveOut") },
          ...seen.fields.map((one) => ({ value: one.field, label: labelOf(t, seen, one.field) })),
        ]}
        onChange={({ target }) => choose(target.value)}
      />
    </li>
  );
}

function labelOf(t: (key: string) => string, seen: DirectoryInspection, field: string): string {
  return (
    seen.fields.find((one) => one.field === field)?.name ?? t(`field.${field === "code" ? `code.${seen.kind}` : field}`)
  );
}

/** Larger files are looked through when asked for, others a moment after each change. */
const quickRows = 5000;

/** A preview as far as it is there. */
export type PreviewState = ReturnType<typeof usePreview>;

function usePreview({ seen, reading }: { seen: DirectoryInspection; reading: Reading }, mapping: Mapping) {
  const [settled] = useDebouncedValue(mapping, 400);
  const [asked, setAsked] = useState<Mapping | null>(seen.rows <= quickRows ? mapping : null);
  const isQuick = seen.rows <= quickRows;
  const wanted = isQuick ? settled : asked;
  const { data, error, isFetching, isPlaceholderData } = useQuery({
    queryKey: ["directory.preview", seen.importId, wanted, reading],
    queryFn: ({ signal }) =>
      callOperation("directory.preview", {
        params: { id: seen.importId },
        body: { mapping: wanted ?? {}, reading },
        signal,
      }),
    enabled: wanted !== null,
    placeholderData: (previous) => previous,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 60_000,
    retry: false,
    refetchOnWindowFocus: false,
  });
  const isCurrent = wanted === mapping && !isPlaceholderData && data !== undefined && error === null;
  return {
    data,
    error,
    isFetching,
    isCurrent,
    ask: isQuick || wanted === mapping ? undefined : () => setAsked(mapping),
  };
}

interface StartProps {
  readonly seen: DirectoryInspection;
  readonly reading: Reading;
  readonly mapping: Mapping;
  readonly isSure: boolean;
  readonly shown: PreviewState["data"];
}

function Start({ seen, reading, mapping, isSure, shown }: StartProps) {
  const { t, i18n } = useTranslation("directory");
  const cache = useQueryClient();
  const refresh = useRefresh();
  const params = { id: seen.importId };
  const run = useMutation({
    mutationFn: () => callOperation("directory.run", { params, body: { mapping, reading } }),
    onSuccess: async (started) => {
      cache.setQueryData(operationQuery("directory.readImport", { params }).queryKey, started);
      await refresh("directory.listImports", "organisation.", "workforce.", "people.");
    },
  });
  const count = shown === undefined ? 0 : shown.created + shown.changed;
  const isBlocked = seen.kind === "units" && (shown?.refused ?? 0) > 0;
  return (
    <div className={classes.start}>
      <ProblemNote error={run.error} />
      <Button size="md" loading={run.isPending} disabled={!isSure || isBlocked} onClick={() => run.mutate()}>
        {isSure && count > 0 ? t("start.count", { count, shown: formatCount(count, i18n.language) }) : t("start")}
      </Button>
      <p className={classes.note}>{isBlocked ? t("start.blocked") : t("start.note")}</p>
    </div>
  );
}
