import { useMemo } from "react";
import { useTranslation } from "react-i18next";

import { useFigureText } from "#web/design/figure-text.ts";
import { useNames, type Names } from "#web/format/names.ts";
import { formatStep, timeSteps } from "#web/format/time.ts";

import type { FoundRow } from "../contract.ts";
import type { Speech, SpokenMeasure } from "../rules.ts";

/** How the screen speaks of figures. */
export function useSpeech(): Speech {
  const { t } = useTranslation("explore");
  const names = useNames();
  const text = useFigureText();
  return useMemo(
    () => ({
      t: (key, params) => t(key, params ?? {}),
      measure: (measure) => nameWithProgramme(measure, names),
      whole: text.whole,
      change: text.change,
      key: (key) => key.map((part) => partName(part, names)).join(" · "),
    }),
    [t, names, text],
  );
}

/** There is an NPS of each programme: which one it is belongs to its name. */
function nameWithProgramme(measure: SpokenMeasure, names: Names): string {
  const name = names.measure(measure);
  return measure.title === "" ? `${name} · ${names.programme(measure.programme)}` : name;
}

function partName({ dimension, value, name }: FoundRow["key"][number], names: Names): string {
  const step = timeSteps.find((each) => each === dimension);
  return step === undefined ? names.value(dimension, value, name) : formatStep(value, step, names.language);
}

/** The name of a dimension, or of a step of time. */
export function useDimensionName(): (dimension: string) => string {
  const { t } = useTranslation("explore");
  const names = useNames();
  return (dimension) => {
    const step = timeSteps.find((each) => each === dimension);
    return step === undefined ? names.dimension(dimension) : t(`step.${step}`);
  };
}
