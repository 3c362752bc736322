import { Button, TextInput } from "@mantine/core";
import { useMutation, useQuery } from "@tanstack/react-query";
import { useState, type SubmitEvent } from "react";
import { useTranslation } from "react-i18next";

import { callOperation } from "#web/api/client.ts";
import { operationQuery, useMay, useRefresh } from "#web/api/queries.ts";
import { DataTable } from "#web/design/DataTable.tsx";
import { ProblemNote } from "#web/design/ProblemNote.tsx";
import classes from "#web/design/Sections.module.css";
import { useFilter } from "#web/filters/use-filter.ts";
import { formatCount } from "#web/format/number.ts";
import { formatDay } from "#web/format/time.ts";

import type { FieldworkEntry } from "../../contract.ts";

const counts = ["selected", "delivered", "refused"] as const;

/** How many were asked: without it nobody can say how many kept silent. */
export function Fieldwork({ measure }: { measure: string }) {
  const { t } = useTranslation("sampling");
  const mayWrite = useMay("weights.write");
  const { data } = useQuery(operationQuery("sampling.listFieldwork"));
  const entries = data?.items.filter((entry) => entry.measure === measure) ?? [];
  const [opened, setOpened] = useState(false);
  return (
    <section className={classes.section}>
      <h2>{t("field.title")}</h2>
      <p className={classes.note}>{t("field.text")}</p>
      {entries.length === 0 ? null : <Entries entries={entries} mayWrite={mayWrite} />}
      {mayWrite && !opened ? (
        <div className={classes.actions}>
          <Button variant="default" onClick={() => setOpened(true)}>
            {t("field.add")}
          </Button>
        </div>
      ) : null}
      {opened ? <EntryForm measure={measure} onDone={() => setOpened(false)} /> : null}
    </section>
  );
}

function Entries({ entries, mayWrite }: { entries: readonly FieldworkEntry[]; mayWrite: boolean }) {
  const { t, i18n } = useTranslation("sampling");
  const refresh = useRefresh();
  const remove = useMutation({
    mutationFn: (id: string) => callOperation("sampling.deleteFieldwork", { params: { id } }),
    onSuccess: () => refresh("sampling."),
  });
  const day = (of: string): string => formatDay(of, i18n.language);
  return (
    <DataTable
      caption={t("field.title")}
      rows={entries}
      rowKey={({ id }) => id}
      columns={[
        { key: "span", label: t("field.span"), render: ({ from, to }) => `${day(from)} – ${day(to)}` },
        ...counts.map((count) => ({
          key: count,
          label: t(`field.${count}`),
          numeric: true,
          render: (entry: FieldworkEntry) => {
            const number = entry[count];
            return number === null ? t("field.unknown") : formatCount(number, i18n.language);
          },
        })),
        {
          key: "remove",
          label: t("field.actions"),
          render: ({ id }) =>
            mayWrite ? (
              <Button variant="subtle" size="compact-sm" loading={remove.isPending} onClick={() => remove.mutate(id)}>
                {t("delete")}
              </Button>
            ) : null,
        },
      ]}
    />
  );
}

function EntryForm({ measure, onDone }: { measure: string; onDone: () => void }) {
  const { t } = useTranslation("sampling");
  const { filter, today } = useFilter();
  const refresh = useRefresh();
  const [wish, setWish] = useState({
    from: filter.period?.from ?? `${today.slice(0, 8)}01`,
    to: filter.period?.to ?? today,
    selected: "",
    delivered: "",
    refused: "",
  });
  const save = useMutation({
    mutationFn: () => {
      const number = (text: string): number | null => (text === "" ? null : Number(text));
      const { from, to } = wish;
      const known = {
        selected: number(wish.selected),
        delivered: number(wish.delivered),
        refused: number(wish.refused),
      };
      return callOperation("sampling.putFieldwork", { body: { measure, from, to, ...known } });
    },
    onSuccess: async () => {
      await refresh("sampling.");
      onDone();
    },
  });
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    save.mutate();
  };
  const fieldOf = (key: keyof typeof wish, type: "date" | "number") => (
    <TextInput
      key={key}
      type={type}
      min={type === "number" ? 0 : undefined}
      required={type === "date"}
      withAsterisk={false}
      label={t(`field.${key}`)}
      value={wish[key]}
      onChange={(event) => setWish({ ...wish, [key]: event.target.value })}
    />
  );
  return (
    <form className={classes.section} onSubmit={submit}>
      <div className={classes.controls}>
        {fieldOf("from", "date")}
        {fieldOf("to", "date")}
        {counts.map((count) => fieldOf(count, "number"))}
      </div>
      <ProblemNote error={save.error} />
      <div className={classes.actions}>
        <Button type="submit" loading={save.isPending}>
          {t("web:action.save")}
        </Button>
        <Button variant="subtle" onClick={onDone}>
          {t("web:action.cancel")}
        </Button>
      </div>
    </form>
  );
}
