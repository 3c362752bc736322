import { Button, Switch } from "@mantine/core";
import { IconArrowRampRight, IconPlus, IconX } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";

import type { Condition } from "#kit/condition";
import { textIn, type LocalText } from "#kit/language";

import { useEditor } from "../draft/editor.ts";
import { changedAt, valueAt } from "../words/tree.ts";
import { ComparisonRow } from "./ComparisonRow.tsx";
import { readableFields, simplified, startingComparison, type ConditionOwner } from "./comparisons.ts";
import { conditionInWords } from "./condition-words.ts";
import { FixCondition } from "./FixCondition.tsx";
import classes from "./Logic.module.css";

interface ConditionEditorProps {
  /** Path of the part that has the condition. */
  readonly path: string;
  readonly owner: ConditionOwner;
  /** What is shown under the condition. */
  readonly part: "question" | "page" | "ending";
}

/** To whom a part is shown, as a sentence that can be changed word by word. */
export function ConditionEditor({ path, owner, part }: ConditionEditorProps) {
  const { t, i18n } = useTranslation("surveys");
  const { definition, mayWrite, change } = useEditor();
  const condition = valueAt(definition, `${path}.condition`) as Condition | undefined;
  const first = readableFields(definition, owner)[0];
  const set = (next: Condition | undefined) =>
    change((now) => changedAt(now, `${path}.condition`, () => next), `${path}.condition`);
  const own = valueAt(definition, `${path}.title`) as LocalText | undefined;
  const name = textIn(own, i18n.language, definition.defaultLanguage);
  const begin = () => first !== undefined && set(startingComparison(definition, first.field));
  return (
    <section className={classes.logic} aria-label={t("logic.title")}>
      <Switch
        label={t(`logic.only-${part}`)}
        checked={condition !== undefined}
        disabled={!mayWrite || (condition === undefined && first === undefined)}
        onChange={(event) => (event.currentTarget.checked ? begin() : set(undefined))}
      />
      {condition === undefined ? null : (
        <>
          <p className={classes.sentence}>
            <IconArrowRampRight size={16} aria-hidden />
            <span>
              {t(`logic.sentence-${part}`, {
                condition: conditionInWords(condition, { definition, language: i18n.language, t }),
                name,
              })}
            </span>
          </p>
          <ConditionNode condition={asGroup(condition)} owner={owner} onChange={(next) => set(tidied(next))} isRoot />
          <FixCondition condition={condition} path={path} owner={owner} />
        </>
      )}
    </section>
  );
}

interface NodeProps {
  readonly condition: Condition;
  readonly owner: ConditionOwner;
  readonly onChange: (next: Condition | undefined) => void;
  readonly isRoot?: boolean;
}

function ConditionNode({ condition, owner, onChange, isRoot = false }: NodeProps) {
  if ("not" in condition) return <Negated condition={condition} owner={owner} onChange={onChange} />;
  if ("all" in condition || "any" in condition) {
    return <GroupEditor condition={condition} owner={owner} onChange={onChange} isRoot={isRoot} />;
  }
  return <ComparisonRow comparison={condition} owner={owner} onChange={onChange} />;
}

function Negated({ condition, owner, onChange }: NodeProps & { condition: { readonly not: Condition } }) {
  const { t } = useTranslation("surveys");
  return (
    <div className={classes.negated}>
      <span>{t("logic.not")}</span>
      <ConditionNode
        condition={asGroup(condition.not)}
        owner={owner}
        onChange={(next) => onChange(next === undefined ? undefined : { not: next })}
      />
      <RemoveButton label={t("logic.removeNot")} onClick={() => onChange(condition.not)} />
    </div>
  );
}

type Group = { readonly all: readonly Condition[] } | { readonly any: readonly Condition[] };

function GroupEditor({ condition, owner, onChange, isRoot }: NodeProps & { condition: Group }) {
  const { t } = useTranslation("surveys");
  const { definition, mayWrite } = useEditor();
  const isAll = "all" in condition;
  const parts = isAll ? condition.all : condition.any;
  const groupOf = (next: readonly Condition[], all = isAll): Condition => (all ? { all: next } : { any: next });
  const setPart = (index: number, next: Condition | undefined) =>
    onChange(groupOf(next === undefined ? parts.toSpliced(index, 1) : parts.with(index, next)));
  const fresh = readableFields(definition, owner)[0];
  const start = fresh === undefined ? undefined : startingComparison(definition, fresh.field);
  return (
    <div className={classes.group} data-root={isRoot}>
      {parts.length < 2 ? null : (
        <select
          className={classes.pick}
          aria-label={t("logic.join")}
          disabled={!mayWrite}
          value={isAll ? "all" : "any"}
          onChange={(event) => onChange(groupOf(parts, event.target.value === "all"))}
        >
          <option value="all">{t("logic.all")}</option>
          <option value="any">{t("logic.any")}</option>
        </select>
      )}
      {parts.map((part, index) => (
        // oxlint-disable-next-line react/no-array-index-key -- parts of a condition have no other name
        <ConditionNode key={index} condition={part} owner={owner} onChange={(next) => setPart(index, next)} />
      ))}
      {!mayWrite || start === undefined ? null : (
        <div className={classes.adders}>
          <Adder label={t("logic.addCondition")} onClick={() => onChange(groupOf([...parts, start]))} />
          {isRoot ? (
            <Adder
              label={t("logic.addGroup")}
              onClick={() => onChange(groupOf([...parts, isAll ? { any: [start, start] } : { all: [start, start] }]))}
            />
          ) : (
            <>
              <Adder label={t("logic.negate")} onClick={() => onChange({ not: condition })} />
              <RemoveButton label={t("logic.removeGroup")} onClick={() => onChange(undefined)} />
            </>
          )}
        </div>
      )}
    </div>
  );
}

function Adder({ label, onClick }: { label: string; onClick: () => void }) {
  return (
    <Button variant="subtle" size="compact-sm" leftSection={<IconPlus size={15} />} onClick={onClick}>
      {label}
    </Button>
  );
}

function RemoveButton({ label, onClick }: { label: string; onClick: () => void }) {
  return (
    <button type="button" className={classes.remove} aria-label={label} title={label} onClick={onClick}>
      <IconX size={16} aria-hidden />
    </button>
  );
}

function asGroup(condition: Condition): Condition {
  return "all" in condition || "any" in condition ? condition : { all: [condition] };
}

function tidied(condition: Condition | undefined): Condition | undefined {
  return condition === undefined ? undefined : simplified(condition);
}
