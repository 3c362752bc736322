import { Button } from "@mantine/core";
import { useMutation, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import type { ApiKey } from "#feature/access/contract";
import { callOperation } from "#web/api/client.ts";
import { operationQuery, useRefresh } from "#web/api/queries.ts";
import { confirm } from "#web/design/confirm.ts";
import { DataTable, type Column } from "#web/design/DataTable.tsx";
import { EmptyState } from "#web/design/EmptyState.tsx";
import { wordsOf } from "#web/design/ProblemNote.tsx";
import { SkeletonList } from "#web/design/Skeleton.tsx";
import { formatInstant } from "#web/format/time.ts";
import { toast } from "#web/shell/toasts.ts";

import { ApiKeyForm } from "./ApiKeyForm.tsx";

/** Keys for other systems: what each may do, when it was last used; make one, revoke one. */
export function ApiKeysPage() {
  const { t } = useTranslation("access");
  const [making, setMaking] = useState(false);
  const { data } = useQuery(operationQuery("access.listApiKeys"));
  const columns = useColumns();

  return (
    <section style={{ display: "grid", gap: "var(--space-3)" }}>
      <h2>{t("keys.title")}</h2>
      <p style={{ color: "var(--ink-2)", maxWidth: "60ch" }}>{t("keys.text")}</p>
      {making ? (
        <ApiKeyForm onDone={() => setMaking(false)} />
      ) : (
        <div>
          <Button onClick={() => setMaking(true)}>{t("keys.new")}</Button>
        </div>
      )}
      {data === undefined ? <SkeletonList rows={3} /> : null}
      {data?.items.length === 0 && !making ? <EmptyState title={t("keys.none")} text={t("keys.noneText")} /> : null}
      {data !== undefined && data.items.length > 0 ? (
        <DataTable caption={t("keys.title")} rows={data.items} rowKey={({ id }) => id} columns={columns} />
      ) : null}
    </section>
  );
}

function useColumns(): readonly Column<ApiKey>[] {
  const { t, i18n } = useTranslation("access");
  const revoke = useRevoke();
  const when = (instant: string | null): string =>
    instant === null ? t("keys.never") : formatInstant(instant, i18n.language);
  return [
    { key: "name", label: t("field.name"), render: ({ name }) => <b>{name}</b> },
    { key: "prefix", label: t("keys.begins"), render: ({ prefix }) => <code>{prefix}…</code> },
    {
      key: "scopes",
      label: t("keys.scopes"),
      render: ({ scopes }) => scopes.map((each) => t(`scope.${each}`)).join(", "),
    },
    { key: "used", label: t("keys.used"), render: ({ lastUsedAt }) => when(lastUsedAt) },
    {
      key: "revoke",
      label: t("keys.state"),
      render: (key) =>
        key.revokedAt === null ? (
          <Button variant="subtle" color="red" size="compact-sm" onClick={() => void revoke(key)}>
            {t("keys.revoke")}
          </Button>
        ) : (
          t("keys.revoked", { when: when(key.revokedAt) })
        ),
    },
  ];
}

function useRevoke(): (key: ApiKey) => Promise<void> {
  const { t } = useTranslation("access");
  const refresh = useRefresh();
  const { mutateAsync } = useMutation({
    mutationFn: (id: string) => callOperation("access.revokeApiKey", { params: { id } }),
    onSuccess: () => refresh("access.listApiKeys", "access.listAudit"),
    onError: (error) =>
      toast(
        wordsOf(error, (key) => t(`web:${key}`)),
        { tone: "problem" },
      ),
  });
  return async ({ id, name }) => {
    const agreed = await confirm({
      title: t("keys.revokeTitle", { name }),
      text: t("keys.revokeText"),
      action: t("keys.revoke"),
    });
    if (agreed) await mutateAsync(id).catch(() => undefined);
  };
}
