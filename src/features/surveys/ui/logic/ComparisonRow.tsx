import { IconX } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";

import type { Comparison, ComparisonOperator, Condition, Scalar } from "#kit/condition";
import { textIn } from "#kit/language";
import { languageName } from "#web/format/names.ts";

import { useEditor } from "../draft/editor.ts";
import {
  isUnfinished,
  kindOfField,
  operatorsFor,
  readableFields,
  startingComparison,
  withOperator,
  type ConditionOwner,
  type FieldKind,
} from "./comparisons.ts";
import classes from "./Logic.module.css";

interface ComparisonRowProps {
  readonly comparison: Comparison;
  readonly owner: ConditionOwner;
  readonly onChange: (next: Condition | undefined) => void;
}

/** One comparison: which answer, how it is compared, with what. */
export function ComparisonRow({ comparison, owner, onChange }: ComparisonRowProps) {
  const { t } = useTranslation("surveys");
  const { definition, mayWrite } = useEditor();
  const kind = kindOfField(definition, comparison.field);
  const operators = operatorsFor(kind);
  const shown = operators.includes(comparison.op) ? operators : [comparison.op, ...operators];
  return (
    <div className={classes.comparison} role="group" aria-label={t("logic.condition")}>
      <FieldPick
        field={comparison.field}
        owner={owner}
        onPick={(field) => onChange(startingComparison(definition, field))}
      />
      <select
        className={classes.pick}
        aria-label={t("logic.operator")}
        disabled={!mayWrite}
        value={comparison.op}
        onChange={(event) => onChange(withOperator(comparison, event.target.value as ComparisonOperator, kind))}
      >
        {shown.map((op) => (
          <option key={op} value={op}>
            {t(`logic.op-${op}`)}
          </option>
        ))}
      </select>
      <Values comparison={comparison} kind={kind} onChange={onChange} />
      {mayWrite ? (
        <button
          type="button"
          className={classes.remove}
          aria-label={t("logic.removeCondition")}
          onClick={() => onChange(undefined)}
        >
          <IconX size={16} aria-hidden />
        </button>
      ) : null}
      {isUnfinished(comparison) ? <p className={classes.unfinished}>{t("logic.unfinished")}</p> : null}
    </div>
  );
}

function FieldPick({
  field,
  owner,
  onPick,
}: {
  field: string;
  owner: ConditionOwner;
  onPick: (field: string) => void;
}) {
  const { t, i18n } = useTranslation("surveys");
  const { definition, mayWrite } = useEditor();
  const fields = readableFields(definition, owner);
  const name = (each: (typeof fields)[number]) => {
    const title = textIn(each.question?.title, i18n.language, definition.defaultLanguage);
    const part = textIn(each.part, i18n.language, definition.defaultLanguage);
    return part === "" ? title || each.field : `${title} · ${part}`;
  };
  const asked = fields.filter(({ question }) => question !== undefined);
  const others = fields.filter(({ question }) => question === undefined);
  const isKnown = fields.some((each) => each.field === field);
  return (
    <select
      className={classes.pick}
      data-wide
      data-broken={!isKnown}
      aria-label={t("logic.field")}
      disabled={!mayWrite}
      value={field}
      onChange={(event) => onPick(event.target.value)}
    >
      {isKnown ? null : <option value={field}>{t("logic.unknownField", { field })}</option>}
      <optgroup label={t("logic.answers")}>
        {asked.map((each) => (
          <option key={each.field} value={each.field}>
            {name(each)}
          </option>
        ))}
      </optgroup>
      <optgroup label={t("logic.carried")}>
        {others.map((each) => (
          <option key={each.field} value={each.field}>
            {t(`carried.${each.field}`, { defaultValue: each.field })}
          </option>
        ))}
      </optgroup>
    </select>
  );
}

interface ValuesProps {
  readonly comparison: Comparison;
  readonly kind: FieldKind;
  readonly onChange: (next: Comparison) => void;
}

function Values({ comparison, kind, onChange }: ValuesProps) {
  const { field, op, value } = comparison;
  if (op === "answered" || op === "empty" || kind.kind === "yes") return null;
  const list = Array.isArray(value) ? (value as readonly Scalar[]) : [(value ?? "") as Scalar];
  if (op === "in" || op === "nin") {
    const set = (next: readonly Scalar[]) => onChange({ field, op, value: next });
    return kind.kind === "options" ? (
      <OptionTicks options={kind.options} chosen={list} onChange={set} />
    ) : (
      <ListInput list={list} onChange={set} />
    );
  }
  return <Ordered comparison={comparison} kind={kind} list={list} onChange={onChange} />;
}

/** One value, or both ends of a span. */
function Ordered({ comparison: { field, op }, kind, list, onChange }: ValuesProps & { list: readonly Scalar[] }) {
  const { t } = useTranslation("surveys");
  if (op !== "between") {
    return (
      <OneValue
        kind={kind}
        value={list[0] ?? ""}
        label={t("logic.value")}
        onChange={(next) => onChange({ field, op, value: next })}
      />
    );
  }
  const [low = "", high = ""] = list;
  return (
    <>
      <OneValue
        kind={kind}
        value={low}
        label={t("logic.from")}
        onChange={(next) => onChange({ field, op, value: [next, high] })}
      />
      <span aria-hidden>–</span>
      <OneValue
        kind={kind}
        value={high}
        label={t("logic.to")}
        onChange={(next) => onChange({ field, op, value: [low, next] })}
      />
    </>
  );
}

interface OneValueProps {
  readonly kind: FieldKind;
  readonly value: Scalar;
  readonly label: string;
  readonly onChange: (next: Scalar) => void;
}

function OneValue({ kind, value, label, onChange }: OneValueProps) {
  const { mayWrite } = useEditor();
  const shared = { className: classes.pick, "aria-label": label, disabled: !mayWrite };
  if (kind.kind === "steps") {
    return (
      <select {...shared} value={String(value)} onChange={(event) => onChange(Number(event.target.value))}>
        {kind.steps.includes(Number(value)) ? null : <option value={String(value)}>{String(value)}</option>}
        {kind.steps.map((step) => (
          <option key={step} value={step}>
            {step}
          </option>
        ))}
      </select>
    );
  }
  const type = kind.kind === "number" || kind.kind === "date" ? kind.kind : "text";
  return (
    <input
      {...shared}
      type={type}
      value={String(value ?? "")}
      maxLength={200}
      onChange={({ target }) =>
        onChange(type === "number" && target.value !== "" ? Number(target.value) : target.value)
      }
    />
  );
}

interface OptionTicksProps {
  readonly options: readonly { readonly key: string; readonly label: Readonly<Record<string, string>> }[];
  readonly chosen: readonly Scalar[];
  readonly onChange: (next: readonly Scalar[]) => void;
}

function OptionTicks({ options, chosen, onChange }: OptionTicksProps) {
  const { t, i18n } = useTranslation("surveys");
  const { definition, mayWrite } = useEditor();
  const gone = chosen.filter((each) => !options.some(({ key }) => key === each));
  const nameOf = (key: string, label: Readonly<Record<string, string>>) => {
    const words = textIn(label, i18n.language, definition.defaultLanguage);
    if (words !== "") return words;
    if (key === "other") return t("logic.other");
    return definition.languages.includes(key) ? languageName(key, i18n.language) : key;
  };
  const toggle = (key: Scalar) =>
    onChange(chosen.includes(key) ? chosen.filter((each) => each !== key) : [...chosen, key]);
  return (
    <span className={classes.ticks}>
      {[...options, ...gone.map((key) => ({ key: String(key), label: {} }))].map(({ key, label }) => (
        <label key={key} data-chosen={chosen.includes(key)}>
          <input type="checkbox" disabled={!mayWrite} checked={chosen.includes(key)} onChange={() => toggle(key)} />
          {nameOf(key, label)}
        </label>
      ))}
    </span>
  );
}

/** Several values in one line, parted by commas. */
function ListInput({ list, onChange }: { list: readonly Scalar[]; onChange: (next: readonly Scalar[]) => void }) {
  const { t } = useTranslation("surveys");
  const { mayWrite } = useEditor();
  return (
    <input
      className={classes.pick}
      aria-label={t("logic.values")}
      placeholder={t("logic.valuesHint")}
      disabled={!mayWrite}
      defaultValue={list.join(", ")}
      onChange={(event) =>
        onChange(
          event.target.value
            .split(",")
            .map((each) => each.trim())
            .filter((each) => each !== ""),
        )
      }
    />
  );
}
