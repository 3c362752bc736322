import { Button, NativeSelect, TextInput } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { callOperation } from "#web/api/client.ts";
import { useRefresh } from "#web/api/queries.ts";
import form from "#web/design/Form.module.css";
import { ProblemNote } from "#web/design/ProblemNote.tsx";
import { useFilter } from "#web/filters/use-filter.ts";
import { toast } from "#web/shell/toasts.ts";

import { readNumber } from "../../rules.ts";
import { choices, emptyDraft, wishOf, type Draft } from "./figure-draft.ts";

const amounts = {
  counts: ["promoters", "passives", "detractors"],
  shares: ["promoters", "passives", "detractors", "n"],
  score: ["score", "n"],
} as const;

/** A score of a competitor, as it is known. */
export function FigureForm({ competitorId }: { competitorId: string }) {
  const { t } = useTranslation("benchmarks");
  const { today } = useFilter();
  const refresh = useRefresh();
  const [draft, setDraft] = useState<Draft>(() => emptyDraft(today));
  const wish = wishOf(draft);
  const save = useMutation({
    mutationFn: async () => {
      if (wish !== null) await callOperation("benchmarks.createFigure", { params: { id: competitorId }, body: wish });
    },
    onSuccess: async () => {
      await refresh("benchmarks.");
      toast(t("figure.saved"));
      setDraft(emptyDraft(today));
    },
  });
  const put = (next: Partial<Draft>) => setDraft({ ...draft, ...next });
  return (
    <form
      className={form.form}
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate();
      }}
    >
      <fieldset className={form.section}>
        <legend>{t("figure.enter")}</legend>
        <NativeSelect
          label={t("figure.form")}
          value={draft.form}
          data={(["counts", "shares", "score"] as const).map((value) => ({ value, label: t(`figure.form-${value}`) }))}
          onChange={(event) => put({ form: event.target.value as Draft["form"] })}
        />
        <div className={form.row}>
          {amounts[draft.form].map((key) => (
            <TextInput
              key={key}
              inputMode="decimal"
              label={t(draft.form === "shares" && key !== "n" ? `figure.share-${key}` : `figure.amount-${key}`)}
              required={key !== "n"}
              value={draft[key]}
              error={draft[key] !== "" && readNumber(draft[key]) === null ? t("figure.notANumber") : undefined}
              onChange={(event) => put({ [key]: event.target.value })}
            />
          ))}
        </div>
        {draft.form === "counts" ? null : <p className={form.note}>{t("figure.noNNote")}</p>}
        <div className={form.row}>
          <TextInput
            type="date"
            label={t("figure.measuredOn")}
            required
            value={draft.measuredOn}
            onChange={(event) => put({ measuredOn: event.target.value })}
          />
          {choices.map(({ key, values, text }) => (
            <NativeSelect
              key={key}
              label={t(`figure.${key}`)}
              value={draft[key]}
              data={values.map((value) => ({ value, label: t(`${text}.${value}`) }))}
              onChange={(event) => put({ [key]: event.target.value })}
            />
          ))}
        </div>
        <TextInput
          label={t("figure.source")}
          required
          maxLength={300}
          value={draft.source}
          onChange={(event) => put({ source: event.target.value })}
        />
        <TextInput
          label={t("figure.sourceUrl")}
          type="url"
          maxLength={1000}
          value={draft.sourceUrl}
          onChange={(event) => put({ sourceUrl: event.target.value })}
        />
        <TextInput
          label={t("note")}
          maxLength={2000}
          value={draft.note}
          onChange={(event) => put({ note: event.target.value })}
        />
      </fieldset>
      <ProblemNote error={save.error} />
      <div className={form.actions}>
        <Button type="submit" variant="default" loading={save.isPending} disabled={wish === null}>
          {t("figure.add")}
        </Button>
      </div>
    </form>
  );
}
