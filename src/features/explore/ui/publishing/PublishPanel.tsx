import { Drawer } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";

import { operationQuery } from "#web/api/queries.ts";
import { ProblemNote } from "#web/design/ProblemNote.tsx";

import type { Dashboard } from "../../contract.ts";
import { PublicationList } from "./PublicationList.tsx";
import { PublishForm } from "./PublishForm.tsx";

interface PublishPanelProps {
  readonly opened: boolean;
  readonly dashboard: Dashboard;
  readonly onClose: () => void;
}

/** Public pages of a dashboard: what is on a new one, how it will look, and those there are. */
export function PublishPanel({ opened, dashboard, onClose }: PublishPanelProps) {
  const { t } = useTranslation("explore");
  const { data, error } = useQuery({
    ...operationQuery("explore.listPublications", { params: { id: dashboard.id } }),
    enabled: opened,
  });
  return (
    <Drawer
      opened={opened}
      onClose={onClose}
      position="right"
      size={680}
      title={t("publish.title")}
      closeButtonProps={{ "aria-label": t("web:action.close") }}
    >
      <ProblemNote error={error} />
      <PublicationList items={data?.items ?? []} />
      {opened ? <PublishForm dashboard={dashboard} isFirst={data?.items.length === 0} /> : null}
    </Drawer>
  );
}
