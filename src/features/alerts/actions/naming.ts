import { nameValues } from "#feature/facts";
import type { Tx } from "#platform/postgres";

import type { Finding, Subject } from "../contract.ts";
import { namedProblems } from "./watching/focus.ts";

/**
 * The same findings with what they are about named as it is called today, in the reader's language: a finding keeps the
 * name it was found under, in the language of nobody in particular.
 */
export async function namedFor<Row extends { readonly finding: Finding }>(
  tx: Tx,
  rows: readonly Row[],
  language: string,
): Promise<Row[]> {
  const subjects = rows.flatMap(({ finding }) => subjectOf(finding) ?? []);
  const wanted = subjects.flatMap(({ dimension, value }) => (dimension === null ? [] : [{ dimension, value }]));
  if (wanted.length === 0) return namedProblems(tx, rows, language);
  const nameOf = await nameValues(tx, wanted, language);
  const named = rows.map((row) => {
    const subject = subjectOf(row.finding);
    if (subject === undefined || subject.dimension === null) return row;
    const { name, resolved } = nameOf(subject.dimension, subject.value);
    return resolved ? { ...row, finding: { ...row.finding, subject: { ...subject, name } } } : row;
  });
  return namedProblems(tx, named, language);
}

function subjectOf(finding: Finding): Subject | undefined {
  return "subject" in finding ? finding.subject : undefined;
}
