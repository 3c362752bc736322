import { useTranslation } from "react-i18next";

import { useFigureText } from "#web/design/figure-text.ts";
import { useNames } from "#web/format/names.ts";
import { formatDifference } from "#web/format/number.ts";

import { verdictOf, type OverviewItem } from "./headline.ts";

/** Says one measure in a sentence with its certainty, and its change where there is something to compare with. */
export function useSentence(): (item: OverviewItem) => string {
  const { t, i18n } = useTranslation("insight");
  const names = useNames();
  const text = useFigureText();
  return (item) => {
    const { measure, figure, difference } = item;
    const name = names.measure(measure);
    if (figure.estimate === null) return t("headline.without", { name, state: text.whole(measure.kind, figure) });

    const stands = t(verdictOf(item), { name, figure: text.whole(measure.kind, figure) });
    if (difference === null) return `${stands}.`;
    if (!difference.clear) return t("headline.noChange", { stands });

    const amount = formatDifference(measure.kind, Math.abs(difference.value), i18n.language).replace("+", "");
    return t(difference.value > 0 ? "headline.up" : "headline.down", { stands, amount });
  };
}
