import type { Response } from "#feature/answers/contract";
import type { TableModel } from "#web/design/table-model.ts";
import type { Names } from "#web/format/names.ts";

/** Answers as a table for export: one line a response, a column for each question, field and attribute there is. */
export function answersTable(responses: readonly Response[], names: Names, t: (key: string) => string): TableModel {
  const questions = firsts(responses.flatMap(({ answers }) => answers.map(({ question, title }) => [question, title])));
  const fields = firsts(
    responses.flatMap(({ context }) => context.map(({ field }) => [field, names.dimension(field)])),
  );
  const attributes = firsts(responses.flatMap((each) => Object.keys(each.attributes).map((name) => [name, name])));
  const texts = [t("when"), names.dimension("survey"), names.dimension("language"), t("state")];
  const labels = [...texts, ...questions.values(), ...fields.values(), ...attributes.values()];
  return {
    columns: ["id", ...labels].map((label) => ({ label, numeric: false })),
    rows: responses.map((response) => [
      response.id,
      response.localTime,
      response.surveyName,
      response.language,
      t(`state-${response.state}`),
      ...[...questions.keys()].map((key) => answerCell(response, key)),
      ...[...fields.keys()].map((key) => response.context.find(({ field }) => field === key)?.name ?? null),
      ...[...attributes.keys()].map((key) => response.attributes[key] ?? null),
    ]),
  };
}

function answerCell({ answers }: Response, key: string): string | number | null {
  const answer = answers.find(({ question }) => question === key);
  return answer === undefined ? null : (answer.score ?? answer.display);
}

/** The first label seen for each key, in order of appearance. */
function firsts(pairs: readonly (readonly string[])[]): ReadonlyMap<string, string> {
  const labels = new Map<string, string>();
  for (const [key = "", label = ""] of pairs) if (!labels.has(key)) labels.set(key, label === "" ? key : label);
  return labels;
}
