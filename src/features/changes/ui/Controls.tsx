import { IconArrowsExchange } from "@tabler/icons-react";

import segments from "#web/design/Segments.module.css";
import { Picker } from "#web/filters/Picker.tsx";
import { useFilter } from "#web/filters/use-filter.ts";
import { useNames } from "#web/format/names.ts";

import { mostDimensions, type ChangeQuery, type Explanation } from "../contract.ts";
import { isAboutGroups } from "../rules/telling/asked.ts";
import { useChangeWords, useMeasures } from "./change-words.ts";
import classes from "./Controls.module.css";
import { GroupControls } from "./GroupControls.tsx";
import { swapped } from "./use-asked.ts";

interface ControlsProps {
  /** What is compared, when that is known. */
  readonly query?: ChangeQuery | undefined;
  readonly looked?: Explanation["looked"] | undefined;
}

/** What is compared and by what it is explained. All of it in the URL. */
export function Controls({ query, looked }: ControlsProps) {
  const { t } = useChangeWords();
  const { search, change } = useFilter();
  return (
    <section className={classes.controls} aria-label={t("controls")}>
      <MeasureControl />
      <WayControl />
      {isAboutGroups(search) ? <GroupControls /> : null}
      {query === undefined ? null : (
        <button type="button" className={classes.swap} onClick={() => change(swapped(search, query))}>
          <IconArrowsExchange size={16} aria-hidden />
          {t("swap")}
        </button>
      )}
      {looked === undefined || looked.length === 0 ? null : <DimensionControl looked={looked} />}
    </section>
  );
}

function MeasureControl() {
  const words = useChangeWords();
  const names = useNames();
  const { search, change } = useFilter();
  const measures = useMeasures();
  const { measure } = search;
  return (
    <Picker
      label={measure === undefined ? words.t("control.measure") : words.names.measure(measure)}
      active={measure !== undefined}
      most={1}
      chosen={measure === undefined ? [] : [measure]}
      choices={(measures ?? []).map((one) => ({
        value: one.ref,
        name: words.names.measure(one.ref),
        note: [one.surveyName, one.title === "" ? "" : names.programme(one.programme), `n ${words.count(one.n)}`]
          .filter(Boolean)
          .join(" · "),
      }))}
      onChoose={([next]) => change({ measure: next, dimensions: undefined })}
    />
  );
}

/** Two periods, or two groups. */
function WayControl() {
  const { t } = useChangeWords();
  const { search, change } = useFilter();
  const ofGroups = isAboutGroups(search);
  return (
    <div role="group" aria-label={t("control.way")} className={segments.segments}>
      <button
        type="button"
        aria-pressed={!ofGroups}
        onClick={() => change({ a: undefined, b: undefined, by: undefined })}
      >
        {t("control.periods")}
      </button>
      <button
        type="button"
        aria-pressed={ofGroups}
        onClick={() => (ofGroups ? undefined : change({ by: "unit", compare: undefined }))}
      >
        {t("control.groups")}
      </button>
    </div>
  );
}

function DimensionControl({ looked }: { looked: Explanation["looked"] }) {
  const words = useChangeWords();
  const { search, change } = useFilter();
  const chosen = looked.filter(({ isChosen }) => isChosen).map(({ dimension }) => dimension);
  return (
    <Picker
      label={words.t("control.dimensions", { count: chosen.length })}
      active={search.dimensions !== undefined}
      most={mostDimensions}
      chosen={chosen}
      choices={looked.map(({ dimension, values }) => ({
        value: dimension,
        name: words.names.dimension(dimension),
        note: words.t("control.values", { count: values }),
      }))}
      onChoose={(next) => change({ dimensions: next.length === 0 ? undefined : next.join(",") }, { replace: true })}
    />
  );
}
