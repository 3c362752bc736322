import type { Question, QuestionKind } from "#feature/surveys/contract";

/** A setting of a question besides its words. */
export type Setting =
  | { readonly name: string; readonly type: "flag" }
  | { readonly name: string; readonly type: "pick"; readonly values: readonly (string | number)[] }
  | { readonly name: string; readonly type: "number" | "date"; readonly least?: number; readonly most?: number };

const flag = (name: string): Setting => ({ name, type: "flag" });
const pick = (name: string, values: readonly (string | number)[]): Setting => ({ name, type: "pick", values });
const upTo = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, at) => from + at);

const settings: Readonly<Record<QuestionKind, readonly Setting[]>> = {
  recommendation: [flag("employee")],
  satisfaction: [pick("steps", [3, 5, 7, 10])],
  effort: [pick("steps", [5, 7]), pick("direction", ["high-good", "low-good"])],
  rating: [pick("steps", upTo(2, 11)), pick("look", ["stars", "smileys", "numbers"]), pick("from", [0, 1])],
  single: [flag("other"), flag("randomise")],
  multiple: [flag("other"), flag("randomise"), { name: "max", type: "number", least: 1, most: 200 }],
  text: [flag("long"), { name: "maxLength", type: "number", least: 1, most: 20_000 }],
  matrix: [flag("scored"), flag("randomise")],
  ranking: [flag("randomise")],
  number: [{ name: "min", type: "number" }, { name: "max", type: "number" }, flag("integer")],
  date: [
    { name: "min", type: "date" },
    { name: "max", type: "date" },
  ],
  consent: [],
  statement: [],
  expectation: [pick("steps", upTo(3, 11))],
};

/** What can be set of a question of this kind, besides its words and whether it must be answered. */
export function settingsOf({ kind }: Question): readonly Setting[] {
  return settings[kind];
}
