import { Button, NativeSelect, NumberInput } from "@mantine/core";
import { useMutation, useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { callOperation } from "#web/api/client.ts";
import { operationQuery, useMay, useRefresh } from "#web/api/queries.ts";
import form from "#web/design/Form.module.css";
import { ProblemNote } from "#web/design/ProblemNote.tsx";
import { SidePanel } from "#web/design/SidePanel.tsx";
import { SkeletonList } from "#web/design/Skeleton.tsx";
import { useFilter } from "#web/filters/use-filter.ts";
import { useNames } from "#web/format/names.ts";
import { toast } from "#web/shell/toasts.ts";

import type { BenchmarkSettings } from "../../contract.ts";
import { useMeasures } from "../use-benchmarks.ts";
import { surveyMethods } from "./figure-draft.ts";

/** Which score is ours, and which study measures all of us. */
export function SettingsPanel() {
  const { t } = useTranslation("benchmarks");
  const navigate = useNavigate();
  const { search } = useFilter();
  const { data, error } = useQuery(operationQuery("benchmarks.readBenchmarkSettings"));
  const close = () => void navigate({ to: "/competitors", search, resetScroll: false });
  return (
    <SidePanel title={t("settings.title")} onClose={close}>
      <ProblemNote error={error} />
      {data === undefined ? <SkeletonList rows={4} /> : <SettingsForm settings={data} onDone={close} />}
    </SidePanel>
  );
}

function SettingsForm({ settings, onDone }: { settings: BenchmarkSettings; onDone: () => void }) {
  const { t } = useTranslation("benchmarks");
  const mayWrite = useMay("weights.write");
  const refresh = useRefresh();
  const [wish, setWish] = useState(settings);
  const put = (next: Partial<BenchmarkSettings>) => setWish({ ...wish, ...next });
  const save = useMutation({
    mutationFn: () => callOperation("benchmarks.putBenchmarkSettings", { body: wish }),
    onSuccess: async () => {
      await refresh("benchmarks.");
      toast(t("settings.saved"));
      onDone();
    },
  });
  const methods = surveyMethods.map((value) => ({ value, label: t(`surveyMethod.${value}`) }));
  return (
    <form
      className={form.form}
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate();
      }}
    >
      <fieldset className={form.section} disabled={!mayWrite}>
        <MeasureField label={t("settings.measure")} value={wish.measure} onChange={(measure) => put({ measure })} />
        <NativeSelect
          label={t("settings.ownMethod")}
          value={wish.ownMethod}
          data={methods}
          onChange={(event) => put({ ownMethod: event.target.value as BenchmarkSettings["ownMethod"] })}
        />
        <MeasureField
          label={t("settings.studyMeasure")}
          value={wish.studyMeasure}
          onChange={(studyMeasure) => put({ studyMeasure })}
        />
        <DimensionField wish={wish} onChange={put} />
        <NativeSelect
          label={t("settings.studyMethod")}
          value={wish.studyMethod}
          data={methods}
          onChange={(event) => put({ studyMethod: event.target.value as BenchmarkSettings["studyMethod"] })}
        />
        <NumberInput
          label={t("settings.staleMonths")}
          min={1}
          max={120}
          allowDecimal={false}
          value={wish.staleMonths}
          onChange={(value) => put({ staleMonths: Math.min(120, Math.max(1, Number(value) || 12)) })}
        />
      </fieldset>
      <ProblemNote error={save.error} />
      {mayWrite ? (
        <div className={form.actions}>
          <Button type="submit" loading={save.isPending}>
            {t("web:action.save")}
          </Button>
        </div>
      ) : null}
    </form>
  );
}

interface MeasureFieldProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (ref: string) => void;
}

function MeasureField({ label, value, onChange }: MeasureFieldProps) {
  const { t } = useTranslation("benchmarks");
  const { measures, label: nameOf } = useMeasures(["nps"]);
  const listed = (measures ?? []).map((one) => ({ value: one.ref, label: nameOf(one) }));
  const data = listed.some((one) => one.value === value)
    ? listed
    : [{ value, label: t("settings.noAnswers") }, ...listed];
  return <NativeSelect label={label} value={value} data={data} onChange={(event) => onChange(event.target.value)} />;
}

/** What says whose customer somebody is, and which of its values is us. */
function DimensionField({
  wish,
  onChange,
}: {
  wish: BenchmarkSettings;
  onChange: (next: Partial<BenchmarkSettings>) => void;
}) {
  const { t } = useTranslation("benchmarks");
  const names = useNames();
  const { studyDimension: dimension, studyMeasure: measure } = wish;
  const dimensions = useQuery(operationQuery("facts.listDimensions")).data?.items ?? [];
  const values =
    useQuery(operationQuery("facts.listValues", { body: { dimension, measure, limit: 100 } })).data?.items ?? [];
  const listed = [...new Set([dimension, "brand", "option", ...dimensions.map((one) => one.dimension)])];
  return (
    <>
      <NativeSelect
        label={t("settings.studyDimension")}
        value={dimension}
        data={listed.map((value) => ({ value, label: names.dimension(value) }))}
        onChange={(event) => onChange({ studyDimension: event.target.value, ownValue: "" })}
      />
      <NativeSelect
        label={t("settings.ownValue")}
        value={wish.ownValue}
        data={[
          { value: "", label: t("settings.noValue") },
          ...values
            .filter(({ value }) => value !== "")
            .map(({ value, name }) => ({ value, label: names.value(dimension, value, name) })),
        ]}
        onChange={(event) => onChange({ ownValue: event.target.value })}
      />
    </>
  );
}
