import type { OperationInput } from "#kit/operation";

import type { Asker } from "../actions/keeping.ts";
import { draftOf } from "../actions/publications.ts";
import type { exploreOperations } from "../contract.ts";
import { figuresOf } from "./figures.ts";
import { resultsHtml } from "./results-html.ts";

/**
 * The page as it would be published now, in the first of its languages. Nothing is published.
 * @throws Refusal as `createPublication`
 */
export async function previewPublication(
  asker: Asker,
  { params: { id }, body }: OperationInput<(typeof exploreOperations)["previewPublication"]>,
): Promise<{ html: string }> {
  const draft = await draftOf(asker, id, body);
  const [language = "en"] = draft.languages;
  const figures = await figuresOf(asker.stores, draft, { publisher: asker.viewer, language });
  const frame = { title: draft.title, intro: draft.intro, languages: [], csvHref: undefined };
  return { html: String(await resultsHtml(figures, frame)) };
}
