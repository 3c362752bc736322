import type { Definition, Programme } from "#feature/surveys/contract";
import { pathsOf, warningsOf } from "#feature/surveys/runtime";
import type { LocalText } from "#kit/language";

import { newQuestion } from "../builder/new-questions.ts";
import { readyWords } from "../builder/ready-words.ts";
import type { Part } from "../builder/rows.ts";
import { questionOf, spotOf, withNewQuestion } from "../builder/structure.ts";
import { changedAt } from "../words/tree.ts";
import { blanksIn, obstaclesOf, type Obstacle } from "./concerns.ts";

/** Something about a survey that forbids to publish it, is wrong with its ways, or is worth a thought. */
export interface Finding {
  readonly id: string;
  readonly weight: "blocks" | "wrong" | "thought";
  readonly code: string;
  readonly params: Readonly<Record<string, string | number>>;
  /** What the part is called. */
  readonly name: LocalText | undefined;
  /** Where to look; undefined: the whole survey. */
  readonly part: Part | undefined;
  /** The text concerned. */
  readonly text?: { readonly path: string; readonly language: string | undefined };
  /** Another page where it is put right. */
  readonly page?: "languages" | "look";
  readonly fix?: (definition: Definition) => Definition;
}

/** Everything to be said about a definition: first what forbids to publish, then wrong ways, then thoughts. */
export function findingsOf(definition: Definition, programme: Programme): readonly Finding[] {
  const blocking = obstaclesOf(definition).map((obstacle) => asBlocking(definition, obstacle));
  const said = new Set(blocking.map(({ code, part, params }) => placeOf(code, part, params["name"])));
  const ways = pathsOf(definition)
    .problems.map((problem) => asWrong(definition, problem))
    .filter(({ code, part, params }) => !said.has(placeOf(code, part, params["name"])));
  return [...blocking, ...ways, ...thoughtsOf(definition, programme), ...unfinishedLanguages(definition)];
}

/** Where a dotted path of a definition leads. */
export function partAt(definition: Definition, path: string): Part {
  const [, list, at, , question] = /^(pages|endings)\.(\d+)(\.questions\.(\d+))?/.exec(path) ?? [];
  const index = Number(at);
  if (list === "endings") return { kind: "ending", key: definition.endings[index]?.key ?? "" };
  const page = list === "pages" ? definition.pages[index] : undefined;
  if (page === undefined) return { kind: "start" };
  const asked = question === undefined ? undefined : page.questions[Number(question)];
  return asked === undefined ? { kind: "page", key: page.key } : { kind: "question", key: asked.key };
}

function asBlocking(definition: Definition, { path, code, language, name }: Obstacle): Finding {
  const part = partAt(definition, path);
  const isText = code === "missing_text" || code === "empty_text";
  return {
    id: `${code} ${path} ${language ?? ""} ${name ?? ""}`,
    weight: "blocks",
    code,
    params: { ...(name === undefined ? {} : { name }), ...(language === undefined ? {} : { language }) },
    name: nameOf(definition, part),
    part,
    ...(isText ? { text: { path, language } } : {}),
    ...(path.startsWith("theme") ? { page: "look" as const } : {}),
  };
}

type PathProblem = ReturnType<typeof pathsOf>["problems"][number];

function asWrong(definition: Definition, { code, kind, key, params }: PathProblem): Finding {
  const part: Part = kind === "start" ? { kind } : { kind, key };
  return {
    id: `${code} ${kind} ${key} ${Object.values(params).join(" ")}`,
    weight: "wrong",
    code,
    params,
    name: nameOf(definition, part),
    part,
    ...(code === "always_true" ? { fix: (now) => withoutCondition(now, part) } : {}),
  };
}

function thoughtsOf(definition: Definition, programme: Programme): readonly Finding[] {
  return warningsOf(definition, programme)
    .filter(({ code }) => code !== "missing_translation")
    .map(({ code, key, params }): Finding => {
      const part: Part | undefined = key === null ? undefined : { kind: "question", key };
      const fix = fixOf(code, key);
      return {
        id: `${code} ${key ?? ""}`,
        weight: "thought",
        code,
        params,
        name: part === undefined ? undefined : nameOf(definition, part),
        part,
        ...(code === "low_contrast" ? { page: "look" as const } : {}),
        ...(fix === undefined ? {} : { fix }),
      };
    });
}

/** Languages in the making may lack words; it is said, with how many. */
function unfinishedLanguages(definition: Definition): readonly Finding[] {
  return definition.languages.flatMap((language): Finding[] => {
    const count = blanksIn(definition, language).length;
    const state = definition.translations[language];
    const isInTheMaking = state === "draft" || state === "review";
    if (count === 0 || !isInTheMaking) return [];
    return [
      {
        id: `missing ${language}`,
        weight: "thought",
        code: "missing",
        params: { language, count },
        name: undefined,
        part: undefined,
        page: "languages",
      },
    ];
  });
}

function fixOf(code: string, key: string | null): Finding["fix"] {
  if (code === "no_open_question") return withWhy;
  if (code !== "required_text" || key === null) return undefined;
  return (now) => {
    const spot = spotOf(now, key);
    if (spot === undefined) return now;
    return changedAt(now, `pages.${spot.page}.questions.${spot.index}.required`, () => false);
  };
}

function withWhy(definition: Definition): Definition {
  const page = definition.pages.length - 1;
  const index = definition.pages[page]?.questions.length ?? 0;
  return withNewQuestion(definition, newQuestion(definition, "why", readyWords(definition.languages)), { page, index });
}

function withoutCondition(definition: Definition, part: Part): Definition {
  const spot = part.kind === "question" ? spotOf(definition, part.key) : undefined;
  if (spot !== undefined) return changedAt(definition, `pages.${spot.page}.questions.${spot.index}.condition`, nothing);
  const list = part.kind === "page" ? "pages" : "endings";
  const index = definition[list].findIndex(({ key }) => part.kind !== "start" && key === part.key);
  return index < 0 ? definition : changedAt(definition, `${list}.${index}.condition`, nothing);
}

function nothing(): undefined {
  return undefined;
}

function nameOf(definition: Definition, part: Part): LocalText | undefined {
  if (part.kind === "start") return undefined;
  if (part.kind === "question") return questionOf(definition, part.key)?.title;
  const list: readonly { readonly key: string; readonly title?: LocalText | undefined }[] =
    part.kind === "page" ? definition.pages : definition.endings;
  return list.find(({ key }) => key === part.key)?.title;
}

function placeOf(code: string, part: Part | undefined, name: unknown): string {
  return JSON.stringify([code, part, name]);
}
