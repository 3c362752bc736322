import { SegmentedControl } from "@mantine/core";
import { useNavigate } from "@tanstack/react-router";
import { useDeferredValue, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";

import type { Survey } from "#feature/surveys/contract";
import { pathsOf, type PathMap } from "#feature/surveys/runtime";
import { usePageKeys } from "#web/shell/keys.ts";

import { BuilderBar } from "../builder/BuilderBar.tsx";
import { hashOf, type Part } from "../builder/rows.ts";
import { EditorProvider, useEditor } from "../draft/editor.ts";
import { useEditing } from "../draft/use-editing.ts";
import { useBuilt } from "../use-survey.ts";
import classes from "./Map.module.css";
import { PathList } from "./PathList.tsx";
import { PathPicture } from "./PathPicture.tsx";
import { useProblemWords } from "./use-problem-words.ts";

/** Every way through the survey, with what nobody reaches. */
export function MapPage() {
  const survey = useBuilt();
  return survey === undefined ? null : <Paths key={survey.id} survey={survey} />;
}

function Paths({ survey }: { survey: Survey }) {
  const { t } = useTranslation("surveys");
  const editing = useEditing(survey);
  const navigate = useNavigate();
  const [look, setLook] = useState<"map" | "list">("map");
  const shown = useDeferredValue(editing.editor.definition);
  const map = useMemo(() => pathsOf(shown), [shown]);
  const open = (part: Part) =>
    void navigate({ to: "/surveys/$id", params: { id: survey.id }, hash: hashOf(part), hashScrollIntoView: false });
  usePageKeys([{ key: "l", label: t("map.switch"), run: () => setLook(look === "map" ? "list" : "map") }]);
  return (
    <EditorProvider value={editing.editor}>
      <BuilderBar
        survey={survey}
        editing={editing}
        hasLanguage={false}
        before={
          <div className={classes.switch}>
            <SegmentedControl
              aria-label={t("map.look")}
              value={look}
              onChange={(value) => setLook(value === "list" ? "list" : "map")}
              data={[
                { value: "map", label: t("map.map") },
                { value: "list", label: t("map.list") },
              ]}
            />
          </div>
        }
      />
      <Answer map={map} onOpen={open} />
      <div className={classes.picture} data-shown={look === "map"}>
        <PathPicture map={map} onOpen={open} />
      </div>
      <div className={classes.list} data-shown={look === "list"}>
        <PathList map={map} onOpen={open} />
      </div>
    </EditorProvider>
  );
}

/** In a sentence: whether everything is reached; then what is not, each leading to its place. */
function Answer({ map, onOpen }: { map: PathMap; onOpen: (part: Part) => void }) {
  const { t } = useTranslation("surveys");
  const { definition } = useEditor();
  const words = useProblemWords(definition);
  const questions = map.nodes.filter(({ kind }) => kind === "question").length;
  const endings = map.nodes.filter(({ kind }) => kind === "ending").length;
  const counts = `${t("map.questions", { count: questions })}, ${t("map.endings", { count: endings })}`;
  return (
    <>
      <p className={classes.answer}>
        {map.problems.length === 0
          ? t("map.fine", { counts })
          : t("map.problems", { counts, count: map.problems.length })}
      </p>
      {map.problems.length === 0 ? null : (
        <ul className={classes.problems}>
          {map.problems.map((problem) => (
            <li key={JSON.stringify(problem)}>
              {words(problem)}{" "}
              <button
                type="button"
                onClick={() =>
                  onOpen(problem.kind === "start" ? { kind: "start" } : { kind: problem.kind, key: problem.key })
                }
              >
                {t("concern.show")}
              </button>
            </li>
          ))}
        </ul>
      )}
    </>
  );
}
