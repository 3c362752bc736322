import { Button } from "@mantine/core";
import { IconPlus } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { Outlet, useNavigate } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";

import { operationQuery, useMay } from "#web/api/queries.ts";
import { EmptyState } from "#web/design/EmptyState.tsx";
import { PageHead } from "#web/design/PageHead.tsx";
import { ProblemNote } from "#web/design/ProblemNote.tsx";
import { SkeletonList } from "#web/design/Skeleton.tsx";
import { PinButton } from "#web/pins/PinButton.tsx";

import { AlertTabs } from "../AlertTabs.tsx";
import { Catalogue } from "./Catalogue.tsx";
import { StripLegend } from "./MonthStrip.tsx";
import { TargetRow } from "./TargetRow.tsx";
import classes from "./Targets.module.css";

/** What measures should reach, month by month, and whether they do in nine of the last twelve. */
export function TargetsPage() {
  const { t } = useTranslation("alerts");
  const mayWrite = useMay("alerts.write");
  const { data, error } = useQuery(operationQuery("alerts.listTargets"));
  const items = data?.items ?? [];
  const held = items.filter(({ rule }) => rule.verdict === "met").length;
  return (
    <>
      <PageHead
        title={t("targets.title")}
        answer={
          data === undefined
            ? " "
            : items.length === 0
              ? t("targets.noneAnswer")
              : t("targets.answer", { count: items.length, held })
        }
        actions={
          <>
            <PinButton kind="targets" name={t("targets.title")} />
            {mayWrite ? <NewTarget /> : null}
          </>
        }
      />
      <AlertTabs />
      <ProblemNote error={error} />
      {data === undefined && error === null ? <SkeletonList rows={3} height={130} /> : null}
      {data !== undefined && items.length === 0 ? (
        <EmptyState title={t("targets.none")} text={t("targets.noneText")}>
          {mayWrite ? <NewTarget /> : null}
        </EmptyState>
      ) : null}
      {items.length === 0 ? null : <StripLegend />}
      <ul className={classes.list} aria-label={t("targets.title")}>
        {items.map((target) => (
          <TargetRow key={target.id} target={target} />
        ))}
      </ul>
      <Catalogue />
      <Outlet />
    </>
  );
}

function NewTarget() {
  const { t } = useTranslation("alerts");
  const navigate = useNavigate();
  return (
    <Button
      leftSection={<IconPlus size={17} />}
      onClick={() =>
        void navigate({ to: "/alerts/targets/$id", params: { id: "new" }, search: {}, resetScroll: false })
      }
    >
      {t("targets.new")}
    </Button>
  );
}
