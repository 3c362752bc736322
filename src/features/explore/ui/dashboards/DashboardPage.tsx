import { Button, Menu } from "@mantine/core";
import {
  IconChevronDown,
  IconFileTypePdf,
  IconMail,
  IconMaximize,
  IconPencil,
  IconRefresh,
  IconShare,
  IconTrash,
  IconWorld,
} from "@tabler/icons-react";
import { useIsFetching, useQuery } from "@tanstack/react-query";
import { Link, useNavigate, useParams } from "@tanstack/react-router";
import { useRef, useState } from "react";
import { useTranslation } from "react-i18next";

import { callOperation } from "#web/api/client.ts";
import { operationQuery, useMay, useRefresh } from "#web/api/queries.ts";
import { EmptyState } from "#web/design/EmptyState.tsx";
import { PageHead } from "#web/design/PageHead.tsx";
import { ProblemNote, wordsOf } from "#web/design/ProblemNote.tsx";
import { SkeletonList } from "#web/design/Skeleton.tsx";
import { toast } from "#web/shell/toasts.ts";

import type { Dashboard } from "../../contract.ts";
import { PublishPanel } from "../publishing/PublishPanel.tsx";
import { RenameDialog } from "../views/RenameDialog.tsx";
import { ShareDialog } from "../views/ShareDialog.tsx";
import { moved } from "./cards.ts";
import { DashboardCard } from "./DashboardCard.tsx";
import classes from "./Dashboards.module.css";
import { DigestPanel } from "./DigestPanel.tsx";
import { useArranging } from "./use-arranging.ts";
import { usePdf } from "./use-pdf.ts";

/** One dashboard: its cards, each titled by what it finds. */
export function DashboardPage() {
  const { id = "" } = useParams({ strict: false });
  const { t } = useTranslation("explore");
  const { data, error } = useQuery({ ...operationQuery("explore.readDashboard", { params: { id } }), retry: false });
  if (data !== undefined) return <LoadedDashboard key={data.id} dashboard={data} />;
  return (
    <>
      <PageHead title={t("dashboards.title")} />
      <ProblemNote error={error} />
      {error === null ? <SkeletonList rows={3} height={260} /> : null}
    </>
  );
}

function LoadedDashboard({ dashboard }: { dashboard: Dashboard }) {
  const { t } = useTranslation("explore");
  const frame = useRef<HTMLDivElement>(null);
  const { cards, arrange, problem } = useArranging(dashboard);
  const [isArranging, setArranging] = useState(false);
  const [dragged, setDragged] = useState<number | null>(null);
  const [open, setOpen] = useState<"share" | "rename" | "digest" | "publish" | null>(null);
  const close = () => setOpen(null);
  return (
    <div ref={frame} className={classes.page}>
      <PageHead
        title={dashboard.name}
        actions={
          <DashboardActions
            dashboard={dashboard}
            isArranging={isArranging}
            onArrange={() => setArranging(!isArranging)}
            onOpen={setOpen}
            onWhole={() => void frame.current?.requestFullscreen()}
          />
        }
      />
      {dashboard.description === "" ? null : <p className={classes.about}>{dashboard.description}</p>}
      <ProblemNote error={problem} />
      {cards.length === 0 ? (
        <EmptyState title={t("dashboards.empty")} text={t("dashboards.emptyText")}>
          <Button component={Link} to="/explore">
            {t("title")}
          </Button>
        </EmptyState>
      ) : null}
      {isArranging ? <p className={classes.hint}>{t("dashboards.arrangeHow")}</p> : null}
      <ul className={classes.grid}>
        {cards.map((card, index) => (
          <DashboardCard
            key={card.id}
            card={card}
            isArranging={isArranging}
            onMove={(by) => arrange(moved(cards, index, index + by))}
            onChange={(next) => arrange(cards.map((other) => (other.id === card.id ? next : other)))}
            onRemove={() => arrange(cards.filter((other) => other.id !== card.id))}
            onDrag={() => setDragged(index)}
            onDrop={() => dragged !== null && arrange(moved(cards, dragged, index))}
          />
        ))}
      </ul>
      <ShareDialog opened={open === "share"} kind="dashboard" kept={dashboard} onClose={close} />
      <RenameDialog opened={open === "rename"} kind="dashboard" kept={dashboard} onClose={close} />
      <DigestPanel opened={open === "digest"} dashboardId={dashboard.id} onClose={close} />
      <PublishPanel opened={open === "publish"} dashboard={{ ...dashboard, cards: [...cards] }} onClose={close} />
    </div>
  );
}

interface DashboardActionsProps {
  readonly dashboard: Dashboard;
  readonly isArranging: boolean;
  readonly onArrange: () => void;
  readonly onOpen: (what: "share" | "rename" | "digest" | "publish") => void;
  readonly onWhole: () => void;
}

function DashboardActions({ dashboard, isArranging, onArrange, onOpen, onWhole }: DashboardActionsProps) {
  const { t } = useTranslation("explore");
  const refresh = useRefresh();
  const mayPublish = useMay("views.share");
  const remove = useRemove(dashboard);
  const { isMaking, takePdf } = usePdf(dashboard);
  const busy = useIsFetching({ predicate: ({ queryKey }) => String(queryKey[0]).startsWith("explore.ask") }) > 0;
  return (
    <>
      <Button
        variant="default"
        leftSection={<IconRefresh size={17} />}
        loading={busy}
        onClick={() => void refresh("explore.", "insight.")}
      >
        {t("dashboards.refresh")}
      </Button>
      <Button
        variant="default"
        leftSection={<IconFileTypePdf size={17} />}
        loading={isMaking}
        onClick={() => void takePdf()}
      >
        {t("pdf.action")}
      </Button>
      <Button variant="default" leftSection={<IconMail size={17} />} onClick={() => onOpen("digest")}>
        {t("digest.action")}
      </Button>
      {dashboard.isOwn ? (
        <Button variant={isArranging ? "filled" : "default"} aria-pressed={isArranging} onClick={onArrange}>
          {t(isArranging ? "dashboards.arranged" : "dashboards.arrange")}
        </Button>
      ) : null}
      <Menu position="bottom-end" shadow="md">
        <Menu.Target>
          <Button variant="default" rightSection={<IconChevronDown size={15} />}>
            {t("view.more")}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item leftSection={<IconMaximize size={16} />} onClick={onWhole}>
            {t("dashboards.whole")}
          </Menu.Item>
          {dashboard.isOwn ? (
            <>
              <Menu.Item leftSection={<IconPencil size={16} />} onClick={() => onOpen("rename")}>
                {t("rename.action")}
              </Menu.Item>
              <Menu.Item leftSection={<IconShare size={16} />} onClick={() => onOpen("share")}>
                {t("share.action")}
              </Menu.Item>
              {mayPublish ? (
                <Menu.Item leftSection={<IconWorld size={16} />} onClick={() => onOpen("publish")}>
                  {t("publish.action")}
                </Menu.Item>
              ) : null}
              <Menu.Item leftSection={<IconTrash size={16} />} onClick={remove}>
                {t("views.delete")}
              </Menu.Item>
            </>
          ) : null}
        </Menu.Dropdown>
      </Menu>
    </>
  );
}

function useRemove({ id, name }: Dashboard): () => void {
  const { t } = useTranslation("explore");
  const refresh = useRefresh();
  const navigate = useNavigate();
  const failed = (error: unknown) => toast(wordsOf(error, t), { tone: "problem" });
  const bring = () =>
    void callOperation("explore.restoreDashboard", { params: { id } })
      .then(() => refresh("explore."))
      .catch(failed);
  return () =>
    void callOperation("explore.deleteDashboard", { params: { id } })
      .then(async () => {
        toast(t("views.deleted", { name }), { undo: bring });
        await navigate({ to: "/dashboards", search: {} });
        return refresh("explore.listDashboards");
      })
      .catch(failed);
}
