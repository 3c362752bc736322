import { resolveReferences } from "#feature/organisation";
import type { Tx } from "#platform/postgres";

import type { SliceRow } from "../contract.ts";
import { sourceOf } from "../rules/dimensions.ts";
import { readSurveyNames } from "../store/responses.ts";
import { namesOfCodes } from "./code-names.ts";

/** One value of a dimension with the name people know it by. */
export type NamedValue = SliceRow["key"][number];

/**
 * Names for values of dimensions: references by their codes, surveys by their ids, themes and options in the reader's
 * language, everything else by itself.
 */
export async function nameValues(
  tx: Tx,
  values: readonly { readonly dimension: string; readonly value: string }[],
  language: string,
): Promise<(dimension: string, value: string) => NamedValue> {
  const wanted = values.filter(({ value }) => value !== "");
  const references = wanted.flatMap(({ dimension, value }) => {
    const names = sourceOf(dimension)?.names;
    return names === undefined || names === "survey" ? [] : [{ kind: names, code: value }];
  });
  const ids = wanted.filter(({ dimension }) => sourceOf(dimension)?.names === "survey").map(({ value }) => value);
  const known = references.length === 0 ? new Map() : await resolveReferences(tx, references);
  const surveys = new Map(
    ids.length === 0 ? [] : (await readSurveyNames(tx, [...new Set(ids)])).map(({ id, name }) => [id, name] as const),
  );

  const isCode = ({ dimension }: { readonly dimension: string }) => sourceOf(dimension)?.type === "codes";
  const nameOfCode = await namesOfCodes(tx, wanted.filter(isCode), language);

  return (dimension, value) => {
    if (value !== "" && isCode({ dimension })) {
      const name = nameOfCode(dimension, value);
      return { dimension, value, name: name ?? value, resolved: name !== undefined };
    }
    const names = sourceOf(dimension)?.names;
    if (names === undefined || value === "") return { dimension, value, name: value, resolved: true };
    const name = names === "survey" ? surveys.get(value) : (known as Known).get(`${names}:${value}`)?.name;
    return { dimension, value, name: name ?? value, resolved: name !== undefined };
  };
}

type Known = ReadonlyMap<string, { readonly name: string }>;
