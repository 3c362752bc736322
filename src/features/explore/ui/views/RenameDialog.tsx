import { Button, Modal, Textarea, TextInput } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { callOperation } from "#web/api/client.ts";
import { useRefresh } from "#web/api/queries.ts";
import form from "#web/design/Form.module.css";
import { ProblemNote } from "#web/design/ProblemNote.tsx";

interface RenameDialogProps {
  readonly opened: boolean;
  readonly kind: "view" | "dashboard";
  readonly kept: {
    readonly id: string;
    readonly revision: number;
    readonly name: string;
    readonly description: string;
  };
  readonly onClose: () => void;
}

/** Another name, another description. */
export function RenameDialog({ opened, kind, kept, onClose }: RenameDialogProps) {
  const { t } = useTranslation("explore");
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={t("rename.action")}
      closeButtonProps={{ "aria-label": t("web:action.close") }}
    >
      {opened ? <RenameForm kind={kind} kept={kept} onClose={onClose} /> : null}
    </Modal>
  );
}

function RenameForm({ kind, kept, onClose }: Omit<RenameDialogProps, "opened">) {
  const { t } = useTranslation("explore");
  const refresh = useRefresh();
  const [name, setName] = useState(kept.name);
  const [description, setDescription] = useState(kept.description);
  const [error, setError] = useState<unknown>(null);
  const save = async () => {
    setError(null);
    try {
      const call = { params: { id: kept.id }, body: { revision: kept.revision, name, description } };
      await (kind === "view"
        ? callOperation("explore.updateView", call)
        : callOperation("explore.updateDashboard", call));
      await refresh("explore.");
      onClose();
    } catch (problem) {
      setError(problem);
    }
  };
  return (
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
      />
      <Textarea
        label={t("view.description")}
        value={description}
        onChange={(event) => setDescription(event.target.value)}
        maxLength={1000}
        autosize
        minRows={2}
      />
      <ProblemNote error={error} />
      <Button type="submit" disabled={name.trim() === ""}>
        {t("web:action.save")}
      </Button>
    </form>
  );
}
