import { Button, NativeSelect } from "@mantine/core";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import type { Measure } from "#feature/facts/contract";
import { operationQuery } from "#web/api/queries.ts";
import { EmptyState } from "#web/design/EmptyState.tsx";
import { PageHead } from "#web/design/PageHead.tsx";
import { ProblemNote } from "#web/design/ProblemNote.tsx";
import classes from "#web/design/Sections.module.css";
import { SkeletonList } from "#web/design/Skeleton.tsx";
import { FilterBar } from "#web/filters/FilterBar.tsx";
import { useFilter } from "#web/filters/use-filter.ts";
import { useNames, type Names } from "#web/format/names.ts";
import { formatShare } from "#web/format/number.ts";

import type { Population, Representativeness } from "../../contract.ts";
import type { Words } from "../../rules.ts";
import { MeasureSelect } from "../MeasureSelect.tsx";
import { SamplingTabs } from "../SamplingTabs.tsx";
import { useMeasures, usePopulations, useWords } from "../use-sampling.ts";
import { Arrival } from "./Arrival.tsx";
import { Fieldwork } from "./Fieldwork.tsx";
import { Margins } from "./Margins.tsx";
import { People } from "./People.tsx";
import { Silence } from "./Silence.tsx";

/** Whom the numbers speak for: those who answered beside everybody, and how far those who kept silent could move them. */
export function WhoPage() {
  const { t } = useTranslation("sampling");
  const { measures, measure, choose } = useMeasures();
  const populations = usePopulations();
  if (measures === undefined || populations === undefined) {
    return (
      <>
        <PageHead title={t("who.title")} answer=" " />
        <SamplingTabs />
        <SkeletonList rows={4} height={96} />
      </>
    );
  }
  if (measure === undefined) {
    return (
      <>
        <PageHead title={t("who.title")} />
        <SamplingTabs />
        <EmptyState title={t("noMeasure.title")} text={t("noMeasure.text")} />
      </>
    );
  }
  return <Who measures={measures} measure={measure} populations={populations} onChoose={choose} />;
}

interface WhoProps {
  readonly measures: readonly Measure[];
  readonly measure: Measure;
  readonly populations: readonly Population[];
  readonly onChoose: (ref: string) => void;
}

function Who({ measures, measure, populations, onChoose }: WhoProps) {
  const { t } = useTranslation("sampling");
  const { filter } = useFilter();
  const words = useWords();
  const names = useNames();
  const [chosen, setChosen] = useState<string>();
  const [target, setTarget] = useState<number>();
  const population = populations.find(({ id }) => id === chosen) ?? populations[0];
  const { period, where, weight } = filter;
  const body = {
    measure: measure.ref,
    period,
    where,
    weight,
    ...(population === undefined ? {} : { populationId: population.id }),
    ...(target === undefined ? {} : { target }),
  };
  const query = operationQuery("sampling.readRepresentativeness", { body });
  const { data, error, isPlaceholderData } = useQuery({ ...query, placeholderData: keepPreviousData });

  return (
    <>
      <PageHead title={t("who.title")} answer={data === undefined ? " " : sentenceOf(data, words, names)} />
      <SamplingTabs />
      <FilterBar comparable={false} weighted={measure.weighted} />
      <div className={classes.controls}>
        <MeasureSelect measures={measures} measure={measure} onChoose={onChoose} />
        {population === undefined ? null : (
          <NativeSelect
            label={t("population.one")}
            value={population.id}
            onChange={(event) => setChosen(event.target.value)}
            data={populations.map(({ id, name }) => ({ value: id, label: name }))}
          />
        )}
      </div>
      <ProblemNote error={error} />
      {data === undefined && error === null ? <SkeletonList rows={3} height={160} /> : null}
      {data === undefined ? null : (
        <div className={classes.stack} style={{ opacity: isPlaceholderData ? 0.6 : 1, marginTop: "var(--space-4)" }}>
          {population === undefined ? <NoPopulation /> : <Margins found={data} question={body} />}
          <Rest found={data} measure={measure} target={target} onTarget={setTarget} />
        </div>
      )}
    </>
  );
}

interface RestProps {
  readonly found: Representativeness;
  readonly measure: Measure;
  readonly target: number | undefined;
  readonly onTarget: (target: number | undefined) => void;
}

function Rest({ found, measure, target, onTarget }: RestProps) {
  return (
    <>
      <Silence kind={measure.kind} found={found} target={target} onTarget={onTarget} />
      {found.arrival === null ? null : <Arrival kind={measure.kind} arrival={found.arrival} />}
      <Fieldwork measure={measure.ref} />
      <People people={found.people} total={found.population?.total ?? null} />
    </>
  );
}

function NoPopulation() {
  const { t } = useTranslation("sampling");
  return (
    <EmptyState title={t("noPopulation.title")} text={t("noPopulation.text")}>
      <Button component={Link} to="/sampling/population">
        {t("population.add")}
      </Button>
    </EmptyState>
  );
}

/** The answer of the page: which kind of people speaks most above its share, or that nobody does. */
function sentenceOf(found: Representativeness, t: Words, names: Names): string {
  if (found.n === 0) return t("who.nobody");
  if (found.population === null) return t("who.unknown");
  const notable = found.margins
    .filter(({ differs }) => differs)
    .flatMap(({ dimension, categories }) =>
      categories.filter(({ isNotable }) => isNotable).map((one) => ({ dimension, ...one })),
    )
    .toSorted((a, b) => Math.abs(b.standardised) - Math.abs(a.standardised));
  const [worst] = notable;
  if (found.margins.length === 0) return t("who.nothing", { population: found.population.name });
  if (worst === undefined) return t("who.alike", { population: found.population.name });
  const params = {
    category: names.value(worst.dimension, worst.value, worst.name),
    answers: formatShare(worst.answers / 100, names.language),
    population: formatShare(worst.population / 100, names.language),
  };
  return t(worst.standardised > 0 ? "who.over" : "who.under", params);
}
