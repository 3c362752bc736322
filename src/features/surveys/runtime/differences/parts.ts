import type { Condition } from "#kit/condition";
import type { LocalText } from "#kit/language";

import type { Definition } from "../../contract/definition.ts";
import { isTextKey } from "../languages.ts";
import type { ChangedPlace } from "./change.ts";

/** One part of a definition, taken apart so that it can be compared with itself in another one. */
export interface Part extends ChangedPlace {
  /** Names the part within its definition. */
  readonly id: string;
  /** Page and place among its likes. */
  readonly page: string | null;
  readonly at: number;
  readonly condition: Condition | null;
  readonly texts: ReadonlyMap<string, LocalText>;
  readonly settings: ReadonlyMap<string, unknown>;
}

/** Every part of the definition in its order, the survey itself first. */
export function partsOf(definition: Definition): ReadonlyMap<string, Part> {
  const { title, intro, defaultLanguage, translations } = definition;
  const parts: Part[] = [
    partOf({ title, ...(intro === undefined ? {} : { intro }), defaultLanguage, translations }, { part: "survey" }),
  ];
  definition.pages.forEach(({ questions, ...page }, at) => {
    parts.push(partOf(page, { part: "page", at }));
    questions.forEach((question, index) => {
      const lists = listsOf(question);
      const own = Object.fromEntries(
        Object.entries(question).filter(([name]) => !lists.some(([list]) => list === name)),
      );
      parts.push(partOf(own, { part: "question", page: page.key, at: index }));
      for (const [list, items] of lists) {
        items.forEach((item, place) => parts.push(partOf(item, { part: singular[list], of: question.key, at: place })));
      }
    });
  });
  definition.endings.forEach((ending, at) => parts.push(partOf(ending, { part: "ending", at })));
  return new Map(parts.map((part) => [part.id, part]));
}

const singular = { options: "option", rows: "row", columns: "column" } as const;

type ListName = keyof typeof singular;

function listsOf(question: object): readonly (readonly [ListName, readonly object[]])[] {
  return (Object.keys(singular) as ListName[]).flatMap((name) => {
    const items = (question as Partial<Record<ListName, readonly object[]>>)[name];
    return items === undefined ? [] : [[name, items] as const];
  });
}

function partOf(value: object, place: Pick<ChangedPlace, "part"> & { of?: string; page?: string; at?: number }): Part {
  const { part, of = null, page = null, at = 0 } = place;
  const { key = "", condition = null, ...rest } = value as { key?: string; condition?: Condition };
  const texts = new Map<string, LocalText>();
  const settings = new Map<string, unknown>();
  for (const [name, inner] of Object.entries(rest)) {
    if (inner === undefined) continue;
    if (isTextKey(name)) texts.set(name, inner as LocalText);
    else settings.set(name, inner);
  }
  const name = texts.get("title") ?? texts.get("label") ?? {};
  return { id: `${part}:${of ?? ""}:${key}`, part, key, of, name, page, at, condition, texts, settings };
}
