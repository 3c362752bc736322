import { Button, Checkbox, NativeSelect, TextInput } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { useMutation } from "@tanstack/react-query";
import { useMemo, useState, type SubmitEvent } from "react";
import { useTranslation } from "react-i18next";

import type { Measure } from "#feature/facts/contract";
import { callOperation } from "#web/api/client.ts";
import { useMay, useRefresh } from "#web/api/queries.ts";
import { ProblemNote } from "#web/design/ProblemNote.tsx";
import classes from "#web/design/Sections.module.css";
import { useNames } from "#web/format/names.ts";

import type { Population, Scheme } from "../../contract.ts";
import { useMeasures } from "../use-sampling.ts";
import { draftOf, wishOf, type SchemeDraft } from "./scheme-draft.ts";
import { SchemePreview } from "./SchemePreview.tsx";
import own from "./Weights.module.css";

interface SchemeEditorProps {
  /** Absent: a new one. */
  readonly scheme: Scheme | undefined;
  readonly populations: readonly Population[];
  readonly measure: Measure | undefined;
  readonly onDone: (id: string | undefined) => void;
}

/** What is weighted, by what, and how; beside it what that would do. */
export function SchemeEditor({ scheme, populations, measure, onDone }: SchemeEditorProps) {
  const { t } = useTranslation("sampling");
  const mayWrite = useMay("weights.write");
  const refresh = useRefresh();
  const [draft, setDraft] = useState(() => draftOf(scheme, populations, measure, t("weights.newName")));
  const [shown] = useDebouncedValue(draft, 350);
  const wish = useMemo(() => wishOf(shown), [shown]);
  const save = useMutation({
    mutationFn: () => {
      const body = wishOf(draft);
      if (body === null) throw new Error("incomplete");
      return scheme === undefined
        ? callOperation("sampling.createScheme", { body })
        : callOperation("sampling.updateScheme", {
            params: { id: scheme.id },
            body: { ...body, revision: scheme.revision },
          });
    },
    onSuccess: async ({ id }) => {
      await refresh("sampling.");
      onDone(id);
    },
  });
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    save.mutate();
  };
  const isBusy = scheme?.state === "applying" || scheme?.state === "undoing";
  return (
    <div className={classes.two}>
      <form className={classes.section} onSubmit={submit}>
        <h3>{t(scheme === undefined ? "weights.newTitle" : "weights.how")}</h3>
        <fieldset className={own.choices} disabled={!mayWrite || isBusy}>
          <div className={classes.section}>
            <What draft={draft} populations={populations} onChange={setDraft} />
            <By
              draft={draft}
              population={populations.find(({ id }) => id === draft.populationId)}
              onChange={setDraft}
            />
            <How draft={draft} onChange={setDraft} />
          </div>
        </fieldset>
        <ProblemNote error={save.error} />
        {mayWrite ? (
          <div className={classes.actions}>
            <Button
              type="submit"
              variant={scheme === undefined ? "filled" : "default"}
              loading={save.isPending}
              disabled={wishOf(draft) === null || isBusy}
            >
              {t("web:action.save")}
            </Button>
            {scheme === undefined ? (
              <Button variant="subtle" onClick={() => onDone(undefined)}>
                {t("web:action.cancel")}
              </Button>
            ) : null}
          </div>
        ) : null}
      </form>
      {wish === null ? (
        <p className={classes.caution}>{t("weights.incomplete")}</p>
      ) : (
        <SchemePreview wish={wish} measure={measureFor(measure, draft)} />
      )}
    </div>
  );
}

/** A figure of the same programme, or none. */
function measureFor(measure: Measure | undefined, { programme }: SchemeDraft): Measure | undefined {
  return measure?.programme === programme ? measure : undefined;
}

interface PartProps {
  readonly draft: SchemeDraft;
  readonly onChange: (draft: SchemeDraft) => void;
}

function What({ draft, populations, onChange }: PartProps & { populations: readonly Population[] }) {
  const { t } = useTranslation("sampling");
  const names = useNames();
  const { measures } = useMeasures();
  const programmes = [
    ...new Set(["relational", draft.programme, ...(measures ?? []).map(({ programme }) => programme)]),
  ];
  return (
    <>
      <TextInput
        label={t("weights.name")}
        required
        withAsterisk={false}
        value={draft.name}
        onChange={(event) => onChange({ ...draft, name: event.target.value })}
      />
      <div className={classes.controls}>
        <NativeSelect
          label={t("weights.programme")}
          value={draft.programme}
          onChange={(event) => onChange({ ...draft, programme: event.target.value, surveys: [] })}
          data={programmes.map((value) => ({ value, label: names.programme(value) }))}
        />
        <NativeSelect
          label={t("population.one")}
          value={draft.populationId}
          onChange={(event) => onChange({ ...draft, populationId: event.target.value, dimensions: [], merges: [] })}
          data={populations.map(({ id, name }) => ({ value: id, label: name }))}
        />
      </div>
      <div className={classes.controls}>
        {(["from", "to"] as const).map((end) => (
          <TextInput
            key={end}
            type="date"
            label={t(`weights.${end}`)}
            value={draft[end]}
            onChange={(event) => onChange({ ...draft, [end]: event.target.value })}
          />
        ))}
      </div>
    </>
  );
}

function By({ draft, population, onChange }: PartProps & { population: Population | undefined }) {
  const { t } = useTranslation("sampling");
  const names = useNames();
  const toggle = (dimension: string) => {
    const has = draft.dimensions.includes(dimension);
    const dimensions = has ? draft.dimensions.filter((one) => one !== dimension) : [...draft.dimensions, dimension];
    onChange({
      ...draft,
      dimensions,
      merges: draft.merges.filter((merge) => dimensions.includes(merge.dimension)),
    });
  };
  return (
    <>
      <fieldset className={own.choices}>
        <legend>{t("weights.by")}</legend>
        {population?.margins.map(({ dimension }) => (
          <Checkbox
            key={dimension}
            label={names.dimension(dimension)}
            checked={draft.dimensions.includes(dimension)}
            disabled={draft.dimensions.length >= 6 && !draft.dimensions.includes(dimension)}
            onChange={() => toggle(dimension)}
          />
        ))}
      </fieldset>
      <Merges draft={draft} population={population} onChange={onChange} />
    </>
  );
}

/** Categories that are taken together. */
function Merges({ draft, population, onChange }: PartProps & { population: Population | undefined }) {
  const { t } = useTranslation("sampling");
  const names = useNames();
  const [pair, setPair] = useState<{ dimension: string; first: string; second: string }>({
    dimension: "",
    first: "",
    second: "",
  });
  const chosen = population?.margins.filter(({ dimension }) => draft.dimensions.includes(dimension)) ?? [];
  const margin = chosen.find(({ dimension }) => dimension === pair.dimension) ?? chosen[0];
  if (margin === undefined || margin.cells.length < 2) return null;
  const nameOf = (dimension: string, value: string): string => {
    const cell = population?.margins
      .find((one) => one.dimension === dimension)
      ?.cells.find((one) => one.value === value);
    return names.value(dimension, value, cell?.name);
  };
  const options = [
    { value: "", label: t("population.choose") },
    ...margin.cells.map(({ value }) => ({ value, label: nameOf(margin.dimension, value) })),
  ];
  const mayMerge = pair.first !== "" && pair.second !== "" && pair.first !== pair.second;
  const merge = () => {
    const { dimension } = margin;
    const touching = draft.merges.filter(
      (one) => one.dimension === dimension && one.values.some((value) => value === pair.first || value === pair.second),
    );
    const values = [...new Set([...touching.flatMap((one) => one.values), pair.first, pair.second])];
    onChange({ ...draft, merges: [...draft.merges.filter((one) => !touching.includes(one)), { dimension, values }] });
    setPair({ ...pair, first: "", second: "" });
  };
  return (
    <details>
      <summary>{t("merge.title", { count: draft.merges.length })}</summary>
      <div className={classes.section}>
        {draft.merges.map((one) => (
          <div key={one.values.join()} className={classes.actions}>
            <span>{one.values.map((value) => nameOf(one.dimension, value)).join(" + ")}</span>
            <Button
              variant="subtle"
              size="compact-sm"
              onClick={() => onChange({ ...draft, merges: draft.merges.filter((other) => other !== one) })}
            >
              {t("merge.apart")}
            </Button>
          </div>
        ))}
        <div className={classes.controls}>
          <NativeSelect
            label={t("merge.dimension")}
            value={margin.dimension}
            onChange={(event) => setPair({ dimension: event.target.value, first: "", second: "" })}
            data={chosen.map(({ dimension }) => ({ value: dimension, label: names.dimension(dimension) }))}
          />
          <NativeSelect
            label={t("merge.first")}
            value={pair.first}
            data={options}
            onChange={(event) => setPair({ ...pair, first: event.target.value })}
          />
          <NativeSelect
            label={t("merge.second")}
            value={pair.second}
            data={options}
            onChange={(event) => setPair({ ...pair, second: event.target.value })}
          />
        </div>
        <div className={classes.actions}>
          <Button variant="default" size="compact-sm" disabled={!mayMerge} onClick={merge}>
            {t("merge.do")}
          </Button>
        </div>
      </div>
    </details>
  );
}

function How({ draft, onChange }: PartProps) {
  const { t } = useTranslation("sampling");
  const { trim } = draft;
  return (
    <>
      <NativeSelect
        label={t("weights.wave")}
        value={draft.wave ?? "none"}
        onChange={(event) =>
          onChange({ ...draft, wave: event.target.value === "none" ? null : (event.target.value as "month") })
        }
        data={(["none", "month", "quarter", "year"] as const).map((value) => ({ value, label: t(`wave.${value}`) }))}
      />
      <Checkbox
        label={t("weights.trim")}
        checked={trim !== null}
        onChange={(event) => onChange({ ...draft, trim: event.target.checked ? { low: 0.2, high: 5 } : null })}
      />
      {trim === null ? null : (
        <div className={classes.controls}>
          {(["low", "high"] as const).map((end) => (
            <TextInput
              key={end}
              type="number"
              step="0.1"
              min={end === "low" ? 0.01 : 1}
              max={end === "low" ? 1 : 100}
              label={t(`weights.trim-${end}`)}
              value={String(trim[end])}
              onChange={(event) => onChange({ ...draft, trim: { ...trim, [end]: Number(event.target.value) } })}
            />
          ))}
        </div>
      )}
      <Checkbox
        label={t("weights.keepUp")}
        checked={draft.keepUp}
        onChange={(event) => onChange({ ...draft, keepUp: event.target.checked })}
      />
    </>
  );
}
