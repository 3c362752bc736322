import { Button } from "@mantine/core";
import { useInfiniteQuery, useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import type { Invitation } from "#feature/access/contract";
import { callOperation } from "#web/api/client.ts";
import { useRefresh } from "#web/api/queries.ts";
import { confirm } from "#web/design/confirm.ts";
import { DataTable, type Column } from "#web/design/DataTable.tsx";
import { EmptyState } from "#web/design/EmptyState.tsx";
import { ProblemNote } from "#web/design/ProblemNote.tsx";
import { SkeletonList } from "#web/design/Skeleton.tsx";
import { formatInstant } from "#web/format/time.ts";
import { toast } from "#web/shell/toasts.ts";

import { InviteForm } from "./InviteForm.tsx";
import { LinkNote } from "./LinkNote.tsx";

/** Who was asked in, what became of it; ask somebody in, send again, take back. */
export function InvitationsPage() {
  const { t } = useTranslation("access");
  const [isInviting, setInviting] = useState(false);
  const [link, setLink] = useState<string>();
  const { data, error, hasNextPage, fetchNextPage } = useInfiniteQuery({
    queryKey: ["access.listInvitations"],
    queryFn: ({ pageParam, signal }) =>
      callOperation("access.listInvitations", { query: pageParam === null ? {} : { cursor: pageParam }, signal }),
    initialPageParam: null as string | null,
    getNextPageParam: ({ nextCursor }) => nextCursor,
  });
  const items = data?.pages.flatMap((page) => page.items) ?? [];
  const columns = useColumns(setLink);
  return (
    <section style={{ display: "grid", gap: "var(--space-3)" }}>
      <h2>{t("invitations.title")}</h2>
      <p style={{ color: "var(--ink-2)", maxWidth: "60ch" }}>{t("invitations.text")}</p>
      {link === undefined ? null : <LinkNote path={link} onDone={() => setLink(undefined)} />}
      {isInviting ? (
        <InviteForm onDone={(path) => [setInviting(false), setLink(path ?? undefined)]} />
      ) : (
        <div>
          <Button onClick={() => setInviting(true)}>{t("invitations.new")}</Button>
        </div>
      )}
      <ProblemNote error={error} />
      {data === undefined && error === null ? <SkeletonList rows={3} /> : null}
      {data !== undefined && items.length === 0 && !isInviting ? (
        <EmptyState title={t("invitations.none")} text={t("invitations.noneText")} />
      ) : null}
      {items.length > 0 ? (
        <DataTable caption={t("invitations.title")} rows={items} rowKey={({ id }) => id} columns={columns} />
      ) : null}
      {hasNextPage ? (
        <div>
          <Button variant="default" onClick={() => void fetchNextPage()}>
            {t("audit.older")}
          </Button>
        </div>
      ) : null}
    </section>
  );
}

function useColumns(onLink: (path: string | undefined) => void): readonly Column<Invitation>[] {
  const { t, i18n } = useTranslation("access");
  const when = (instant: string) => formatInstant(instant, i18n.language);
  return [
    {
      key: "email",
      label: t("field.email"),
      render: ({ email }) => <b style={{ overflowWrap: "anywhere" }}>{email}</b>,
    },
    {
      key: "roles",
      label: t("grant.role"),
      render: ({ grants }) => [...new Set(grants.map(({ role }) => t(`role.${role}`)))].join(", "),
    },
    {
      key: "state",
      label: t("invitations.state"),
      render: ({ state, delivery, expiresAt, acceptedAt }) =>
        state === "open"
          ? `${t(`delivery.${delivery}`)}, ${t("invitations.until", { when: when(expiresAt) })}`
          : t(`invitations.${state}`, { when: when(acceptedAt ?? expiresAt) }),
    },
    { key: "deeds", label: t("invitations.deeds"), render: (one) => <Deeds invitation={one} onLink={onLink} /> },
  ];
}

function Deeds({ invitation, onLink }: { invitation: Invitation; onLink: (path: string | undefined) => void }) {
  const { t } = useTranslation("access");
  const refresh = useRefresh();
  const again = useMutation({
    mutationFn: () =>
      callOperation("access.resendInvitation", {
        params: { id: invitation.id },
        body: invitation.delivery === "failed" ? { deliver: "link" } : {},
      }),
    onSuccess: ({ link }) => [
      onLink(link ?? undefined),
      link === null && toast(t("invitations.sent")),
      refresh("access.listInvitations"),
    ],
    onError: (error) => toast(error.message, { tone: "problem" }),
  });
  const revoke = useMutation({
    mutationFn: () => callOperation("access.revokeInvitation", { params: { id: invitation.id } }),
    onSuccess: () => refresh("access.listInvitations"),
    onError: (error) => toast(error.message, { tone: "problem" }),
  });
  const ask = async () => {
    const question = {
      title: t("invitations.revokeTitle"),
      text: t("invitations.revokeText"),
      action: t("invitations.revoke"),
    };
    if (await confirm(question)) revoke.mutate();
  };
  if (invitation.state !== "open" && invitation.state !== "expired") return null;
  return (
    <span style={{ display: "inline-flex", flexWrap: "wrap", gap: "var(--space-1)" }}>
      <Button variant="subtle" loading={again.isPending} onClick={() => again.mutate()}>
        {t(
          invitation.delivery === "waiting" || invitation.delivery === "sent"
            ? "invitations.again"
            : "invitations.link",
        )}
      </Button>
      <Button variant="subtle" color="red" loading={revoke.isPending} onClick={() => void ask()}>
        {t("invitations.revoke")}
      </Button>
    </span>
  );
}
