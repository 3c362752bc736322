import { useTranslation } from "react-i18next";

import segments from "#web/design/Segments.module.css";
import { Skeleton } from "#web/design/Skeleton.tsx";
import { Picker } from "#web/filters/Picker.tsx";
import { useFilter } from "#web/filters/use-filter.ts";
import { useNames } from "#web/format/names.ts";

import { mostPredictors, weightMethods, type Candidate, type Candidates } from "../contract.ts";
import { useDriverWords } from "./driver-words.ts";
import classes from "./Drivers.module.css";
import { between, methodOf, useCandidates } from "./use-question.ts";

/** What is explained, by what, how it is read and how R² is divided. All of it in the URL. */
export function Controls() {
  const { t } = useTranslation("drivers");
  const { data } = useCandidates();
  if (data === undefined) return <Skeleton height={40} />;
  if (data.outcome === null) return null;
  return (
    <section className={classes.controls} aria-label={t("controls")}>
      <OutcomeControl candidates={data} />
      <PredictorControl candidates={data} />
      <ReadingControl candidates={data} />
      <MethodControl candidates={data} />
    </section>
  );
}

function OutcomeControl({ candidates: { outcomes, outcome } }: { candidates: Candidates }) {
  const words = useDriverWords();
  const names = useNames();
  const { change } = useFilter();
  const nameOf = (one: Candidates["outcomes"][number]): string =>
    one.kind === "nps" || one.kind === "enps" ? `${names.kind(one.kind)} · ${one.surveyName}` : one.title;
  return (
    <Picker
      label={outcome === null ? "" : words.t("control.outcome", { name: nameOf(outcome) })}
      active
      most={1}
      chosen={outcome === null ? [] : [outcome.measure]}
      choices={outcomes.map((one) => ({
        value: one.measure,
        name: nameOf(one),
        note: [one.surveyName, names.programme(one.programme), `n ${words.count(one.n)}`].join(" · "),
      }))}
      onChoose={([measure]) => change({ measure, predictors: undefined, reading: undefined, driver: undefined })}
    />
  );
}

function PredictorControl({ candidates: { predictors } }: { candidates: Candidates }) {
  const words = useDriverWords();
  const { search, change } = useFilter();
  const usual = predictors.filter(({ isDefault }) => isDefault).map(({ ref }) => ref);
  const chosen = search.predictors?.split(between) ?? usual;
  const noteOf = ({ n, missing, follows }: Candidate): string =>
    [
      `n ${words.count(n)}`,
      missing > 0.005 ? words.t("control.missing", { share: words.percent(missing) }) : "",
      follows ? words.t("control.follows") : "",
    ]
      .filter(Boolean)
      .join(" · ");
  return (
    <Picker
      label={words.t("control.predictors", { count: chosen.length })}
      active={search.predictors !== undefined}
      most={mostPredictors}
      chosen={chosen}
      choices={predictors.map((one) => ({ value: one.ref, name: words.name(one), note: noteOf(one) }))}
      onChoose={(refs) => change({ predictors: refs.length === 0 ? undefined : refs.join(between), driver: undefined })}
    />
  );
}

function ReadingControl({ candidates: { outcome, reading } }: { candidates: Candidates }) {
  const { t } = useTranslation("drivers");
  const { change } = useFilter();
  if (outcome === null || outcome.readings.length < 2) return null;
  return (
    <div role="group" aria-label={t("control.reading")} className={segments.segments}>
      {outcome.readings.map((one) => (
        <button
          key={one}
          type="button"
          aria-pressed={one === reading}
          onClick={() => change({ reading: one === outcome.readings[0] ? undefined : one }, { replace: true })}
        >
          {t(`reading.${one}`)}
        </button>
      ))}
    </div>
  );
}

function MethodControl({ candidates: { reading } }: { candidates: Candidates }) {
  const { t } = useTranslation("drivers");
  const { search, change } = useFilter();
  return (
    <select
      className={classes.select}
      aria-label={t("control.method")}
      value={methodOf(search.method)}
      onChange={({ target: { value } }) =>
        change({ method: value === "johnson" ? undefined : value }, { replace: true })
      }
    >
      {weightMethods
        .filter((method) => method !== "logistic" || reading === "top")
        .map((method) => (
          <option key={method} value={method}>
            {t(`web:method.${method}.title`)}
          </option>
        ))}
    </select>
  );
}
