import type { Condition } from "#kit/condition";
import type { LocalText } from "#kit/language";

import type { Definition } from "../../contract/definition.ts";
import { isTextKey } from "../languages.ts";

/** Where a condition stands. */
export interface ConditionPlace {
  readonly part: "page" | "question" | "ending";
  readonly key: string;
}

/** The definition with every condition changed; undefined takes it away. */
export function mapConditions(
  definition: Definition,
  change: (condition: Condition, place: ConditionPlace) => Condition | undefined,
): Definition {
  const changed = <Part extends { readonly key: string; readonly condition?: Condition | undefined }>(
    item: Part,
    part: ConditionPlace["part"],
  ): Part => {
    if (item.condition === undefined) return item;
    const condition = change(item.condition, { part, key: item.key });
    if (condition === item.condition) return item;
    const { condition: _, ...rest } = item;
    return (condition === undefined ? rest : { ...rest, condition }) as Part;
  };
  return {
    ...definition,
    pages: definition.pages.map((page) => ({
      ...changed(page, "page"),
      questions: page.questions.map((question) => changed(question, "question")),
    })),
    endings: definition.endings.map((ending) => changed(ending, "ending")),
  };
}

/** The definition with every text changed, in every language; `path` is that of `textsOf`. */
export function mapTexts(definition: Definition, change: (text: string, path: string) => string): Definition {
  return mapped(definition, "", change) as Definition;
}

function mapped(value: unknown, path: string, change: (text: string, path: string) => string): unknown {
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return value.map((item, index) => mapped(item, `${path}.${index}`, change));
  if (isTextKey(path.slice(path.lastIndexOf(".") + 1))) {
    return Object.fromEntries(
      Object.entries(value as LocalText).map(([language, text]) => [language, change(text, path)]),
    );
  }
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => {
      const isKept = key === "condition" || key === "about" || key === "theme" || key === "translations";
      return [key, isKept ? inner : mapped(inner, path === "" ? key : `${path}.${key}`, change)];
    }),
  );
}
