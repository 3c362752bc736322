import { IconAlertTriangle, IconCircleX } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";

import { languageName } from "#web/format/names.ts";

import { concernsOf, mostTopLevel, obstaclesOf, type Concern, type Obstacle } from "./concerns.ts";
import { inputId, useEditor } from "./editor.ts";
import classes from "./Words.module.css";

/** What to think about before publishing, and what forbids it, each leading to its place. */
export function Concerns({ onShow }: { onShow: (language: string) => void }) {
  const { t, i18n } = useTranslation("surveys");
  const { definition, languages } = useEditor();
  const obstacles = obstaclesOf(definition);
  const blocked = new Set(obstacles.map(({ language }) => language));
  const concerns = concernsOf(definition).filter((each) => each.code !== "missing" || !blocked.has(each.language));
  if (obstacles.length + concerns.length === 0) return null;

  const say = (concern: Concern): string => {
    if (concern.code === "long") return t("concern.long", { count: concern.count, most: mostTopLevel });
    if (concern.code === "no-open") return t("concern.no-open");
    return t("concern.missing", { count: concern.count, language: languageName(concern.language, i18n.language) });
  };
  const show = ({ path, language }: Obstacle) => {
    const wanted = language ?? languages[0] ?? definition.defaultLanguage;
    onShow(wanted);
    requestAnimationFrame(() => document.getElementById(inputId(path, wanted))?.focus());
  };
  return (
    <ul className={classes.concerns} aria-label={t("concern.label")}>
      {obstacles.slice(0, 6).map((obstacle) => (
        <li key={`${obstacle.path} ${obstacle.language ?? ""}`} data-blocks>
          <IconCircleX size={18} aria-hidden />
          <ObstacleWords obstacle={obstacle} onShow={() => show(obstacle)} />
        </li>
      ))}
      {concerns.map((concern) => (
        <li key={say(concern)}>
          <IconAlertTriangle size={18} aria-hidden />
          <span>{say(concern)}</span>
        </li>
      ))}
    </ul>
  );
}

/** Obstacles that stand in one text, so that one can be led there. */
const inAText: ReadonlySet<string> = new Set(["missing_text", "empty_text", "unknown_field", "reads_later"]);

function isKnown(code: string): boolean {
  return inAText.has(code) || code === "no_question";
}

function ObstacleWords({ obstacle, onShow }: { obstacle: Obstacle; onShow: () => void }) {
  const { t, i18n } = useTranslation("surveys");
  const { code, language, name } = obstacle;
  const known = isKnown(code) ? code : "other";
  return (
    <span>
      {t(`obstacle.${known}`, {
        name,
        code,
        language: language === undefined ? "" : languageName(language, i18n.language),
      })}
      {inAText.has(code) ? (
        <>
          {" "}
          <button type="button" className={classes.textButton} onClick={onShow}>
            {t("concern.show")}
          </button>
        </>
      ) : null}
    </span>
  );
}
