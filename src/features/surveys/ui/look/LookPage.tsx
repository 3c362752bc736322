import { Button, SegmentedControl, Switch } from "@mantine/core";
import { useTranslation } from "react-i18next";

import type { Survey, Theme } from "#feature/surveys/contract";
import { useSettings } from "#web/api/queries.ts";

import { BuilderBar } from "../builder/BuilderBar.tsx";
import { EditorProvider, useEditor } from "../draft/editor.ts";
import { useEditing } from "../draft/use-editing.ts";
import { Preview } from "../preview/Preview.tsx";
import { useBuilt } from "../use-survey.ts";
import { changedAt } from "../words/tree.ts";
import { ColourField } from "./ColourField.tsx";
import { Contrast } from "./Contrast.tsx";
import classes from "./Look.module.css";

/** How the public page of this survey looks, with the page beside it. */
export function LookPage() {
  const survey = useBuilt();
  return survey === undefined ? null : <Look key={survey.id} survey={survey} />;
}

const plain: Theme = { font: "sans", corners: "round", logo: true };
const fonts = ["sans", "serif", "rounded"] as const;
const corners = ["square", "round", "pill"] as const;

function Look({ survey }: { survey: Survey }) {
  const editing = useEditing(survey);
  const first = editing.editor.definition.pages[0]?.questions[0]?.key ?? "";
  return (
    <EditorProvider value={editing.editor}>
      <BuilderBar survey={survey} editing={editing} hasLanguage={false} />
      <div className={classes.columns}>
        <ThemeEditor />
        <aside className={classes.aside}>
          <Preview surveyId={survey.id} place={{ question: first }} />
        </aside>
      </div>
    </EditorProvider>
  );
}

function ThemeEditor() {
  const { t } = useTranslation("surveys");
  const { definition, change, mayWrite } = useEditor();
  const own = useSettings()?.colour ?? "#2f5bd0";
  const theme = definition.theme ?? plain;
  const set = (part: { readonly [Name in keyof Theme]?: Theme[Name] | undefined }) =>
    change(
      (now) => ({ ...now, theme: withoutGaps({ ...(now.theme ?? plain), ...part }) }),
      `theme ${Object.keys(part).join(" ")}`,
    );
  const reset = () => change((now) => changedAt(now, "theme", () => undefined));
  return (
    <fieldset className={classes.theme} disabled={!mayWrite}>
      <legend className="unseen">{t("look.title")}</legend>
      <p className={classes.lead}>{t("look.text")}</p>
      <div className={classes.colours}>
        <ColourField
          label={t("look.colour")}
          value={theme.colour}
          otherwise={own}
          onChange={(colour) => set({ colour })}
        />
        <ColourField
          label={t("look.background")}
          value={theme.background}
          otherwise="#ffffff"
          onChange={(background) => set({ background })}
        />
        <ColourField
          label={t("look.text-colour")}
          value={theme.text}
          otherwise="#1b1e24"
          onChange={(text) => set({ text })}
        />
      </div>
      <Contrast theme={theme} accent={theme.colour ?? own} onChange={set} />
      <Choice label={t("look.font")} name="font" values={fonts} value={theme.font} onChange={(font) => set({ font })} />
      <Choice
        label={t("look.corners")}
        name="corners"
        values={corners}
        value={theme.corners}
        onChange={(next) => set({ corners: next })}
      />
      <Switch
        label={t("look.logo")}
        description={t("look.logoNote")}
        checked={theme.logo}
        onChange={(event) => set({ logo: event.currentTarget.checked })}
      />
      {definition.theme === undefined || !mayWrite ? null : (
        <Button variant="default" className={classes.reset ?? ""} onClick={reset}>
          {t("look.reset")}
        </Button>
      )}
    </fieldset>
  );
}

interface ChoiceProps<Value extends string> {
  readonly label: string;
  readonly name: "font" | "corners";
  readonly values: readonly Value[];
  readonly value: Value;
  readonly onChange: (value: Value) => void;
}

function Choice<Value extends string>({ label, name, values, value, onChange }: ChoiceProps<Value>) {
  const { t } = useTranslation("surveys");
  return (
    <div className={classes.choice}>
      <span aria-hidden>{label}</span>
      <SegmentedControl
        aria-label={label}
        value={value}
        onChange={onChange}
        data={values.map((each) => ({
          value: each,
          label: (
            <span className={classes.sample} data-look={`${name}-${each}`}>
              {t(`look.${name}-${each}`)}
            </span>
          ),
        }))}
      />
    </div>
  );
}

function withoutGaps(theme: object): Theme {
  return Object.fromEntries(Object.entries(theme).filter(([, value]) => value !== undefined)) as Theme;
}
