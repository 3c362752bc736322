import { NativeSelect } from "@mantine/core";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import type { OperationCall } from "#web/api/operations.ts";
import { operationQuery } from "#web/api/queries.ts";
import { PageHead } from "#web/design/PageHead.tsx";
import sections from "#web/design/Sections.module.css";
import { FilterBar } from "#web/filters/FilterBar.tsx";
import { useFilter } from "#web/filters/use-filter.ts";
import { useNames } from "#web/format/names.ts";

import type { PromiseAnswer } from "../../contract.ts";
import { Asked, stateOf } from "../Asked.tsx";
import { BenchmarkTabs } from "../BenchmarkTabs.tsx";
import { ExamplesOf } from "../ExamplesOf.tsx";
import { MeasureField, NoMeasure, useChosenMeasure } from "../MeasureField.tsx";
import { PromiseSection } from "./PromiseSection.tsx";

type Body = NonNullable<OperationCall<"benchmarks.readPromise">["body"]>;
type Choice = Pick<Required<Body>, "dimension" | "promise"> & { readonly journey: string };

/** Where on the way customers get less than they were promised (R8). */
export function PromisePage() {
  const { t } = useTranslation("benchmarks");
  const { filter } = useFilter();
  const chosen = useChosenMeasure(["nps", "csat", "rating"], ["transactional", "relational"]);
  const [choice, setChoice] = useState<Choice>({ dimension: "touchpoint", promise: "first", journey: "" });
  const { period, where } = filter;
  const { journey, ...kept } = choice;
  const body: Body = { ...kept, measure: chosen.measure?.ref ?? "nps:transactional", period, where };
  const question = journey === "" ? body : { ...body, journey };
  const asked = useQuery({
    ...operationQuery("benchmarks.readPromise", { body: question }),
    enabled: chosen.measure !== undefined,
    placeholderData: keepPreviousData,
    retry: false,
  });
  const { data, error } = asked;
  const isThere = chosen.measures?.length !== 0;
  return (
    <>
      <PageHead title={t("promise.title")} answer={<Answer found={data} />} />
      <BenchmarkTabs />
      <FilterBar comparable={false} />
      <div className={sections.controls}>
        <MeasureField chosen={chosen} />
        <ChoiceFields choice={choice} found={data} onChange={setChoice} />
      </div>
      <NoMeasure chosen={chosen} />
      <Asked
        state={isThere ? stateOf(asked, ({ steps }) => steps.length === 0) : "off"}
        error={error}
        empty={{ title: t("promise.none"), text: t("promise.noneText") }}
      >
        {data === undefined ? null : (
          <PromiseSection found={data} kind={chosen.measure?.kind ?? "nps"} question={question} />
        )}
        {choice.dimension === "touchpoint" ? <Lessons found={data} /> : null}
        <p className={sections.note}>{t("promise.next")}</p>
      </Asked>
    </>
  );
}

/** The answer of the page in a sentence. */
function Answer({ found }: { found: PromiseAnswer | undefined }) {
  const { t } = useTranslation("benchmarks");
  if (found === undefined) return " ";
  const held = found.steps.filter(({ gap }) => gap !== null);
  if (held.length === 0) return t("promise.tooLittle");
  const below = held.filter(({ gap }) => gap?.clear === true && gap.value < 0);
  const names = below.map(({ name }) => name).join(", ");
  if (below.length === 0) return t("promise.kept", { count: held.length });
  return t("promise.broken", { count: below.length, names, held: held.length });
}

/** What others do at the touchpoints that lie below the promise. */
function Lessons({ found }: { found: PromiseAnswer | undefined }) {
  const { t } = useTranslation("benchmarks");
  const below = found?.steps.filter(({ gap }) => gap?.clear === true && gap.value < 0) ?? [];
  return below.map(({ value, name }) => (
    <ExamplesOf key={value} title={t("example.of", { name })} query={{ touchpoint: value }} />
  ));
}

interface ChoiceFieldsProps {
  readonly choice: Choice;
  readonly found: PromiseAnswer | undefined;
  readonly onChange: (choice: Choice) => void;
}

function ChoiceFields({ choice, found, onChange }: ChoiceFieldsProps) {
  const { t } = useTranslation("benchmarks");
  const names = useNames();
  const dimensions = useQuery(operationQuery("facts.listDimensions")).data?.items ?? [];
  const journeys =
    useQuery(operationQuery("facts.listValues", { body: { dimension: "journey", limit: 200 } })).data?.items ?? [];
  const own = dimensions.map(({ dimension }) => dimension).filter((name) => name.startsWith("attr."));
  return (
    <>
      <NativeSelect
        label={t("promise.dimension")}
        value={choice.dimension}
        data={["touchpoint", "stage", ...own].map((value) => ({ value, label: names.dimension(value) }))}
        onChange={(event) => onChange({ ...choice, dimension: event.target.value, promise: "first" })}
      />
      {journeys.some(({ value }) => value !== "") ? (
        <NativeSelect
          label={names.dimension("journey")}
          value={choice.journey}
          data={[
            { value: "", label: t("promise.anyJourney") },
            ...journeys.filter(({ value }) => value !== "").map(({ value, name }) => ({ value, label: name })),
          ]}
          onChange={(event) => onChange({ ...choice, journey: event.target.value, promise: "first" })}
        />
      ) : null}
      <NativeSelect
        label={t("promise.promise")}
        value={choice.promise}
        data={[
          { value: "first", label: t("promise.first") },
          { value: "others", label: t("promise.others") },
          ...(found?.steps ?? []).map(({ value, name }) => ({ value, label: name })),
        ]}
        onChange={(event) => onChange({ ...choice, promise: event.target.value })}
      />
    </>
  );
}
