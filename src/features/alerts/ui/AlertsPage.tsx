import { Button, SegmentedControl } from "@mantine/core";
import { IconBellCog } from "@tabler/icons-react";
import { Outlet, useNavigate, useParams, useSearch } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import type { Alert } from "#feature/alerts/contract";
import { useMay } from "#web/api/queries.ts";
import { EmptyState } from "#web/design/EmptyState.tsx";
import { PageHead } from "#web/design/PageHead.tsx";
import { ProblemNote } from "#web/design/ProblemNote.tsx";
import { SkeletonList } from "#web/design/Skeleton.tsx";
import type { AppSearch } from "#web/filters/search.ts";
import { PinButton } from "#web/pins/PinButton.tsx";
import { usePageKeys } from "#web/shell/keys.ts";

import { AlertLine } from "./AlertLine.tsx";
import classes from "./Alerts.module.css";
import { AlertTabs } from "./AlertTabs.tsx";
import { MailDrawer } from "./MailDrawer.tsx";
import { shownStates, useAlertDeeds, useAlerts } from "./use-alerts.ts";

/** What needs attention now: each thing in a sentence, one in full beside the list. */
export function AlertsPage() {
  const { t } = useTranslation("alerts");
  const navigate = useNavigate();
  const search: AppSearch = useSearch({ strict: false });
  const state = shownStates.find((each) => each === search.state) ?? "open";
  const [isMailOpen, setMailOpen] = useState(search.state === "mail");
  const { items, counts, lookedAt, error, isLoading, more, isLoadingMore } = useAlerts(state);
  const calm = t(lookedAt === null ? "notLooked" : "calm");
  const { at, goTo } = useKeys(items);

  return (
    <>
      <PageHead
        title={t("title")}
        answer={counts === undefined ? " " : counts.open === 0 ? calm : t("answer", { count: counts.open })}
        actions={
          <>
            <PinButton kind="alerts" name={t("title")} />
            <Button variant="default" leftSection={<IconBellCog size={17} />} onClick={() => setMailOpen(true)}>
              {t("mail.how")}
            </Button>
          </>
        }
      />
      <AlertTabs />
      <SegmentedControl
        aria-label={t("which")}
        data={shownStates.map((value) => ({ value, label: t(`state.${value}`) }))}
        value={state}
        onChange={(value) => void navigate({ to: "/alerts", search: value === "open" ? {} : { state: value } })}
      />
      <ProblemNote error={error} />
      {isLoading ? <SkeletonList rows={5} height={84} /> : null}
      {!isLoading && items.length === 0 && error === null ? (
        <Nothing what={state !== "open" ? "noneSuch" : lookedAt === null ? "notYet" : "none"} />
      ) : null}
      <ul className={classes.list} aria-label={t("title")}>
        {items.map((alert, index) => (
          <AlertLine key={alert.id} alert={alert} isAt={index === at} onPoint={() => goTo(index)} />
        ))}
      </ul>
      {more === undefined ? null : (
        <Button variant="subtle" loading={isLoadingMore} onClick={more}>
          {t("more")}
        </Button>
      )}
      <Outlet />
      <MailDrawer opened={isMailOpen} onClose={() => setMailOpen(false)} />
    </>
  );
}

/** That nobody has looked yet must not read as if nothing stood out. */
function Nothing({ what }: { what: "none" | "noneSuch" | "notYet" }) {
  const { t } = useTranslation("alerts");
  return (
    <EmptyState title={t(what)} text={t(`${what}Text`)}>
      {null}
    </EmptyState>
  );
}

/** J and K walk, Enter opens, A and D say what becomes of the one pointed at, or open. */
function useKeys(items: readonly Alert[]) {
  const { t } = useTranslation("alerts");
  const navigate = useNavigate();
  const search: AppSearch = useSearch({ strict: false });
  const { id } = useParams({ strict: false });
  const mayJudge = useMay("annotations.write");
  const { set } = useAlertDeeds();
  const [pointed, setPointed] = useState(-1);
  const opened = items.findIndex((alert) => alert.id === id);
  const at = opened >= 0 ? opened : pointed;
  const open = (index: number) => {
    const alert = items[index];
    if (alert !== undefined) void navigate({ to: "/alerts/$id", params: { id: alert.id }, search, resetScroll: false });
  };
  const step = (by: number) => {
    const next = Math.min(items.length - 1, Math.max(0, at + by));
    setPointed(next);
    if (opened >= 0) open(next);
  };
  const judge = (state: "acknowledged" | "dismissed") => {
    const alert = items[at];
    if (alert !== undefined && mayJudge) set(alert, state);
  };
  usePageKeys([
    { key: "j", label: t("keys.next"), run: () => step(1) },
    { key: "k", label: t("keys.previous"), run: () => step(-1) },
    { key: "o", label: t("keys.open"), run: () => open(at) },
    { key: "a", label: t("keys.acknowledge"), run: () => judge("acknowledged") },
    { key: "d", label: t("keys.dismiss"), run: () => judge("dismissed") },
  ]);
  return { at, goTo: setPointed };
}
