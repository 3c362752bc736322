import { Button, Modal, Textarea, TextInput } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { callOperation } from "#web/api/client.ts";
import { useRefresh } from "#web/api/queries.ts";
import form from "#web/design/Form.module.css";
import { ProblemNote } from "#web/design/ProblemNote.tsx";
import { toast } from "#web/shell/toasts.ts";

import type { View, ViewState } from "../../contract.ts";

interface SaveDialogProps {
  readonly opened: boolean;
  readonly state: ViewState;
  readonly onClose: () => void;
  readonly onSaved: (view: View) => void;
}

/** Gives what is looked at a name. */
export function SaveDialog({ opened, state, onClose, onSaved }: SaveDialogProps) {
  const { t } = useTranslation("explore");
  const refresh = useRefresh();
  const [name, setName] = useState("");
  const [description, setDescription] = useState("");
  const [error, setError] = useState<unknown>(null);
  const save = async () => {
    setError(null);
    try {
      const view = await callOperation("explore.createView", { body: { name, description, state } });
      await refresh("explore.listViews");
      toast(t("view.saved"));
      onClose();
      onSaved(view);
    } catch (problem) {
      setError(problem);
    }
  };
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={t("view.save")}
      closeButtonProps={{ "aria-label": t("web:action.close") }}
    >
      <form
        className={form.form}
        onSubmit={(event) => {
          event.preventDefault();
          void save();
        }}
      >
        <TextInput
          label={t("view.name")}
          value={name}
          onChange={(event) => setName(event.target.value)}
          maxLength={120}
          required
          data-autofocus
        />
        <Textarea
          label={t("view.description")}
          value={description}
          onChange={(event) => setDescription(event.target.value)}
          maxLength={1000}
          autosize
          minRows={2}
        />
        <p className={form.note}>{t("view.savedAs")}</p>
        <ProblemNote error={error} />
        <Button type="submit" disabled={name.trim() === ""}>
          {t("web:action.save")}
        </Button>
      </form>
    </Modal>
  );
}
