import { Button } from "@mantine/core";
import { useMutation, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import type { ReferenceKind } from "#feature/organisation/contract";
import { callOperation } from "#web/api/client.ts";
import { operationQuery, useMay, useRefresh } from "#web/api/queries.ts";
import { DataTable } from "#web/design/DataTable.tsx";
import { EmptyState } from "#web/design/EmptyState.tsx";
import { ProblemNote, wordsOf } from "#web/design/ProblemNote.tsx";
import { SkeletonList } from "#web/design/Skeleton.tsx";
import { useNames } from "#web/format/names.ts";
import { formatCount } from "#web/format/number.ts";
import { toast } from "#web/shell/toasts.ts";

import { LateUnits } from "./LateUnits.tsx";

interface Unresolved {
  readonly kind: ReferenceKind;
  readonly code: string;
  readonly answers: number;
}

/** Codes that answers came with and nothing is known under: give each a name, and its answers carry it. */
export function CodesPage() {
  const { t, i18n } = useTranslation("organisation");
  const names = useNames();
  const { data, error } = useQuery(operationQuery("organisation.listUnresolved"));

  return (
    <section style={{ display: "grid", gap: "var(--space-3)" }}>
      <LateUnits />
      <h2>{t("codes.title")}</h2>
      <p style={{ color: "var(--ink-2)", maxWidth: "60ch" }}>{t("codes.text")}</p>
      <ProblemNote error={error} />
      {data === undefined && error === null ? <SkeletonList rows={4} /> : null}
      {data?.items.length === 0 ? <EmptyState title={t("codes.none")} text={t("codes.noneText")} /> : null}
      {data !== undefined && data.items.length > 0 ? (
        <DataTable
          caption={t("codes.title")}
          rows={data.items}
          rowKey={({ kind, code }) => `${kind} ${code}`}
          columns={[
            { key: "kind", label: t("codes.kind"), render: ({ kind }) => names.dimension(kind) },
            { key: "code", label: t("codes.code"), render: ({ code }) => <code>{code}</code> },
            {
              key: "n",
              label: t("codes.answers"),
              numeric: true,
              render: ({ answers }) => formatCount(answers, i18n.language),
            },
            { key: "name", label: t("codes.name"), render: (row) => <NameCode row={row} /> },
          ]}
        />
      ) : null}
    </section>
  );
}

function NameCode({ row }: { row: Unresolved }) {
  const { t } = useTranslation("organisation");
  const mayName = useMay("organisation.write");
  const refresh = useRefresh();
  const [name, setName] = useState("");
  const put = useMutation({
    mutationFn: () =>
      callOperation("organisation.putReference", {
        params: { kind: row.kind, code: row.code },
        body: { name: name.trim() },
      }),
    onSuccess: async () => {
      toast(t("codes.named", { code: row.code, name: name.trim() }));
      await refresh("organisation.", "facts.", "insight.", "answers.");
    },
    onError: (error) =>
      toast(
        wordsOf(error, (key) => t(`web:${key}`)),
        { tone: "problem" },
      ),
  });
  if (!mayName) return null;

  return (
    <form
      style={{ display: "flex", gap: "var(--space-2)" }}
      onSubmit={(event) => [event.preventDefault(), put.mutate()]}
    >
      <input
        aria-label={t("codes.nameOf", { code: row.code })}
        value={name}
        maxLength={200}
        onChange={(event) => setName(event.target.value)}
        style={{
          flex: 1,
          minWidth: 0,
          height: "var(--touch)",
          padding: "0 10px",
          border: "1px solid var(--line)",
          borderRadius: "var(--radius)",
          background: "var(--page)",
          color: "var(--ink)",
          font: "inherit",
        }}
      />
      <Button type="submit" variant="default" loading={put.isPending} disabled={name.trim() === ""}>
        {t("codes.give")}
      </Button>
    </form>
  );
}
