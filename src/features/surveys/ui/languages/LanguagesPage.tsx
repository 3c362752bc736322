import { Button, NativeSelect, Switch } from "@mantine/core";
import { IconArrowDown } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import type { Survey } from "#feature/surveys/contract";
import { languageName } from "#web/format/names.ts";
import { usePageKeys } from "#web/shell/keys.ts";

import { BuilderBar } from "../builder/BuilderBar.tsx";
import { EditorProvider, inputId, useEditor } from "../draft/editor.ts";
import { useEditing } from "../draft/use-editing.ts";
import { useBuilt } from "../use-survey.ts";
import { withTranslationState } from "../words/editing.ts";
import classes from "./Languages.module.css";
import { StringRows } from "./StringRows.tsx";
import { isMissing, stringsOf, withCopied, type TextString } from "./strings.ts";
import { StringsFile } from "./StringsFile.tsx";

/** Two languages side by side, what is missing marked and counted. */
export function LanguagesPage() {
  const survey = useBuilt();
  return survey === undefined ? null : <Languages key={survey.id} survey={survey} />;
}

function Languages({ survey }: { survey: Survey }) {
  const { t } = useTranslation("surveys");
  const editing = useEditing(survey);
  const { definition } = editing.editor;
  const others = definition.languages.filter((language) => language !== definition.defaultLanguage);
  const [wanted, setWanted] = useState<readonly [string, string]>([definition.defaultLanguage, others[0] ?? ""]);
  const pair = [
    definition.languages.includes(wanted[0]) ? wanted[0] : definition.defaultLanguage,
    definition.languages.includes(wanted[1]) ? wanted[1] : (others[0] ?? definition.defaultLanguage),
  ] as const;
  const choose = (language: string) => {
    editing.setLanguage(language);
    if (language !== pair[0]) setWanted([pair[0], language]);
  };
  return (
    <EditorProvider value={editing.editor}>
      <BuilderBar survey={survey} editing={{ ...editing, language: pair[1], setLanguage: choose }} />
      {others.length === 0 ? (
        <p className={classes.lead}>{t("languages.one")}</p>
      ) : (
        <SideBySide key={pair[1]} pair={pair} onPair={setWanted} />
      )}
    </EditorProvider>
  );
}

interface SideBySideProps {
  readonly pair: readonly [string, string];
  readonly onPair: (pair: readonly [string, string]) => void;
}

function SideBySide({ pair: [from, to], onPair }: SideBySideProps) {
  const { t, i18n } = useTranslation("surveys");
  const { definition, mayWrite } = useEditor();
  const [onlyMissing, setOnlyMissing] = useState(false);
  const [kept, setKept] = useState<ReadonlySet<string>>(new Set());
  const strings = stringsOf(definition);
  const missing = strings.filter((string) => isMissing(string, to));
  const shown = onlyMissing ? strings.filter((each) => kept.has(each.place) || isMissing(each, to)) : strings;
  const name = (language: string) => languageName(language, i18n.language);
  const next = () => focusNext(missing, to);
  usePageKeys([{ key: "mod+enter", label: t("languages.next"), run: next }]);
  const filter = (isOn: boolean) => {
    setOnlyMissing(isOn);
    setKept(new Set(isOn ? missing.map(({ place }) => place) : []));
  };
  return (
    <>
      <p className={classes.lead} role="status">
        {missing.length === 0
          ? t("languages.complete", { language: name(to) })
          : t("languages.missing", { language: name(to), count: missing.length, all: strings.length })}
      </p>
      <div className={classes.tools}>
        <NativeSelect
          label={t("languages.from")}
          value={from}
          onChange={(event) => onPair([event.target.value, to])}
          data={definition.languages.filter((each) => each !== to).map((value) => ({ value, label: name(value) }))}
        />
        <Switch
          label={t("languages.onlyMissing")}
          checked={onlyMissing}
          onChange={(event) => filter(event.currentTarget.checked)}
        />
        <Button
          variant="default"
          leftSection={<IconArrowDown size={16} />}
          disabled={missing.length === 0}
          title="Ctrl+Enter"
          onClick={next}
        >
          {t("languages.next")}
        </Button>
        {mayWrite ? <CopyFrom from={from} to={to} isNeeded={missing.length > 0} /> : null}
        <StringsFile />
      </div>
      <StringRows strings={shown} from={from} to={to} />
    </>
  );
}

function CopyFrom({ from, to, isNeeded }: { from: string; to: string; isNeeded: boolean }) {
  const { t, i18n } = useTranslation("surveys");
  const { change } = useEditor();
  return (
    <Button
      variant="default"
      disabled={!isNeeded}
      onClick={() =>
        change((now) => {
          const copied = withCopied(now, from, to);
          return to === now.defaultLanguage ? copied : withTranslationState(copied, to, "draft");
        })
      }
    >
      {t("languages.copy", { language: languageName(from, i18n.language) })}
    </Button>
  );
}

/** Puts the cursor into the first missing text after the one it is in; from the last it begins anew. */
function focusNext(missing: readonly TextString[], language: string): void {
  const fields = missing.flatMap(({ path }) => document.getElementById(inputId(path, language)) ?? []);
  const here = document.activeElement;
  const after = fields.find(
    (field) => here !== null && (here.compareDocumentPosition(field) & Node.DOCUMENT_POSITION_FOLLOWING) > 0,
  );
  (after ?? fields[0])?.focus();
}
