import { Button, NativeSelect, TextInput } from "@mantine/core";
import { useMutation, useQuery } from "@tanstack/react-query";
import { useState, type SubmitEvent } from "react";
import { useTranslation } from "react-i18next";

import { callOperation } from "#web/api/client.ts";
import type { OperationCall } from "#web/api/operations.ts";
import { operationQuery, useRefresh } from "#web/api/queries.ts";
import { confirm } from "#web/design/confirm.ts";
import { ProblemNote } from "#web/design/ProblemNote.tsx";
import classes from "#web/design/Sections.module.css";
import { useFilter } from "#web/filters/use-filter.ts";
import { useNames } from "#web/format/names.ts";

import type { Population } from "../../contract.ts";
import { amountOf, draftOf, isSound, type MarginDraft } from "./draft.ts";
import { MarginEditor } from "./MarginEditor.tsx";

interface PopulationEditorProps {
  /** Absent: a new one. */
  readonly population: Population | undefined;
  readonly onDone: () => void;
}

type Body = NonNullable<OperationCall<"sampling.createPopulation">["body"]>;

/** A population by hand, by pasting, or from the register of people. Saving makes a new version. */
export function PopulationEditor({ population, onDone }: PopulationEditorProps) {
  const { t } = useTranslation("sampling");
  const { today } = useFilter();
  const refresh = useRefresh();
  const [head, setHead] = useState({
    name: population?.name ?? "",
    validFrom: population?.validFrom ?? `${today.slice(0, 4)}-01-01`,
    note: population?.note ?? "",
  });
  const [source, setSource] = useState<Body["source"]>("hand");
  const [margins, setMargins] = useState(draftOf(population));
  const done = async () => {
    await refresh("sampling.");
    onDone();
  };
  const save = useMutation({
    mutationFn: () => {
      const body = { ...head, source, margins: margins.map(marginOf) } as Body;
      return population === undefined
        ? callOperation("sampling.createPopulation", { body })
        : callOperation("sampling.updatePopulation", {
            params: { id: population.id },
            body: { ...body, version: population.version },
          });
    },
    onSuccess: done,
  });
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    save.mutate();
  };
  const field = (key: keyof typeof head, type: "text" | "date") => (
    <TextInput
      type={type}
      required={key !== "note"}
      withAsterisk={false}
      label={t(`population.${key}`)}
      value={head[key]}
      onChange={(event) => setHead({ ...head, [key]: event.target.value })}
    />
  );
  const isReady = margins.length > 0 && margins.every(isSound);
  return (
    <form className={classes.section} onSubmit={submit}>
      <h2>{population === undefined ? t("population.new") : t("population.editing", { name: population.name })}</h2>
      <div className={classes.controls}>
        {field("name", "text")}
        {field("validFrom", "date")}
        {field("note", "text")}
      </div>
      {margins.map((margin, index) => (
        <MarginEditor
          key={margin.dimension}
          margin={margin}
          onChange={(next, from) => {
            if (from !== undefined) setSource(from);
            setMargins(margins.map((one, at) => (at === index ? next : one)));
          }}
          onRemove={() => setMargins(margins.filter((_, at) => at !== index))}
        />
      ))}
      <AddMargin
        taken={margins.map(({ dimension }) => dimension)}
        onAdd={(dimension) => setMargins([...margins, { dimension, unit: "people", cells: [] }])}
      />
      <ProblemNote error={save.error} />
      <div className={classes.actions}>
        <Button type="submit" loading={save.isPending} disabled={!isReady}>
          {population === undefined ? t("web:action.save") : t("population.saveVersion")}
        </Button>
        <Button variant="subtle" onClick={onDone}>
          {t("web:action.cancel")}
        </Button>
        {population === undefined ? null : <RemovePopulation population={population} onDone={done} />}
      </div>
    </form>
  );
}

function RemovePopulation({ population, onDone }: { population: Population; onDone: () => Promise<void> }) {
  const { t } = useTranslation("sampling");
  const remove = useMutation({
    mutationFn: () => callOperation("sampling.deletePopulation", { params: { id: population.id } }),
    onSuccess: onDone,
  });
  const ask = async () => {
    const question = {
      title: t("population.removeTitle", { name: population.name }),
      text: t("population.removeText"),
      action: t("delete"),
    };
    if (await confirm(question)) remove.mutate();
  };
  return (
    <>
      <Button variant="subtle" color="red" loading={remove.isPending} onClick={() => void ask()}>
        {t("delete")}
      </Button>
      <ProblemNote error={remove.error} />
    </>
  );
}

/** Dimensions that answers have and that people can be told apart by. */
const notOfPeople: ReadonlySet<string> = new Set([
  "score",
  "group",
  "weekday",
  "hour",
  "question",
  "survey",
  "programme",
  "source",
  "import",
  "theme",
  "option",
  "sentiment",
]);

function AddMargin({ taken, onAdd }: { taken: readonly string[]; onAdd: (dimension: string) => void }) {
  const { t } = useTranslation("sampling");
  const names = useNames();
  const { data } = useQuery(operationQuery("facts.listDimensions"));
  const open = (data?.items ?? [])
    .map(({ dimension }) => dimension)
    .filter((one) => !notOfPeople.has(one) && !taken.includes(one));
  if (taken.length >= 8 || open.length === 0) return null;
  return (
    <NativeSelect
      label={t("population.addMargin")}
      description={taken.length === 0 ? t("population.addMarginNote") : undefined}
      value=""
      onChange={(event) => {
        if (event.target.value !== "") onAdd(event.target.value);
      }}
      data={[
        { value: "", label: t("population.choose") },
        ...open.map((one) => ({ value: one, label: names.dimension(one) })),
      ]}
      maw={360}
    />
  );
}

function marginOf({ dimension, unit, cells }: MarginDraft) {
  return { dimension, unit, cells: cells.map(({ value, amount }) => ({ value, amount: amountOf(amount) ?? 0 })) };
}
