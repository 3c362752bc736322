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
import { ProblemNote, wordsOf } from "#web/design/ProblemNote.tsx";
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
  const when = (instant: string | null): string =>
    instant === null ? t("keys.never") : formatInstant(instant, i18n.language);
  return [
    { key: "name", label: t("field.name"), render: ({ name }) => <b>{name}</b> },
    { key: "prefix", label: t("keys.begins"), render: ({ prefix }) => <code>{prefix}…</code> },
    {
      key: "scopes",
      label: t("keys.scopes"),
      render: ({ role, scopes, units }) => (
        <>
          {role === null ? scopes.map((each) => t(`scope.${each}`)).join(", ") : t(`role.${role}`)}
          {units === "own" ? null : `: ${units.map((unit) => unit.name).join(", ")}`}
        </>
      ),
    },
    { key: "maker", label: t("keys.maker"), render: ({ maker }) => maker },
    { key: "used", label: t("keys.used"), render: ({ lastUsedAt }) => when(lastUsedAt) },
    {
      key: "revoke",
      label: t("keys.state"),
      render: (key) => <KeyState apiKey={key} />,
    },
  ];
}

function KeyState({ apiKey: key }: { readonly apiKey: ApiKey }) {
  const { t, i18n } = useTranslation("access");
  const refresh = useRefresh();
  const revoke = useRevoke();
  const adopt = useMutation({
    mutationFn: () => callOperation("access.adoptApiKey", { params: { id: key.id } }),
    onSuccess: () => refresh("access.listApiKeys", "access.listAudit"),
  });
  if (key.revokedAt !== null) return t("keys.revoked", { when: formatInstant(key.revokedAt, i18n.language) });
  return (
    <div style={{ display: "grid", gap: "var(--space-1)", justifyItems: "start" }}>
      {key.state === "expired" ? t("keys.expired") : null}
      {key.state === "suspended" ? (
        <>
          <span>{t("keys.suspended")}</span>
          <Button variant="default" size="compact-sm" loading={adopt.isPending} onClick={() => adopt.mutate()}>
            {t("keys.adopt")}
          </Button>
          <ProblemNote error={adopt.error} />
        </>
      ) : null}
      <Button variant="subtle" color="red" size="compact-sm" onClick={() => void revoke(key)}>
        {t("keys.revoke")}
      </Button>
    </div>
  );
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
