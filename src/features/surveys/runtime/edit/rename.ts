import type { Condition } from "#kit/condition";

import type { Definition } from "../../contract/definition.ts";
import { mapConditions, mapTexts } from "./walk.ts";

/**
 * Gives a question or hidden field another key, and with it everything that reads it: conditions and holes in texts.
 * The definition itself when `from` is unknown or `to` is taken. Never throws.
 */
export function renameKey(definition: Definition, from: string, to: string): Definition {
  const keys = new Set([
    ...definition.pages.flatMap((page) => page.questions.map(({ key }) => key)),
    ...definition.hiddenFields,
  ]);
  if (!keys.has(from) || keys.has(to)) return definition;

  const renamed = (name: string) =>
    name === from ? to : name.startsWith(`${from}.`) ? to + name.slice(from.length) : name;
  const named: Definition = {
    ...definition,
    pages: definition.pages.map((page) => ({
      ...page,
      questions: page.questions.map((question) => (question.key === from ? { ...question, key: to } : question)),
    })),
    hiddenFields: definition.hiddenFields.map(renamed),
  };
  const conditioned = mapConditions(named, (condition) => withFields(condition, renamed));
  return mapTexts(conditioned, (text) =>
    text.replace(holeNames, (_, open: string, name: string) => open + renamed(name)),
  );
}

const holeNames = /(\{\{\s*)([a-z][a-z0-9_.]*)(?=\s*(?:\|[^{}]*)?\}\})/g;

function withFields(condition: Condition, renamed: (field: string) => string): Condition {
  if ("all" in condition) return { all: condition.all.map((part) => withFields(part, renamed)) };
  if ("any" in condition) return { any: condition.any.map((part) => withFields(part, renamed)) };
  if ("not" in condition) return { not: withFields(condition.not, renamed) };
  return { ...condition, field: renamed(condition.field) };
}
