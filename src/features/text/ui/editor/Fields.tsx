import { NativeSelect, Textarea, TextInput } from "@mantine/core";

import type { Theme } from "../../contract.ts";
import { useThemeWords } from "../words.ts";
import { exampleLists, kinds, patternLists, type Language } from "./draft.ts";
import classes from "./Editor.module.css";
import { PatternHelp } from "./PatternHelp.tsx";
import type { Editing } from "./use-draft.ts";

interface FieldsProps {
  readonly editing: Editing;
  readonly language: Language;
}

/** Where the theme stands, and what kind of thing it is. */
export function PlaceFields({
  editing: { draft, set },
  theme,
  themes,
}: Pick<FieldsProps, "editing"> & { readonly theme: Theme | undefined; readonly themes: readonly Theme[] }) {
  const { t } = useThemeWords();
  const isGroup = theme !== undefined && themes.some(({ parent }) => parent === theme.key);
  const groups = themes.filter(
    ({ key, parent, isArchived }) => parent === null && key !== theme?.key && (!isArchived || key === draft["parent"]),
  );
  return (
    <div className={classes.pair}>
      <NativeSelect
        label={t("field.parent")}
        disabled={isGroup}
        value={draft["parent"]}
        onChange={(event) => set("parent", event.target.value)}
        data={[{ value: "", label: t("choice.top") }, ...groups.map(({ key, name }) => ({ value: key, label: name }))]}
      />
      <NativeSelect
        label={t("field.kind")}
        description={t(`kindText.${kinds.find((kind) => kind === draft["kind"]) ?? "topic"}`)}
        inputWrapperOrder={["label", "input", "description"]}
        value={draft["kind"]}
        onChange={(event) => set("kind", event.target.value)}
        data={kinds.map((kind) => ({ value: kind, label: t(`kind.${kind}`) }))}
      />
    </div>
  );
}

/** What the theme and its sides are called, and what it takes in. */
export function NameFields({ editing: { draft, set }, language }: FieldsProps) {
  const { t } = useThemeWords();
  const path = (field: string) => `${field}.${language}`;
  return (
    <div className={classes.fields}>
      <TextInput
        label={t("field.name")}
        maxLength={300}
        value={draft[path("names")]}
        onChange={(event) => set(path("names"), event.target.value)}
      />
      <div className={classes.pair}>
        {(["problemNames", "praiseNames"] as const).map((field) => (
          <TextInput
            key={field}
            label={t(`field.${field}`)}
            placeholder={draft[path("names")]}
            maxLength={300}
            value={draft[path(field)]}
            onChange={(event) => set(path(field), event.target.value)}
          />
        ))}
      </div>
      <Textarea
        label={t("field.about")}
        autosize
        maxLength={300}
        value={draft[path("about")]}
        onChange={(event) => set(path("about"), event.target.value)}
      />
    </div>
  );
}

/** Patterns of one language, a line each, by the side they speak for. */
export function PatternFields({ editing: { draft, set }, language }: FieldsProps) {
  const { t } = useThemeWords();
  return (
    <fieldset className={classes.fields}>
      <legend>{t("field.patterns")}</legend>
      <PatternHelp />
      <div className={classes.lists}>
        {patternLists.map((list) => (
          <Textarea
            key={list}
            label={t(`patterns.${list}`)}
            autosize
            minRows={3}
            maxRows={14}
            spellCheck={false}
            value={draft[`patterns.${language}.${list}`]}
            onChange={(event) => set(`patterns.${language}.${list}`, event.target.value)}
          />
        ))}
      </div>
    </fieldset>
  );
}

/** Comments that show what is meant, for people who code. */
export function ExampleFields({ editing: { draft, set }, language }: FieldsProps) {
  const { t } = useThemeWords();
  return (
    <fieldset className={classes.fields}>
      <legend>{t("field.examples")}</legend>
      <div className={classes.pair}>
        {exampleLists.map((list) => (
          <Textarea
            key={list}
            label={t(`examples.${list}`)}
            autosize
            minRows={2}
            maxRows={10}
            value={draft[`examples.${language}.${list}`]}
            onChange={(event) => set(`examples.${language}.${list}`, event.target.value)}
          />
        ))}
      </div>
    </fieldset>
  );
}
