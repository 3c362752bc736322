import { Button, NativeSelect, Textarea, TextInput } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { callOperation } from "#web/api/client.ts";
import { useRefresh } from "#web/api/queries.ts";
import form from "#web/design/Form.module.css";
import { ProblemNote } from "#web/design/ProblemNote.tsx";
import { useFilter } from "#web/filters/use-filter.ts";
import { toast } from "#web/shell/toasts.ts";

import type { PairReading } from "../../contract.ts";
import { draftOf, newSide, wishOf, type PairDraft } from "./pair-draft.ts";
import { SideFields } from "./SideFields.tsx";

interface PairFormProps {
  readonly pair: PairReading | undefined;
  readonly onDone: () => void;
}

/** An item and who says what about it; the last side is what the others are held against. */
export function PairForm({ pair, onDone }: PairFormProps) {
  const { t } = useTranslation("benchmarks");
  const { today } = useFilter();
  const refresh = useRefresh();
  const [draft, setDraft] = useState<PairDraft>(() => draftOf(pair?.wish, today));
  const put = (next: Partial<PairDraft>) => setDraft({ ...draft, ...next });
  const wish = wishOf(draft);
  const save = useMutation({
    mutationFn: async () => {
      if (wish === null) return;
      if (pair === undefined) await callOperation("benchmarks.createPair", { body: wish });
      else {
        const body = { ...wish, revision: pair.revision };
        await callOperation("benchmarks.updatePair", { params: { id: pair.id }, body });
      }
    },
    onSuccess: async () => {
      await refresh("benchmarks.");
      toast(t("competitor.saved"));
      onDone();
    },
  });
  return (
    <form
      className={form.form}
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate();
      }}
    >
      <TextInput
        label={t("pair.item")}
        required
        maxLength={300}
        value={draft.title}
        onChange={(event) => put({ title: event.target.value })}
      />
      <NativeSelect
        label={t("pair.kind")}
        value={draft.kind}
        data={(["perception", "inside-outside"] as const).map((value) => ({ value, label: t(`pair.kind-${value}`) }))}
        onChange={(event) => put({ kind: event.target.value as PairDraft["kind"] })}
      />
      {draft.sides.map((side, index) => (
        <SideFields
          key={side.key}
          side={side}
          onChange={(next) => put({ sides: draft.sides.toSpliced(index, 1, next) })}
          onRemove={draft.sides.length > 2 ? () => put({ sides: draft.sides.toSpliced(index, 1) }) : undefined}
        />
      ))}
      {draft.sides.length < 4 ? (
        <div className={form.actions}>
          <Button
            variant="default"
            onClick={() => put({ sides: [newSide("managers", today, draft.sides), ...draft.sides] })}
          >
            {t("pair.addSide")}
          </Button>
        </div>
      ) : null}
      <Textarea
        label={t("note")}
        autosize
        maxLength={2000}
        value={draft.note}
        onChange={(event) => put({ note: event.target.value })}
      />
      <ProblemNote error={save.error} />
      <div className={form.actions}>
        <Button type="submit" loading={save.isPending} disabled={wish === null}>
          {t("web:action.save")}
        </Button>
      </div>
    </form>
  );
}
