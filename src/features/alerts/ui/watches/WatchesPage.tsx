import { Button } from "@mantine/core";
import { IconPlus } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { Outlet, useNavigate } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";

import { operationQuery, useMay } from "#web/api/queries.ts";
import { PageHead } from "#web/design/PageHead.tsx";
import { ProblemNote } from "#web/design/ProblemNote.tsx";
import { SkeletonList } from "#web/design/Skeleton.tsx";
import { formatNumber } from "#web/format/number.ts";

import { AlertTabs } from "../AlertTabs.tsx";
import classes from "./Watches.module.css";
import { WatchRow } from "./WatchRow.tsx";

/** What is watched, how it stands, and how often it was right. */
export function WatchesPage() {
  const { t, i18n } = useTranslation("alerts");
  const navigate = useNavigate();
  const mayWrite = useMay("alerts.write");
  const { data, error } = useQuery(operationQuery("alerts.listWatches"));
  const on = data?.items.filter(({ isOn }) => isOn).length ?? 0;
  return (
    <>
      <PageHead
        title={t("watches.title")}
        answer={
          data === undefined
            ? " "
            : t("watches.answer", { count: on, rate: formatNumber(data.falseAlarms, i18n.language, 0) })
        }
        actions={
          mayWrite ? (
            <Button
              leftSection={<IconPlus size={17} />}
              onClick={() =>
                void navigate({ to: "/alerts/watches/$id", params: { id: "new" }, search: {}, resetScroll: false })
              }
            >
              {t("watches.new")}
            </Button>
          ) : null
        }
      />
      <AlertTabs />
      <ProblemNote error={error} />
      {data === undefined && error === null ? <SkeletonList rows={6} height={84} /> : null}
      <ul className={classes.list} aria-label={t("watches.title")}>
        {data?.items.map((watch) => (
          <WatchRow key={watch.id} watch={watch} />
        ))}
      </ul>
      <Outlet />
    </>
  );
}
