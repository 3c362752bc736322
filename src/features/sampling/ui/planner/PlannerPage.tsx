import { NativeSelect, TextInput } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import type { Measure } from "#feature/facts/contract";
import type { OperationCall } from "#web/api/operations.ts";
import { operationQuery } from "#web/api/queries.ts";
import { PageHead } from "#web/design/PageHead.tsx";
import { ProblemNote } from "#web/design/ProblemNote.tsx";
import classes from "#web/design/Sections.module.css";
import { Skeleton } from "#web/design/Skeleton.tsx";
import { useNames } from "#web/format/names.ts";
import { formatCount, formatNumber } from "#web/format/number.ts";

import type { Plan, Population } from "../../contract.ts";
import { MeasureSelect } from "../MeasureSelect.tsx";
import { SamplingTabs } from "../SamplingTabs.tsx";
import { useMeasures, usePopulations } from "../use-sampling.ts";
import { PlanPictures } from "./PlanPictures.tsx";

type Body = NonNullable<OperationCall<"sampling.planQuota">["body"]>;

/** What is typed; numbers stay texts until they are asked with. */
interface Wish {
  readonly margin: string;
  readonly response: string;
  readonly reachable: string;
  readonly days: string;
  readonly rest: string;
  readonly designEffect: string;
  readonly variance: "safe" | "own";
  readonly dimension: string;
  readonly aim: "each" | "whole";
}

const start: Wish = {
  margin: "5",
  response: "20",
  reachable: "95",
  days: "30",
  rest: "0",
  designEffect: "1",
  variance: "safe",
  dimension: "",
  aim: "each",
};

/** How many must be asked so that the interval is as narrow as is wished: in all, by segment, a day. */
export function PlannerPage() {
  const { t } = useTranslation("sampling");
  const { measures, measure, choose } = useMeasures();
  const populations = usePopulations();
  const [wish, setWish] = useState(start);
  const [population, setPopulation] = useState("");
  const [shown] = useDebouncedValue(wish, 300);
  const body = bodyOf(shown, measure, population);
  const { data, error, isPlaceholderData } = useQuery({
    ...operationQuery("sampling.planQuota", { body: body ?? { margin: 5, response: 0.2, days: 30 } }),
    enabled: body !== null,
    placeholderData: keepPreviousData,
    retry: false,
  });
  return (
    <>
      <PageHead
        title={t("planner.title")}
        answer={<PlanAnswer plan={data} isReady={body !== null} days={shown.days} />}
      />
      <SamplingTabs />
      <div className={classes.stack}>
        <div className={classes.section}>
          {measures === undefined || measure === undefined ? null : (
            <div className={classes.controls}>
              <MeasureSelect measures={measures} measure={measure} onChoose={choose} />
            </div>
          )}
          <Fields wish={wish} onChange={setWish} />
          <Segments
            wish={wish}
            population={population}
            populations={populations ?? []}
            onChange={setWish}
            onPopulation={(id) => {
              setPopulation(id);
              setWish({ ...wish, dimension: "" });
            }}
          />
        </div>
        <ProblemNote error={error} />
        {data === undefined || body === null ? (
          error === null ? (
            <Skeleton height={300} />
          ) : null
        ) : (
          <div style={{ opacity: isPlaceholderData ? 0.6 : 1 }}>
            <PlanPictures plan={data} question={body} />
          </div>
        )}
      </div>
    </>
  );
}

function bodyOf(wish: Wish, measure: Measure | undefined, populationId: string): Body | null {
  const [margin, response, reachable, days, rest, designEffect] = [
    wish.margin,
    wish.response,
    wish.reachable,
    wish.days,
    wish.rest,
    wish.designEffect,
  ].map(Number);
  const isSound =
    isWithin(margin, 0.01, 100) &&
    isWithin(response, 0.1, 100) &&
    isWithin(reachable, 1, 100) &&
    isWithin(days, 1, 730) &&
    isWithin(rest, 0, 730) &&
    isWithin(designEffect, 1, 20);
  if (!isSound) return null;
  return {
    ...(measure === undefined ? {} : { measure: measure.ref }),
    margin,
    response: response / 100,
    reachable: reachable / 100,
    days: Math.round(days),
    rest: Math.round(rest),
    designEffect,
    variance: measure === undefined ? "safe" : wish.variance,
    aim: wish.aim,
    ...(populationId === "" ? {} : { populationId }),
    ...(populationId === "" || wish.dimension === "" ? {} : { dimension: wish.dimension }),
  };
}

function isWithin(value: number | undefined, least: number, most: number): value is number {
  return value !== undefined && value >= least && value <= most;
}

function PlanAnswer({ plan, isReady, days }: { plan: Plan | undefined; isReady: boolean; days: string }) {
  const { t, i18n } = useTranslation("sampling");
  if (!isReady) return t("planner.incomplete");
  if (plan === undefined) return " ";
  const count = (value: number): string => formatCount(Math.ceil(value), i18n.language);
  const { total } = plan;
  const params = {
    perDay: count(total.perDay),
    invitations: count(total.invitations),
    answers: count(total.mostAnswers),
    count: Number(days),
    margin: formatNumber(total.margin ?? 0, i18n.language, 1),
  };
  return t(total.isReachable ? "planner.answer" : "planner.tooFew", params);
}

interface FieldsProps {
  readonly wish: Wish;
  readonly onChange: (wish: Wish) => void;
}

const limits = {
  margin: [0.01, 100],
  response: [0.1, 100],
  reachable: [1, 100],
  days: [1, 730],
  rest: [0, 730],
  designEffect: [1, 20],
} as const;

function Fields({ wish, onChange }: FieldsProps) {
  const { t } = useTranslation("sampling");
  return (
    <div className={classes.controls}>
      {(Object.keys(limits) as (keyof typeof limits)[]).map((key) => {
        const [least, most] = limits[key];
        const isWrong = wish[key] === "" || !isWithin(Number(wish[key]), least, most);
        return (
          <TextInput
            key={key}
            type="number"
            min={least}
            max={most}
            step="any"
            label={t(`planner.${key}`)}
            description={t(`planner.${key}Note`)}
            value={wish[key]}
            error={isWrong ? t("planner.between", { least, most }) : undefined}
            onChange={(event) => onChange({ ...wish, [key]: event.target.value })}
          />
        );
      })}
      <NativeSelect
        label={t("planner.variance")}
        description={t("planner.varianceNote")}
        value={wish.variance}
        onChange={(event) => onChange({ ...wish, variance: event.target.value as Wish["variance"] })}
        data={[
          { value: "safe", label: t("planner.safe") },
          { value: "own", label: t("planner.own") },
        ]}
      />
    </div>
  );
}

interface SegmentsProps extends FieldsProps {
  readonly population: string;
  readonly populations: readonly Population[];
  readonly onPopulation: (id: string) => void;
}

function Segments({ wish, population, populations, onChange, onPopulation }: SegmentsProps) {
  const { t } = useTranslation("sampling");
  const names = useNames();
  const margins = populations.find(({ id }) => id === population)?.margins ?? [];
  return (
    <div className={classes.controls}>
      <NativeSelect
        label={t("population.one")}
        value={population}
        onChange={(event) => onPopulation(event.target.value)}
        data={[
          { value: "", label: t("planner.endless") },
          ...populations.map(({ id, name }) => ({ value: id, label: name })),
        ]}
      />
      {margins.length === 0 ? null : (
        <NativeSelect
          label={t("planner.by")}
          value={wish.dimension}
          onChange={(event) => onChange({ ...wish, dimension: event.target.value })}
          data={[
            { value: "", label: t("planner.whole") },
            ...margins.map(({ dimension }) => ({ value: dimension, label: names.dimension(dimension) })),
          ]}
        />
      )}
      {wish.dimension === "" ? null : (
        <NativeSelect
          label={t("planner.aim")}
          value={wish.aim}
          onChange={(event) => onChange({ ...wish, aim: event.target.value as Wish["aim"] })}
          data={[
            { value: "each", label: t("planner.aim-each") },
            { value: "whole", label: t("planner.aim-whole") },
          ]}
        />
      )}
    </div>
  );
}
