import { Button } from "@mantine/core";
import { IconDeviceDesktop, IconDeviceMobile } from "@tabler/icons-react";
import { useMutation, useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";

import type { Session } from "#feature/access/contract";
import { callOperation } from "#web/api/client.ts";
import { operationQuery, useRefresh } from "#web/api/queries.ts";
import form from "#web/design/Form.module.css";
import { ProblemNote } from "#web/design/ProblemNote.tsx";
import { formatInstant } from "#web/format/time.ts";
import { toast } from "#web/shell/toasts.ts";

/** Where one is signed in; ends one place or all others. */
export function SessionList() {
  const { t } = useTranslation("access");
  const refresh = useRefresh();
  const { data } = useQuery(operationQuery("access.listSessions"));
  const again = () => refresh("access.listSessions");
  const end = useMutation({
    mutationFn: (id: string) => callOperation("access.endSession", { params: { id } }),
    onSuccess: again,
  });
  const endOthers = useMutation({
    mutationFn: () => callOperation("access.endOtherSessions"),
    onSuccess: ({ ended }) => [toast(t("sessions.ended", { count: ended })), again()],
  });
  const items = data?.items ?? [];
  return (
    <section className={form.form} aria-label={t("sessions.title")}>
      <h2>{t("sessions.title")}</h2>
      <ul style={{ display: "grid", gap: "var(--space-2)", margin: 0, padding: 0, listStyle: "none" }}>
        {items.map((session) => (
          <SessionItem
            key={session.id}
            session={session}
            isEnding={end.isPending}
            onEnd={() => end.mutate(session.id)}
          />
        ))}
      </ul>
      <ProblemNote error={end.error ?? endOthers.error} />
      {items.length > 1 ? (
        <div className={form.actions}>
          <Button variant="default" loading={endOthers.isPending} onClick={() => endOthers.mutate()}>
            {t("sessions.endOthers")}
          </Button>
        </div>
      ) : null}
    </section>
  );
}

function SessionItem({ session, isEnding, onEnd }: { session: Session; isEnding: boolean; onEnd: () => void }) {
  const { t, i18n } = useTranslation("access");
  const { browser, system, isPhone, isCurrent } = session;
  const Icon = isPhone ? IconDeviceMobile : IconDeviceDesktop;
  const names = [browser, system].filter((name) => name !== null).join(" · ");
  return (
    <li style={{ display: "flex", alignItems: "center", gap: "var(--space-3)", minHeight: "var(--touch)" }}>
      <Icon size={22} aria-hidden style={{ flex: "none", color: "var(--ink-3)" }} />
      <span style={{ flex: 1, minWidth: 0 }}>
        <b style={{ fontWeight: 600 }}>{names === "" ? t("sessions.unknown") : names}</b>
        <br />
        <span className={form.note}>
          {isCurrent
            ? t("sessions.here")
            : t("sessions.used", { when: formatInstant(session.lastUsedAt, i18n.language) })}
          {" · "}
          {t("sessions.since", { when: formatInstant(session.createdAt, i18n.language) })}
        </span>
      </span>
      {isCurrent ? null : (
        <Button variant="subtle" color="red" disabled={isEnding} onClick={onEnd}>
          {t("sessions.end")}
        </Button>
      )}
    </li>
  );
}
