import { Button, Checkbox, Textarea, TextInput } from "@mantine/core";
import { IconTrash } from "@tabler/icons-react";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { callOperation } from "#web/api/client.ts";
import { useMay, useRefresh } from "#web/api/queries.ts";
import form from "#web/design/Form.module.css";
import { ProblemNote } from "#web/design/ProblemNote.tsx";
import { toast } from "#web/shell/toasts.ts";

import type { Competitor } from "../../contract.ts";
import { useDeed } from "../use-benchmarks.ts";

interface CompetitorFormProps {
  readonly competitor: Competitor | undefined;
  readonly onMade: (id: string) => void;
  readonly onDeleted: () => void;
}

/** Who it is, and how a study names it. */
export function CompetitorForm({ competitor, onMade, onDeleted }: CompetitorFormProps) {
  const { t } = useTranslation("benchmarks");
  const mayWrite = useMay("weights.write");
  const refresh = useRefresh();
  const { id, name = "", note = "", isOwn = false, studyValue = "", revision = 1 } = competitor ?? {};
  const [wish, setWish] = useState({ name, note, isOwn, studyValue });
  const save = useMutation({
    mutationFn: () =>
      id === undefined
        ? callOperation("benchmarks.createCompetitor", { body: wish })
        : callOperation("benchmarks.updateCompetitor", { params: { id }, body: { ...wish, revision } }),
    onSuccess: async (saved) => {
      await refresh("benchmarks.");
      toast(t("competitor.saved"));
      if (id === undefined) onMade(saved.id);
    },
  });
  const remove = useDeed({
    run: (one: string) => callOperation("benchmarks.deleteCompetitor", { params: { id: one } }),
    done: t("competitor.deleted", { name }),
    undo: (one) => callOperation("benchmarks.restoreCompetitor", { params: { id: one } }),
  });
  return (
    <form
      className={form.form}
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate();
      }}
    >
      <fieldset className={form.section} disabled={!mayWrite}>
        <TextInput
          label={t("competitor.name")}
          required
          maxLength={120}
          value={wish.name}
          onChange={(event) => setWish({ ...wish, name: event.target.value })}
        />
        <Checkbox
          label={t("competitor.isOwn")}
          description={t("competitor.isOwnNote")}
          checked={wish.isOwn}
          onChange={(event) => setWish({ ...wish, isOwn: event.target.checked })}
        />
        <TextInput
          label={t("competitor.studyValue")}
          description={t("competitor.studyValueNote")}
          maxLength={200}
          value={wish.studyValue}
          onChange={(event) => setWish({ ...wish, studyValue: event.target.value })}
        />
        <Textarea
          label={t("note")}
          autosize
          maxLength={2000}
          value={wish.note}
          onChange={(event) => setWish({ ...wish, note: event.target.value })}
        />
      </fieldset>
      <ProblemNote error={save.error} />
      {mayWrite ? (
        <div className={form.actions}>
          <Button type="submit" loading={save.isPending} disabled={wish.name.trim() === ""}>
            {t(id === undefined ? "competitor.create" : "web:action.save")}
          </Button>
          {id === undefined ? null : (
            <Button
              variant="subtle"
              color="red"
              leftSection={<IconTrash size={17} />}
              onClick={() => [remove(id), onDeleted()]}
            >
              {t("competitor.delete")}
            </Button>
          )}
        </div>
      ) : null}
    </form>
  );
}
