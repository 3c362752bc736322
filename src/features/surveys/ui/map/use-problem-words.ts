import { useTranslation } from "react-i18next";

import type { Definition } from "#feature/surveys/contract";
import type { PathMap, PathNode } from "#feature/surveys/runtime";
import { textIn, type LocalText } from "#kit/language";

/** Says what is wrong with the ways through a survey. */
export function useProblemWords(definition: Definition): (problem: PathMap["problems"][number]) => string {
  const { t } = useTranslation("surveys");
  const name = useNodeName(definition);
  return (problem) => {
    const words = { ...problem.params, of: problem.params["name"] ?? "", code: problem.code };
    const said = t(`finding.${problem.code}`, { ...words, defaultValue: t("finding.other", words) });
    return `“${name(problem)}”: ${said}`;
  };
}

/** What a point of the map is called. */
export function useNodeName(definition: Definition): (node: Pick<PathNode, "kind" | "key">) => string {
  const { t, i18n } = useTranslation("surveys");
  const say = (text: LocalText | undefined, otherwise: string) =>
    textIn(text, i18n.language, definition.defaultLanguage) || otherwise;
  return ({ kind, key }) => {
    if (kind === "start") return t("map.start");
    if (kind === "ending") return say(definition.endings.find((each) => each.key === key)?.title, key);
    const page = definition.pages.findIndex((each) => each.key === key);
    if (kind === "page") return say(definition.pages[page]?.title, t("outline.page", { number: page + 1 }));
    return say(definition.pages.flatMap(({ questions }) => questions).find((each) => each.key === key)?.title, key);
  };
}
