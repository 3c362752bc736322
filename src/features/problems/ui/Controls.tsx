import type { Measure } from "#feature/facts/contract";
import segments from "#web/design/Segments.module.css";
import { useFilter } from "#web/filters/use-filter.ts";
import { useNames } from "#web/format/names.ts";

import { sides, type Side } from "../contract.ts";
import classes from "./Pain.module.css";
import { useMapWords } from "./words.ts";

/** Pictures of the page, the first by default. */
export const pictures = ["map", "pareto", "heat", "timeline", "sources", "departments", "stakes", "portfolio"] as const;

interface ControlsProps {
  readonly measures: readonly Measure[] | undefined;
  readonly chosen: string | undefined;
  readonly side: Side;
}

/** Which score is hurt, pain or praise, and which picture. All of it in the address. */
export function Controls({ measures, chosen, side }: ControlsProps) {
  const { t } = useMapWords();
  const { search, change } = useFilter();
  const picture = pictures.find((one) => one === search.picture) ?? "map";
  const shown = side === "pain" ? pictures : pictures.filter((one) => one !== "portfolio" && one !== "stakes");
  return (
    <div className={classes.controls}>
      <MeasureChoice measures={measures} chosen={chosen} />
      <div role="group" aria-label={t("control.side")} className={segments.segments}>
        {sides.map((one) => (
          <button
            key={one}
            type="button"
            aria-pressed={one === side}
            onClick={() => change({ side: one === "pain" ? undefined : one, picture: undefined })}
          >
            {t(`side.${one}`)}
          </button>
        ))}
      </div>
      <div role="group" aria-label={t("control.picture")} className={segments.segments}>
        {shown.map((one) => (
          <button
            key={one}
            type="button"
            aria-pressed={one === picture}
            onClick={() => change({ picture: one === "map" ? undefined : one }, { replace: true })}
          >
            {t(`picture.${one}`)}
          </button>
        ))}
      </div>
    </div>
  );
}

/** The measures a map can be drawn from. */
export function MeasureChoice({ measures, chosen }: Pick<ControlsProps, "measures" | "chosen">) {
  const { t } = useMapWords();
  const names = useNames();
  const { change } = useFilter();
  if (measures === undefined || measures.length === 0) return null;
  const nameOf = (measure: Measure): string =>
    [names.measure(measure), measure.surveyName || names.programme(measure.programme)].join(" · ");
  return (
    <select
      className={classes.select}
      aria-label={t("control.measure")}
      value={chosen}
      onChange={(event) => change({ measure: event.target.value })}
    >
      {measures.map((measure) => (
        <option key={measure.ref} value={measure.ref}>
          {nameOf(measure)}
        </option>
      ))}
    </select>
  );
}
