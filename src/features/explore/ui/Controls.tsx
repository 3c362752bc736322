import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";

import type { Measure } from "#feature/facts/contract";
import { operationQuery } from "#web/api/queries.ts";
import segments from "#web/design/Segments.module.css";
import { Picker } from "#web/filters/Picker.tsx";
import { useFilter } from "#web/filters/use-filter.ts";
import { useNames } from "#web/format/names.ts";
import { formatCount } from "#web/format/number.ts";
import { timeSteps } from "#web/format/time.ts";

import { mostMeasures, sortings } from "../contract.ts";
import { isStep } from "../rules.ts";
import classes from "./Explore.module.css";
import { GroupsControl } from "./GroupsControl.tsx";
import { useDimensionName } from "./speech.ts";
import type { Shown } from "./use-question.ts";

/** What is asked: measures, by what, which groups; and how it is drawn and ordered. All of it in the URL. */
export function Controls({ shown, measures }: { shown: Shown; measures: readonly Measure[] }) {
  const { t } = useTranslation("explore");
  return (
    <section className={classes.controls} aria-label={t("controls")}>
      <MeasureControl shown={shown} measures={measures} />
      <DimensionControl shown={shown} />
      <GroupsControl state={shown.state} />
      <div className={classes.look}>
        <PictureControl shown={shown} />
        {shown.state.by.length === 0 || isStep(shown.state.by[0]) ? null : <OrderControl shown={shown} />}
      </div>
    </section>
  );
}

function MeasureControl({ shown, measures }: { shown: Shown; measures: readonly Measure[] }) {
  const { t, i18n } = useTranslation("explore");
  const names = useNames();
  const { change } = useFilter();
  const chosen = shown.state.measures;
  const main = measures.find(({ ref }) => ref === chosen[0]);
  const name = main === undefined ? t("measure.unknown") : names.measure(main);
  return (
    <Picker
      label={chosen.length > 1 ? t("measure.several", { name, others: chosen.length - 1 }) : name}
      active
      most={mostMeasures}
      chosen={chosen}
      choices={measures
        .filter(({ kind }) => kind !== "text")
        .map((measure) => ({
          value: measure.ref,
          name: names.measure(measure),
          note: [
            measure.surveyName || names.programme(measure.programme),
            `n ${formatCount(measure.n, i18n.language)}`,
          ].join(" · "),
        }))}
      onChoose={([first, ...rest]) => {
        if (first !== undefined) change({ measure: first, also: rest.length === 0 ? undefined : rest.join(",") });
      }}
    />
  );
}

function DimensionControl({ shown: { state } }: { shown: Shown }) {
  const { t } = useTranslation("explore");
  const name = useDimensionName();
  const { change } = useFilter();
  const { data } = useQuery({ ...operationQuery("facts.listDimensions"), staleTime: 60_000 });
  const known = (data?.items ?? []).filter(({ values }) => values > 1).map(({ dimension }): string => dimension);
  const all = [...new Set<string>([...known, "score", "group", ...timeSteps, ...state.by])];
  return (
    <Picker
      label={state.by.length === 0 ? t("by.none") : t("by.some", { names: state.by.map(name).join(" × ") })}
      active={state.by.length > 0}
      most={3}
      chosen={state.by}
      choices={all.map((value) => ({ value, name: name(value) }))}
      onChoose={(by) => change({ by: by.length === 0 ? undefined : by.join(","), picture: undefined })}
    />
  );
}

function PictureControl({ shown: { picture, pictures } }: { shown: Shown }) {
  const { t } = useTranslation("explore");
  const { change } = useFilter();
  return (
    <div role="group" aria-label={t("picture.label")} className={segments.segments}>
      {pictures.map((each) => (
        <button
          key={each}
          type="button"
          aria-pressed={each === picture}
          onClick={() => change({ picture: each === pictures[0] ? undefined : each }, { replace: true })}
        >
          {t(`picture.${each}`)}
        </button>
      ))}
    </div>
  );
}

function OrderControl({ shown: { state } }: { shown: Shown }) {
  const { t } = useTranslation("explore");
  const { change } = useFilter();
  return (
    <>
      <select
        className={classes.select}
        aria-label={t("sort.label")}
        value={state.sort ?? "size"}
        onChange={(event) =>
          change({ sort: event.target.value === "size" ? undefined : event.target.value }, { replace: true })
        }
      >
        {sortings.map((each) => (
          <option key={each} value={each}>
            {t(`sort.${each}`)}
          </option>
        ))}
      </select>
      <select
        className={classes.select}
        aria-label={t("top.label")}
        value={state.top ?? ""}
        onChange={(event) =>
          change({ top: event.target.value === "" ? undefined : event.target.value }, { replace: true })
        }
      >
        <option value="">{t("top.all")}</option>
        {[5, 10, 20, 50].map((count) => (
          <option key={count} value={count}>
            {t("top.some", { number: count })}
          </option>
        ))}
      </select>
    </>
  );
}
