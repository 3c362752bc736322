import { requireEverywhere } from "#feature/access";
import { wordsInReach } from "#feature/answers";
import type { OperationInput, OperationOutput } from "#kit/operation";
import type { Call } from "#platform/http/route";

import type { textOperations } from "../contract.ts";
import { analyse } from "../rules/analyse.ts";
import type { ThemePatterns } from "../rules/coding.ts";
import { maskPersonalData } from "../rules/mask.ts";
import { createMatcher } from "../rules/matcher.ts";
import { themePatternProblems } from "../rules/pattern-check.ts";
import { selectTexts } from "../store/texts.ts";
import { hintOf } from "./code-texts.ts";
import { machineOf } from "./codebook.ts";
import { cut, hitsWithin } from "./shown-text.ts";

type Operation = typeof textOperations.testPatterns;

const mostShown = 50;

/**
 * What patterns would find in the newest comments that the viewer may read, and what is wrong with those that cannot be
 * used. Changes nothing.
 * @throws Refusal `access.forbidden`, `access.installation_only`
 */
export async function testPatterns(
  { stores, viewer }: Pick<Call, "stores" | "viewer">,
  { body: { patterns, limit } }: OperationInput<Operation>,
): Promise<OperationOutput<Operation>> {
  requireEverywhere(viewer, "themes.write");
  const texts = await stores.postgres.read(async (tx) => selectTexts(tx, await wordsInReach(tx, viewer), limit));
  const { reader } = await machineOf(stores);
  const theme = { key: "tried", patterns: patterns as ThemePatterns["patterns"] };
  const { match } = createMatcher([theme], { sentiment: reader });
  const found = texts.flatMap(({ responseId, question, text, language }) => {
    const hint = hintOf(language);
    const analysed = analyse(maskPersonalData(text).text, hint === undefined ? {} : { hint });
    const hits = match(analysed);
    const shown = cut(analysed.text);
    return hits.length === 0 ? [] : [{ responseId, question, text: shown, hits: hitsWithin(hits, shown.length) }];
  });
  return {
    looked: texts.length,
    problems: [...themePatternProblems(patterns)],
    found: found.length,
    hits: found.slice(0, mostShown),
  };
}
