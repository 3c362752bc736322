import { Button, NativeSelect, NumberInput, Textarea, TextInput } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";

import { callOperation } from "#web/api/client.ts";
import { useRefresh } from "#web/api/queries.ts";
import { ProblemNote } from "#web/design/ProblemNote.tsx";
import { SidePanel } from "#web/design/SidePanel.tsx";
import { toast } from "#web/shell/toasts.ts";

import { avoidables, causes, problemStates, visibilities, type Problem, type ProblemWish } from "../../contract.ts";
import classes from "../Pain.module.css";
import { useMapWords } from "../words.ts";
import { InfluenceFields } from "./InfluenceFields.tsx";
import { OwnerSelect } from "./OwnerSelect.tsx";
import { PlaceSelect } from "./PlaceSelect.tsx";

/** Takes a proposed problem into the register, or changes a registered one. */
export function EditPanel({ problem, onClose }: { problem: Problem; onClose: () => void }) {
  const { t } = useMapWords();
  const refresh = useRefresh();
  const [wish, setWish] = useState<ProblemWish>(() => wishOf(problem));
  const set = (next: Partial<ProblemWish>) => setWish({ ...wish, ...next });
  const { mutate, error, isPending } = useMutation({
    mutationFn: () =>
      problem.isRegistered
        ? callOperation("problems.updateProblem", {
            params: { key: problem.key },
            body: { revision: problem.revision, change: wish },
          })
        : callOperation("problems.createProblem", { body: { ...wish, key: problem.key } }),
    onSuccess: async () => {
      await refresh("problems.");
      toast(t("edit.saved"));
      onClose();
    },
  });
  return (
    <SidePanel title={t(problem.isRegistered ? "edit.title" : "edit.create")} onClose={onClose}>
      <form
        className={classes.form}
        onSubmit={(event) => {
          event.preventDefault();
          if (!isPending) mutate();
        }}
      >
        <Names wish={wish} onChange={(name) => set({ name })} />
        <Textarea
          label={t("field.description")}
          autosize
          minRows={2}
          value={wish.description}
          onChange={(event) => set({ description: event.target.value })}
        />
        <div className={classes.pair}>
          <Choice
            field="state"
            values={problemStates}
            value={wish.state}
            onChange={(state) => set({ state: state ?? "new" })}
            isNeeded
          />
          <Choice field="cause" values={causes} value={wish.cause} onChange={(cause) => set({ cause })} />
          <Choice
            field="visibility"
            values={visibilities}
            value={wish.visibility}
            onChange={(visibility) => set({ visibility })}
          />
          <Choice
            field="avoidable"
            values={avoidables}
            value={wish.avoidable}
            onChange={(avoidable) => set({ avoidable })}
          />
        </div>
        <PlaceSelect
          kind="function"
          label={t("field.ownerFunction")}
          chosen={listed(wish.ownerFunction)}
          known={problem.ownerFunction === null ? [] : [problem.ownerFunction]}
          most={1}
          onChange={([code]) => set({ ownerFunction: code ?? null })}
        />
        <OwnerSelect
          label={t("field.owner")}
          known={problem.owner}
          value={wish.owner}
          onChange={(owner) => set({ owner })}
        />
        <Places problem={problem} wish={wish} onChange={set} />
        <InfluenceFields
          influences={wish.influences}
          known={problem.functions}
          onChange={(influences) => set({ influences: [...influences] })}
        />
        <Plan wish={wish} onChange={set} />
        <ProblemNote error={error} />
        <Button type="submit" loading={isPending}>
          {t(problem.isRegistered ? "edit.save" : "edit.create")}
        </Button>
      </form>
    </SidePanel>
  );
}

/** Where it happens. */
function Places({
  problem,
  wish,
  onChange,
}: {
  problem: Problem;
  wish: ProblemWish;
  onChange: (next: Partial<ProblemWish>) => void;
}) {
  const { t } = useMapWords();
  return (
    <>
      <PlaceSelect
        kind="stage"
        label={t("field.stage")}
        chosen={listed(wish.stage)}
        known={problem.stage === null ? [] : [problem.stage]}
        most={1}
        onChange={([code]) => onChange({ stage: code ?? null })}
      />
      <PlaceSelect
        kind="touchpoint"
        label={t("field.touchpoints")}
        chosen={wish.touchpoints}
        known={problem.touchpoints}
        onChange={(touchpoints) => onChange({ touchpoints: [...touchpoints] })}
      />
      <PlaceSelect
        kind="unit"
        label={t("field.units")}
        chosen={wish.units}
        known={problem.units}
        onChange={(units) => onChange({ units: [...units] })}
      />
    </>
  );
}

function Names({ wish, onChange }: { wish: ProblemWish; onChange: (name: ProblemWish["name"]) => void }) {
  const { t } = useMapWords();
  return (
    <div className={classes.form}>
      {(["en", "ru", "uk"] as const).map((language) => (
        <TextInput
          key={language}
          label={`${t("field.name")} (${language})`}
          maxLength={200}
          value={wish.name[language] ?? ""}
          onChange={(event) => onChange({ ...wish.name, [language]: event.target.value })}
        />
      ))}
    </div>
  );
}

function Plan({ wish, onChange }: { wish: ProblemWish; onChange: (next: Partial<ProblemWish>) => void }) {
  const { t } = useMapWords();
  const day = (value: string): string | null => (value === "" ? null : value);
  return (
    <>
      <div className={classes.pair}>
        <NumberInput
          label={t("field.solveRate")}
          min={1}
          max={100}
          value={Math.round(wish.solveRate * 100)}
          onChange={(value) => onChange({ solveRate: Math.min(1, Math.max(0.01, Number(value) / 100)) })}
        />
        <NumberInput
          label={t("field.cost")}
          min={0}
          thousandSeparator=" "
          value={wish.cost ?? ""}
          onChange={(value) => onChange({ cost: value === "" ? null : Number(value) })}
        />
        <TextInput
          type="date"
          label={t("field.deadline")}
          value={wish.deadline ?? ""}
          onChange={(event) => onChange({ deadline: day(event.target.value) })}
        />
        <TextInput
          type="date"
          label={t("field.controlDate")}
          value={wish.controlDate ?? ""}
          onChange={(event) => onChange({ controlDate: day(event.target.value) })}
        />
      </div>
      <Textarea
        label={t("field.authority")}
        autosize
        value={wish.authority}
        onChange={(event) => onChange({ authority: event.target.value })}
      />
      <Textarea
        label={t("field.resources")}
        autosize
        value={wish.resources}
        onChange={(event) => onChange({ resources: event.target.value })}
      />
    </>
  );
}

interface ChoiceProps<Value extends string> {
  readonly field: string;
  readonly values: readonly Value[];
  readonly value: Value | null;
  readonly onChange: (value: Value | null) => void;
  readonly isNeeded?: boolean;
}

function Choice<Value extends string>({ field, values, value, onChange, isNeeded = false }: ChoiceProps<Value>) {
  const { t } = useMapWords();
  return (
    <NativeSelect
      label={t(`field.${field}`)}
      value={value ?? ""}
      onChange={(event) => onChange(values.find((one) => one === event.target.value) ?? null)}
      data={[
        ...(isNeeded ? [] : [{ value: "", label: t("field.none") }]),
        ...values.map((one) => ({ value: one, label: t(`${field}.${one}`) })),
      ]}
    />
  );
}

function listed(code: string | null): readonly string[] {
  return code === null ? [] : [code];
}

function wishOf(problem: Problem): ProblemWish {
  const {
    name,
    side,
    description,
    state,
    cause,
    visibility,
    influences,
    avoidable,
    solveRate,
    cost,
    deadline,
    controlDate,
    authority,
    resources,
  } = problem;
  return {
    name: { en: name["en"] ?? "", ru: name["ru"] ?? "", uk: name["uk"] ?? "" },
    side,
    description,
    state,
    cause,
    visibility,
    ownerFunction: problem.ownerFunction?.code ?? null,
    owner: problem.owner?.id ?? null,
    stage: problem.stage?.code ?? null,
    touchpoints: problem.touchpoints.map(({ code }) => code),
    units: problem.units.map(({ code }) => code),
    influences: [...influences],
    codes: problem.codes.map(({ code }) => code),
    avoidable,
    solveRate,
    cost,
    deadline,
    controlDate,
    authority,
    resources,
  };
}
