import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useMemo } from "react";

import type { OperationCall } from "#web/api/operations.ts";
import { operationQuery } from "#web/api/queries.ts";
import { useFilter } from "#web/filters/use-filter.ts";

import { readings, weightMethods } from "../contract.ts";

/** What the URL asks, as the operations take it. */
export type Question = NonNullable<OperationCall<"drivers.readDrivers">["body"]>;

/** Between predictors in the URL: in no reference of one. */
export const between = "|";

/** How R² is divided, as the URL says. */
export function methodOf(text: string | undefined): (typeof weightMethods)[number] {
  return weightMethods.find((one) => one === text) ?? "johnson";
}

/** What the URL asks of drivers. */
export function useDriverQuestion(): Question {
  const { filter, search } = useFilter();
  const { measure, predictors, reading, method } = search;
  return useMemo(() => {
    const { compare: _, ...which } = filter;
    const read = readings.find((one) => one === reading);
    return {
      ...which,
      ...(measure === undefined ? {} : { measure }),
      ...(predictors === undefined ? {} : { predictors: predictors.split(between) }),
      ...(read === undefined ? {} : { reading: read }),
      ...(methodOf(method) === "johnson" ? {} : { method: methodOf(method) }),
    };
  }, [filter, measure, predictors, reading, method]);
}

/** The drivers as the URL asks for them. */
export function useDrivers() {
  const body = useDriverQuestion();
  return useQuery({ ...operationQuery("drivers.readDrivers", { body }), placeholderData: keepPreviousData });
}

/** Penalty and reward of the same question. */
export function usePenalties() {
  const { method: _, ...body } = useDriverQuestion();
  return useQuery({ ...operationQuery("drivers.readPenaltyReward", { body }), placeholderData: keepPreviousData });
}

/** Outcomes and predictors to choose from. */
export function useCandidates() {
  const { method: _, predictors: __, ...body } = useDriverQuestion();
  return useQuery({ ...operationQuery("drivers.listCandidates", { body }), placeholderData: keepPreviousData });
}
