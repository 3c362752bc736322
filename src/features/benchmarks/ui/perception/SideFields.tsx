import { Button, NativeSelect, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";

import { operationQuery } from "#web/api/queries.ts";
import form from "#web/design/Form.module.css";
import { useNames } from "#web/format/names.ts";

import { useMeasures } from "../use-benchmarks.ts";
import type { SideDraft } from "./pair-draft.ts";

interface SideFieldsProps {
  readonly side: SideDraft;
  readonly onChange: (side: SideDraft) => void;
  readonly onRemove: (() => void) | undefined;
}

/** One side: whose view it is, and where it is known from. */
export function SideFields({ side, onChange, onRemove }: SideFieldsProps) {
  const { t } = useTranslation("benchmarks");
  const put = (next: Partial<SideDraft>) => onChange({ ...side, ...next });
  return (
    <fieldset className={form.section}>
      <legend>{side.label === "" ? t(`who.${side.who}`) : side.label}</legend>
      <div className={form.row}>
        <NativeSelect
          label={t("pair.who")}
          value={side.who}
          data={(["managers", "staff", "customers", "quality"] as const).map((value) => ({
            value,
            label: t(`who.${value}`),
          }))}
          onChange={(event) => put({ who: event.target.value as SideDraft["who"] })}
        />
        <TextInput
          label={t("pair.label")}
          maxLength={120}
          value={side.label}
          onChange={(event) => put({ label: event.target.value })}
        />
        <NativeSelect
          label={t("pair.from")}
          value={side.kind}
          data={(["measure", "entered"] as const).map((value) => ({ value, label: t(`pair.from-${value}`) }))}
          onChange={(event) => put({ kind: event.target.value as SideDraft["kind"] })}
        />
      </div>
      {side.kind === "measure" ? <Measured side={side} put={put} /> : <Entered side={side} put={put} />}
      {onRemove === undefined ? null : (
        <div className={form.actions}>
          <Button variant="subtle" size="compact-sm" onClick={onRemove}>
            {t("pair.removeSide")}
          </Button>
        </div>
      )}
    </fieldset>
  );
}

interface PartProps {
  readonly side: SideDraft;
  readonly put: (next: Partial<SideDraft>) => void;
}

function Measured({ side, put }: PartProps) {
  const { t } = useTranslation("benchmarks");
  const names = useNames();
  const { measures = [], label } = useMeasures(["nps", "enps", "csat", "ces", "rating"]);
  const dimensions = useQuery(operationQuery("facts.listDimensions")).data?.items ?? [];
  const values = useQuery({
    ...operationQuery("facts.listValues", { body: { dimension: side.field, limit: 100 } }),
    enabled: side.field !== "",
  }).data?.items;
  return (
    <>
      <NativeSelect
        label={t("measure")}
        required
        value={side.measure}
        data={[
          { value: "", label: t("pair.choose") },
          ...measures.map((one) => ({ value: one.ref, label: label(one) })),
        ]}
        onChange={(event) => put({ measure: event.target.value })}
      />
      <div className={form.row}>
        <NativeSelect
          label={t("pair.cut")}
          value={side.field}
          data={[
            { value: "", label: t("pair.all") },
            ...dimensions.map(({ dimension }) => ({ value: dimension, label: names.dimension(dimension) })),
          ]}
          onChange={(event) => put({ field: event.target.value, value: "" })}
        />
        {side.field === "" ? null : (
          <NativeSelect
            label={names.dimension(side.field)}
            value={side.value}
            data={[
              { value: "", label: t("pair.choose") },
              ...(values ?? [])
                .filter(({ value }) => value !== "")
                .map(({ value, name }) => ({ value, label: names.value(side.field, value, name) })),
            ]}
            onChange={(event) => put({ value: event.target.value })}
          />
        )}
      </div>
    </>
  );
}

function Entered({ side, put }: PartProps) {
  const { t } = useTranslation("benchmarks");
  return (
    <>
      <div className={form.row}>
        {(["high", "middle", "low"] as const).map((key) => (
          <TextInput
            key={key}
            inputMode="decimal"
            required
            label={t(`pair.${key}`)}
            value={side[key]}
            onChange={(event) => put({ [key]: event.target.value })}
          />
        ))}
      </div>
      <div className={form.row}>
        <TextInput
          label={t("figure.source")}
          maxLength={300}
          value={side.source}
          onChange={(event) => put({ source: event.target.value })}
        />
        <TextInput
          type="date"
          label={t("figure.measuredOn")}
          required
          value={side.on}
          onChange={(event) => put({ on: event.target.value })}
        />
      </div>
    </>
  );
}
