import { NativeSelect, Switch, TextInput } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import type { Question } from "#feature/surveys/contract";
import { renameKey } from "#feature/surveys/runtime";

import { useEditor } from "../draft/editor.ts";
import { changedAt } from "../words/tree.ts";
import classes from "./Builder.module.css";
import { settingsOf, type Setting } from "./settings.ts";
import { takenKeys } from "./structure.ts";
import type { BuilderActions } from "./use-builder-actions.ts";

interface QuestionSettingsProps {
  readonly question: Question;
  readonly path: string;
}

/** Everything about a question that is not words: how it is answered, what it is about, its name in the data. */
export function QuestionSettings({ question, path }: QuestionSettingsProps) {
  const { t } = useTranslation("surveys");
  const { mayWrite, change } = useEditor();
  const set = (name: string, value: unknown) =>
    change((now) => changedAt(now, `${path}.${name}`, () => value), `${path}.${name}`);
  const values = question as unknown as Readonly<Record<string, unknown>>;
  const listed = settingsOf(question);
  return (
    <fieldset className={classes.settings} disabled={!mayWrite}>
      <legend className="unseen">{t("setting.title")}</legend>
      {question.kind === "statement" ? null : (
        <Switch
          label={t("words.required")}
          checked={question.required}
          onChange={(event) => set("required", event.currentTarget.checked)}
        />
      )}
      {listed.map((setting) => (
        <OneSetting
          key={setting.name}
          setting={setting}
          value={values[setting.name]}
          onChange={(value) => set(setting.name, value)}
        />
      ))}
    </fieldset>
  );
}

interface OneSettingProps {
  readonly setting: Setting;
  readonly value: unknown;
  readonly onChange: (value: unknown) => void;
}

function OneSetting({ setting, value, onChange }: OneSettingProps) {
  const { t } = useTranslation("surveys");
  const label = t(`setting.${setting.name}`);
  if (setting.type === "flag") {
    return (
      <Switch label={label} checked={value === true} onChange={(event) => onChange(event.currentTarget.checked)} />
    );
  }
  if (setting.type === "pick") {
    return (
      <NativeSelect
        label={label}
        value={String(value)}
        onChange={(event) => onChange(setting.values.find((each) => String(each) === event.target.value))}
        data={setting.values.map((each) => ({
          value: String(each),
          label: typeof each === "number" ? String(each) : t(`setting.is-${each}`),
        }))}
      />
    );
  }
  const read = (text: string) => (text === "" ? undefined : setting.type === "number" ? Number(text) : text);
  return (
    <TextInput
      label={label}
      type={setting.type}
      min={setting.least}
      max={setting.most}
      value={typeof value === "number" || typeof value === "string" ? value : ""}
      onChange={(event) => onChange(read(event.target.value))}
    />
  );
}

const dimensions = ["touchpoint", "product", "stage", "brand"] as const;

/** What the question is about in every answer, and what its column is called. */
export function QuestionInData({ question, path, open }: QuestionSettingsProps & Pick<BuilderActions, "open">) {
  const { t } = useTranslation("surveys");
  const { change, mayWrite } = useEditor();
  const set = (name: string, value: string) =>
    change((now) => {
      const next = changedAt(now, `${path}.about.${name}`, () => (value === "" ? undefined : value));
      return changedAt(next, `${path}.about`, (about) => (Object.keys(about ?? {}).length === 0 ? undefined : about));
    }, `${path}.about.${name}`);
  return (
    <div className={classes.inData}>
      <KeyField key={question.key} question={question} open={open} />
      {question.kind === "statement"
        ? null
        : dimensions.map((name) => (
            <TextInput
              key={name}
              label={t(`setting.${name}`)}
              maxLength={120}
              readOnly={!mayWrite}
              value={question.about?.[name] ?? ""}
              onChange={(event) => set(name, event.target.value)}
            />
          ))}
    </div>
  );
}

/** The name of the question in data, conditions and texts; changed when one leaves the field, everywhere at once. */
function KeyField({ question: { key }, open }: { question: Question } & Pick<BuilderActions, "open">) {
  const { t } = useTranslation("surveys");
  const { definition, change, mayWrite } = useEditor();
  const [typed, setTyped] = useState(key);
  const isTaken = typed !== key && takenKeys(definition).includes(typed);
  const isWrong = !/^[a-z][a-z0-9_]{0,39}$/.test(typed);
  const rename = () => {
    if (typed === key || isTaken || isWrong) return;
    change((now) => renameKey(now, key, typed));
    open({ kind: "question", key: typed });
  };
  return (
    <TextInput
      label={t("setting.key")}
      description={t("setting.keyNote")}
      readOnly={!mayWrite}
      maxLength={40}
      value={typed}
      error={isTaken ? t("setting.keyTaken") : isWrong ? t("setting.keyWrong") : undefined}
      onChange={(event) => setTyped(event.target.value)}
      onBlur={rename}
      spellCheck={false}
    />
  );
}
