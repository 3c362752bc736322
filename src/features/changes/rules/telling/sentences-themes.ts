import type { Theme } from "../../contract.ts";
import { themesEvidence, themeName, type Sentence, type Telling } from "./evidence.ts";
import { pointsWords, shareWords } from "./words.ts";

const mostTold = 5;

/** Which problems, praises and reasons are named more or less often, problems first, chance finds controlled. */
export function tellThemes(telling: Telling): Sentence[] {
  const { explanation, words } = telling;
  const { themes, testedThemes, falseDiscoveryRate } = explanation;
  if (testedThemes === 0) return [];
  const isProblem = ({ side }: Theme): number => Number(side === "problem");
  const clear = themes.filter((theme) => theme.clear).toSorted((x, y) => isProblem(y) - isProblem(x));
  if (clear.length > 0) return clear.slice(0, mostTold).map((theme) => tellTheme(theme, telling));
  const text = words.t("theme.none", {
    count: testedThemes,
    tested: words.count(testedThemes),
    rate: words.percent(falseDiscoveryRate),
  });
  return [
    { id: "themes", about: "theme", text, tone: "plain", evidence: themesEvidence(themes.slice(0, 10), telling) },
  ];
}

function tellTheme(theme: Theme, telling: Telling): Sentence {
  const { words } = telling;
  const direction = theme.difference.value > 0 ? "up" : "down";
  return {
    id: `theme-${theme.code}`,
    about: "theme",
    text: words.t(`theme.${theme.side}-${direction}`, {
      name: words.listed([themeName(theme)]),
      a: shareWords(theme.a, words),
      b: shareWords(theme.b, words),
      change: pointsWords(theme.difference, words),
      nA: words.count(theme.a.of),
      nB: words.count(theme.b.of),
    }),
    tone: themeTone(theme),
    evidence: themesEvidence([theme], telling),
    theme,
  };
}

/** Problems named more often are worse, praise is better; of a reason nobody knows. */
export function themeTone({ side, difference: { value, clear } }: Theme): Sentence["tone"] {
  if (!clear || (side !== "problem" && side !== "praise")) return "plain";
  return value > 0 === (side === "problem") ? "worse" : "better";
}
