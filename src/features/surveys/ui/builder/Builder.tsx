import { Button, Drawer } from "@mantine/core";
import { IconFlag, IconListTree, IconPlus } from "@tabler/icons-react";
import { useDeferredValue, useMemo, useState, type KeyboardEvent } from "react";
import { useTranslation } from "react-i18next";

import type { Survey } from "#feature/surveys/contract";
import { usePageKeys } from "#web/shell/keys.ts";

import { findingsOf } from "../check/findings.ts";
import { useOpenComments } from "../comments/use-comments.ts";
import { EditorProvider, useEditor } from "../draft/editor.ts";
import { useEditing } from "../draft/use-editing.ts";
import { Aside, type AsideTab } from "./Aside.tsx";
import classes from "./Builder.module.css";
import { BuilderBar } from "./BuilderBar.tsx";
import { Outline } from "./Outline.tsx";
import { Palette } from "./Palette.tsx";
import { PartEditor } from "./PartEditor.tsx";
import { hashOf, rowsOf, type Part, type Row } from "./rows.ts";
import { useBuilderActions, type BuilderActions } from "./use-builder-actions.ts";
import { usePart } from "./use-part.ts";

/** Builds a survey: its outline, the part one works on, and the page as respondents will see it. */
export function Builder({ survey }: { survey: Survey }) {
  const { t } = useTranslation("surveys");
  const editing = useEditing(survey);
  const { draft, editor } = editing;
  const { definition, mayWrite } = editor;
  const [part, open] = usePart(definition);
  const [dialog, setDialog] = useState<"palette" | "outline" | null>(null);
  const [tab, setTab] = useState<AsideTab>("preview");
  const [drawn, setDrawn] = useState(false);
  const showAside = (next: AsideTab) => {
    setTab(next);
    setDrawn(window.matchMedia("(max-width: 1100px)").matches);
  };
  const actions = useBuilderActions({ draft, part, open, comment: () => showAside("comments") });
  const openPalette = () => mayWrite && setDialog("palette");
  usePageKeys([
    { key: "/", label: t("builder.add"), run: openPalette },
    { key: "c", label: t("builder.comment"), run: actions.comment },
    { key: "j", label: t("keys.next"), run: () => step(1) },
    { key: "k", label: t("keys.previous"), run: () => step(-1) },
  ]);
  const rows = rowsOf(definition);
  const step = (by: 1 | -1) => {
    const next = rows[rows.findIndex(({ id }) => id === hashOf(part)) + by];
    if (next !== undefined) open(next.part);
  };
  const outline = (
    <SurveyOutline
      survey={survey}
      rows={rows}
      part={part}
      actions={actions}
      onPalette={openPalette}
      onOpen={(next) => [open(next), setDialog(null)]}
    />
  );
  const aside = <Aside survey={survey} part={part} tab={tab} onTab={setTab} onOpen={open} />;
  return (
    <EditorProvider value={{ ...editor, lookAt: (place) => open(asPart(place)) }}>
      <BuilderBar
        survey={survey}
        editing={editing}
        onAside={showAside}
        before={
          <Button
            variant="default"
            className={classes.outlineButton ?? ""}
            leftSection={<IconListTree size={17} />}
            onClick={() => setDialog("outline")}
          >
            {t("outline.open")}
          </Button>
        }
      />
      <div className={classes.columns}>
        <nav className={classes.outline} aria-label={t("outline.label")}>
          {dialog === "outline" ? null : outline}
        </nav>
        <div className={classes.centre}>
          <PartEditor survey={survey} draft={draft} part={part} actions={actions} onPalette={openPalette} />
        </div>
        <aside className={classes.aside} aria-label={t("aside.label")}>
          {drawn ? null : aside}
        </aside>
      </div>
      <Palette opened={dialog === "palette"} onClose={() => setDialog(null)} onAdd={actions.add} />
      <Drawer
        opened={dialog === "outline"}
        onClose={() => setDialog(null)}
        title={t("outline.label")}
        closeButtonProps={{ "aria-label": t("web:action.close") }}
      >
        {outline}
      </Drawer>
      <Drawer
        opened={drawn}
        onClose={() => setDrawn(false)}
        position="right"
        size={430}
        title={t("aside.label")}
        closeButtonProps={{ "aria-label": t("web:action.close") }}
      >
        {aside}
      </Drawer>
    </EditorProvider>
  );
}

interface SurveyOutlineProps {
  readonly survey: Survey;
  readonly rows: readonly Row[];
  readonly part: Part;
  readonly actions: BuilderActions;
  readonly onPalette: () => void;
  readonly onOpen: (part: Part) => void;
}

function SurveyOutline({ survey, rows, part, actions, onPalette, onOpen }: SurveyOutlineProps) {
  const { t } = useTranslation("surveys");
  const editor = useEditor();
  const shown = useDeferredValue(editor.definition);
  const comments = useOpenComments(survey.id);
  const marked = useMemo(
    () =>
      new Set(findingsOf(shown, survey.programme).flatMap(({ part: at }) => (at === undefined ? [] : [hashOf(at)]))),
    [shown, survey.programme],
  );
  const press = (event: KeyboardEvent, { part: at }: Row) => {
    if (!editor.mayWrite || at.kind !== "question") return;
    const isDuplicating = (event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "d";
    if (event.key === "Delete" || event.key === "Backspace") actions.remove(at.key);
    else if (isDuplicating) actions.duplicate(at.key);
    else return;
    event.preventDefault();
  };
  return (
    <>
      <Outline rows={rows} selected={hashOf(part)} onOpen={onOpen} onKey={press} marked={marked} comments={comments} />
      {editor.mayWrite ? (
        <div className={classes.outlineFoot}>
          <Button
            fullWidth
            variant="light"
            leftSection={<IconPlus size={16} />}
            onClick={onPalette}
            rightSection={<kbd>/</kbd>}
          >
            {t("builder.add")}
          </Button>
          <Button
            variant="subtle"
            size="compact-sm"
            color="gray"
            leftSection={<IconFlag size={15} />}
            onClick={actions.addEnding}
          >
            {t("builder.addEnding")}
          </Button>
        </div>
      ) : null}
    </>
  );
}

function asPart(place: { readonly question: string } | { readonly ending: string }): Part {
  return "question" in place ? { kind: "question", key: place.question } : { kind: "ending", key: place.ending };
}
