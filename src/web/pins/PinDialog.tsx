import { Button, Modal, Select, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState, type SyntheticEvent } from "react";
import { useTranslation } from "react-i18next";

import { operationQuery, useRefresh } from "../api/queries.ts";
import { ProblemNote, wordsOf } from "../design/ProblemNote.tsx";
import { toast } from "../shell/toasts.ts";
import classes from "./PinDialog.module.css";
import { putCard, type Pinned, type Put } from "./put-card.ts";

interface PinDialogProps {
  readonly opened: boolean;
  readonly pinned: Pinned;
  /** What the card is called unless another name is given; a view keeps its own. */
  readonly name: string;
  readonly onClose: () => void;
  /** Where to go from there; left out, one stays where one is. */
  readonly onPut?: (dashboard: Put["dashboard"]) => void;
}

/** Puts a page or a saved view on one of one's own dashboards, or on a new one; can be undone. */
export function PinDialog({ opened, onClose, ...form }: PinDialogProps) {
  const { t } = useTranslation("web");
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={t("pin.action")}
      closeButtonProps={{ "aria-label": t("action.close") }}
    >
      {opened ? <PinForm onClose={onClose} {...form} /> : null}
    </Modal>
  );
}

/** Not the id of any dashboard. */
const anew = "new";

function PinForm({ pinned, name, onClose, onPut }: Omit<PinDialogProps, "opened">) {
  const { t } = useTranslation("web");
  const [title, setTitle] = useState(name.slice(0, 120));
  const [chosen, setChosen] = useState<string | null>(null);
  const [newName, setNewName] = useState(t("pin.first"));
  const { data, error: unread } = useQuery(operationQuery("explore.listDashboards", { query: { limit: 200 } }));
  const { put, isPutting, error } = usePut((dashboard) => {
    onClose();
    onPut?.(dashboard);
  });
  if (data === undefined) return <ProblemNote error={unread} />;

  const own = data.items.filter(({ isOwn }) => isOwn);
  const at = chosen ?? own[0]?.id ?? anew;
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    void put(pinned, title, at === anew ? { name: newName.trim() } : { id: at });
  };
  return (
    <form onSubmit={submit} className={classes.form}>
      {"viewId" in pinned ? null : (
        <TextInput
          label={t("pin.name")}
          description={t("pin.along")}
          required
          maxLength={120}
          value={title}
          onChange={(event) => setTitle(event.target.value)}
        />
      )}
      <Select
        label={t("pin.where")}
        data={[...own.map(({ id, name: label }) => ({ value: id, label })), { value: anew, label: t("pin.new") }]}
        value={at}
        onChange={(value) => setChosen(value)}
        allowDeselect={false}
        data-autofocus
      />
      {at === anew ? (
        <TextInput
          label={t("pin.newName")}
          required
          maxLength={120}
          value={newName}
          onChange={(event) => setNewName(event.target.value)}
        />
      ) : null}
      <ProblemNote error={error} />
      <div className={classes.actions}>
        <Button variant="default" onClick={onClose}>
          {t("action.cancel")}
        </Button>
        <Button type="submit" loading={isPutting} disabled={title.trim() === "" || newName.trim() === ""}>
          {t("pin.put")}
        </Button>
      </div>
    </form>
  );
}

function usePut(onDone: (dashboard: Put["dashboard"]) => void) {
  const { t } = useTranslation("web");
  const refresh = useRefresh();
  const [isPutting, setPutting] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const changed = () => refresh("explore.listDashboards", "explore.readDashboard");
  const put = async (...what: Parameters<typeof putCard>) => {
    setPutting(true);
    setError(null);
    try {
      const { dashboard, undo } = await putCard(...what);
      const back = () =>
        void undo()
          .then(changed)
          .catch((problem: unknown) => toast(wordsOf(problem, t), { tone: "problem" }));
      toast(t("pin.done", { name: dashboard.name }), { undo: back });
      await changed();
      onDone(dashboard);
    } catch (problem) {
      setError(problem);
      setPutting(false);
    }
  };
  return { put, isPutting, error };
}
