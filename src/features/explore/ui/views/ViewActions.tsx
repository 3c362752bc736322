import { Button, Menu } from "@mantine/core";
import { IconBookmark, IconChevronDown, IconLayoutDashboard, IconShare } from "@tabler/icons-react";
import { Link, useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { callOperation } from "#web/api/client.ts";
import { useRefresh } from "#web/api/queries.ts";
import { wordsOf } from "#web/design/ProblemNote.tsx";
import { useFilter } from "#web/filters/use-filter.ts";
import { PinDialog } from "#web/pins/PinDialog.tsx";
import { toast } from "#web/shell/toasts.ts";

import type { View } from "../../contract.ts";
import type { Shown } from "../use-question.ts";
import { SaveDialog } from "./SaveDialog.tsx";
import { ShareDialog } from "./ShareDialog.tsx";

/** Save what is looked at, keep changes to a view, share it, put it on a dashboard. */
export function ViewActions({ shown, view }: { shown: Shown; view: View | undefined }) {
  const { t } = useTranslation("explore");
  const refresh = useRefresh();
  const navigate = useNavigate();
  const { search } = useFilter();
  const [open, setOpen] = useState<"save" | "share" | "dashboard" | null>(null);
  const close = () => setOpen(null);
  const isChanged = view !== undefined && JSON.stringify(sorted(view.state)) !== JSON.stringify(sorted(shown.state));
  const keep = async () => {
    if (view === undefined) return;
    try {
      await callOperation("explore.updateView", {
        params: { id: view.id },
        body: { revision: view.revision, state: shown.state },
      });
      toast(t("view.kept"));
    } catch (error) {
      toast(wordsOf(error, t), { tone: "problem" });
    }
    await refresh("explore.");
  };
  return (
    <>
      {view?.isOwn === true && isChanged ? (
        <Button variant="light" onClick={() => void keep()}>
          {t("view.keep")}
        </Button>
      ) : null}
      <Button variant="default" leftSection={<IconBookmark size={17} />} onClick={() => setOpen("save")}>
        {t(view === undefined ? "view.save" : "view.saveAs")}
      </Button>
      {view === undefined ? null : (
        <Menu position="bottom-end" shadow="md">
          <Menu.Target>
            <Button variant="default" rightSection={<IconChevronDown size={15} />}>
              {t("view.more")}
            </Button>
          </Menu.Target>
          <Menu.Dropdown>
            {view.isOwn ? (
              <Menu.Item leftSection={<IconShare size={16} />} onClick={() => setOpen("share")}>
                {t("share.action")}
              </Menu.Item>
            ) : null}
            <Menu.Item leftSection={<IconLayoutDashboard size={16} />} onClick={() => setOpen("dashboard")}>
              {t("view.toDashboard")}
            </Menu.Item>
          </Menu.Dropdown>
        </Menu>
      )}
      <Button variant="subtle" component={Link} to="/views">
        {t("views.title")}
      </Button>
      <SaveDialog
        opened={open === "save"}
        state={shown.state}
        onClose={close}
        onSaved={(saved) => void navigate({ to: "/explore", search: { ...search, view: saved.id } })}
      />
      {view === undefined ? null : (
        <>
          <ShareDialog opened={open === "share"} kept={view} kind="view" onClose={close} />
          <PinDialog
            opened={open === "dashboard"}
            pinned={{ viewId: view.id }}
            name={view.name}
            onClose={close}
            onPut={({ id }) => void navigate({ to: "/dashboards/$id", params: { id }, search: {} })}
          />
        </>
      )}
    </>
  );
}

/** With keys in one order, so that states can be compared. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([key, of]) => [key, sorted(of)]));
}
