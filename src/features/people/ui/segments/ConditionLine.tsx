import { MultiSelect, TagsInput } from "@mantine/core";
import { IconX } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";

import type { SegmentField } from "#feature/people/contract";
import { comparisonOperators, type Comparison, type ComparisonOperator, type Scalar } from "#kit/condition";

import classes from "../People.module.css";
import { useFieldWords } from "./sentence.ts";

interface LineProps {
  readonly line: Comparison;
  readonly onChange: (line: Comparison) => void;
  readonly onRemove: () => void;
}

/** One comparison as a sentence: what, how, with which value. */
export function ConditionLine({ line, onChange, onRemove }: LineProps) {
  const { t } = useTranslation("people");
  const { fields, byName, fieldName } = useFieldWords();
  const field = byName.get(line.field);
  const operators = field?.operators ?? [line.op];
  const begin = (name: string) => {
    const next = byName.get(name);
    if (next !== undefined) onChange(beginning(next));
  };
  const turn = (op: ComparisonOperator) => onChange(withOperator(line, op));

  return (
    <div className={classes.sentence}>
      <select
        className={classes.field}
        aria-label={t("cond.field")}
        value={line.field}
        onChange={(event) => begin(event.target.value)}
      >
        {fields.map(({ field: name }) => (
          <option key={name} value={name}>
            {fieldName(name)}
          </option>
        ))}
      </select>
      <select
        className={classes.field}
        aria-label={t("cond.operator")}
        value={line.op}
        onChange={(event) => turn(comparisonOperators.find((op) => op === event.target.value) ?? line.op)}
      >
        {operators.map((op) => (
          <option key={op} value={op}>
            {t(`cond.${op}`)}
          </option>
        ))}
      </select>
      {field === undefined ? null : (
        <Value field={field} line={line} onChange={(value) => onChange({ ...line, value })} />
      )}
      <button type="button" className={classes.remove} aria-label={t("cond.remove")} onClick={onRemove}>
        <IconX size={17} aria-hidden />
      </button>
    </div>
  );
}

interface ValueProps {
  readonly field: SegmentField;
  readonly line: Comparison;
  readonly onChange: (value: Scalar | readonly Scalar[]) => void;
}

function Value({ field, line, onChange }: ValueProps) {
  const { t } = useTranslation("people");
  const { optionName } = useFieldWords();
  if (line.op === "answered" || line.op === "empty") return null;
  const list = valuesIn(line.value).map(String);
  if (field.options !== null)
    return (
      <MultiSelect
        aria-label={t("cond.value")}
        data={field.options.map(({ key }) => ({ value: key, label: optionName(field, key) }))}
        value={list}
        onChange={onChange}
        style={{ minWidth: 180 }}
      />
    );
  if (line.op === "in" || line.op === "nin")
    return (
      <TagsInput
        aria-label={t("cond.value")}
        placeholder={t("cond.codes")}
        value={list}
        onChange={onChange}
        style={{ minWidth: 180 }}
      />
    );
  if (field.type === "yes-no")
    return (
      <select
        className={classes.field}
        aria-label={t("cond.value")}
        value={String(line.value)}
        onChange={(event) => onChange(event.target.value === "true")}
      >
        <option value="true">{t("yes")}</option>
        <option value="false">{t("no")}</option>
      </select>
    );
  if (line.op !== "between") return <Single type={field.type} value={line.value} onChange={onChange} />;
  const [low = "", high = ""] = valuesIn(line.value);
  return (
    <>
      <Single type={field.type} value={low} onChange={(value) => onChange([value, high])} />
      <span>–</span>
      <Single type={field.type} value={high} onChange={(value) => onChange([low, value])} />
    </>
  );
}

interface SingleProps {
  readonly type: SegmentField["type"];
  readonly value: Comparison["value"];
  readonly onChange: (value: Scalar) => void;
}

function Single({ type, value, onChange }: SingleProps) {
  const { t } = useTranslation("people");
  const inputType = type === "date" ? "date" : type === "number" ? "number" : "text";
  return (
    <input
      className={classes.field}
      style={{ width: type === "number" ? 110 : 170 }}
      type={inputType}
      aria-label={t("cond.value")}
      value={value === undefined || value === null ? "" : String(value)}
      maxLength={200}
      onChange={({ target }) =>
        onChange(type === "number" && target.value !== "" ? Number(target.value) : target.value)
      }
    />
  );
}

function beginning({ field, type, operators }: SegmentField): Comparison {
  const [op = "answered"] = operators;
  return withOperator({ field, op, value: type === "yes-no" ? true : "" }, op);
}

/** The line under another operator, with a value of the shape that it takes. */
function withOperator(line: Comparison, op: ComparisonOperator): Comparison {
  const { field, value } = line;
  if (op === "answered" || op === "empty") return { field, op };
  const isList = op === "in" || op === "nin" || op === "between";
  if (isList) return { field, op, value: Array.isArray(value) ? (value as readonly Scalar[]) : [] };
  const [first = ""] = valuesIn(value);
  return { field, op, value: first };
}

function valuesIn(value: Comparison["value"]): readonly Scalar[] {
  if (value === undefined || value === null) return [];
  return Array.isArray(value) ? (value as readonly Scalar[]) : [value as Scalar];
}
