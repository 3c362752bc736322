import { Button, Modal } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { callOperation } from "#web/api/client.ts";
import { operationQuery, useRefresh } from "#web/api/queries.ts";
import { ProblemNote } from "#web/design/ProblemNote.tsx";
import { toast } from "#web/shell/toasts.ts";

import classes from "../Lists.module.css";
import { keptCard, newCard } from "./cards.ts";

interface AddToDashboardProps {
  readonly opened: boolean;
  readonly viewId: string;
  readonly onClose: () => void;
}

/** Puts a view on one of one's own dashboards, or on a new one. */
export function AddToDashboard({ opened, viewId, onClose }: AddToDashboardProps) {
  const { t } = useTranslation("explore");
  const refresh = useRefresh();
  const navigate = useNavigate();
  const [error, setError] = useState<unknown>(null);
  const { data } = useQuery({
    ...operationQuery("explore.listDashboards", { query: { limit: 100 } }),
    enabled: opened,
  });
  const own = (data?.items ?? []).filter(({ isOwn }) => isOwn);
  const put = async (id: string | null) => {
    setError(null);
    try {
      const dashboard =
        id === null
          ? await callOperation("explore.createDashboard", {
              body: { name: t("dashboards.first"), cards: [newCard(viewId)] },
            })
          : await addTo(id, viewId);
      await refresh("explore.");
      toast(t("dashboards.added", { name: dashboard.name }));
      onClose();
      void navigate({ to: "/dashboards/$id", params: { id: dashboard.id }, search: {} });
    } catch (problem) {
      setError(problem);
    }
  };
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={t("view.toDashboard")}
      closeButtonProps={{ "aria-label": t("web:action.close") }}
    >
      <div className={classes.choices}>
        {own.map(({ id, name, cards }) => (
          <Button
            key={id}
            variant="default"
            justify="space-between"
            onClick={() => void put(id)}
            rightSection={t("dashboards.cards", { count: cards })}
          >
            {name}
          </Button>
        ))}
        <Button variant="light" onClick={() => void put(null)}>
          {t("dashboards.new")}
        </Button>
        <ProblemNote error={error} />
      </div>
    </Modal>
  );
}

async function addTo(id: string, viewId: string) {
  const { revision, cards } = await callOperation("explore.readDashboard", { params: { id } });
  const kept = cards.map(keptCard);
  return callOperation("explore.updateDashboard", {
    params: { id },
    body: { revision, cards: [...kept, newCard(viewId)] },
  });
}
