import type { Condition } from "#kit/condition";
import type { AppSearch } from "#web/filters/search.ts";

import { mostMeasures, pictures, sortings, type Picture, type ViewState } from "../contract.ts";
import { isStep } from "../rules.ts";

/** What the URL of Explore says; undefined while no measure is chosen. What is malformed counts as not said. */
export function stateOf(search: AppSearch): ViewState | undefined {
  const { measure, also, by, where, weight, step } = search;
  const measures = [...new Set([measure ?? "", ...listOf(also)])].filter(isMeasure).slice(0, mostMeasures);
  if (measures.length === 0) return undefined;
  const [period, compare, groups] = [periodOf(search), compareOf(search), groupsOf(search)];
  return {
    measures,
    by: [...new Set(listOf(by))].filter(isDimensionName).slice(0, 3),
    where: Object.fromEntries(Object.entries(where ?? {}).map(([name, values]) => [name, [...values]])),
    weight: weight === true,
    ...(period === undefined ? {} : { period }),
    ...(compare === undefined ? {} : { compare }),
    ...(groups === undefined ? {} : { groups }),
    ...(step === undefined ? {} : { step }),
    ...lookIn(search),
  };
}

/** The URL that says this; the inverse of `stateOf`. */
export function searchOf(state: ViewState): AppSearch {
  const { measures, by, where, period, compare, groups, weight, picture, step, sort, top } = state;
  return {
    measure: measures[0],
    also: measures.length > 1 ? measures.slice(1).join(",") : undefined,
    by: by.length === 0 ? undefined : by.join(","),
    where: Object.keys(where).length === 0 ? undefined : where,
    ...(typeof period === "object" ? { period: "custom", ...period } : { period }),
    ...(typeof compare === "object" ? { compare: "custom", since: compare.from, until: compare.to } : { compare }),
    a: groups === undefined ? undefined : JSON.stringify(groups.a),
    b: groups === undefined ? undefined : JSON.stringify(groups.b),
    weight: weight ? true : undefined,
    picture,
    step,
    sort,
    top: top === undefined ? undefined : String(top),
  };
}

/** How the answer is shown: picture, order, how many rows. */
function lookIn(search: AppSearch): Pick<ViewState, "picture" | "sort" | "top"> {
  const [picture, sort] = [pictureIn(search), sortings.find((each) => each === search.sort)];
  const top = Number(search.top);
  return {
    ...(picture === undefined ? {} : { picture }),
    ...(sort === undefined ? {} : { sort }),
    ...(Number.isInteger(top) && top >= 1 && top <= 1000 ? { top } : {}),
  };
}

function listOf(text: string | undefined): readonly string[] {
  return (text ?? "").split(",").filter((part) => part !== "");
}

/** The same forms as in the contract; what the server refuses would otherwise fail the whole page. */
function isMeasure(text: string): boolean {
  return /^(nps|enps|csat|ces|rating|gap|number|choice|text):[a-z]+(:[0-9a-f-]{36}:[a-z][a-z0-9_.]*)?$/.test(text);
}

function isDimensionName(name: string): name is ViewState["by"][number] {
  return isStep(name) || /^[a-z_]{2,20}$/.test(name) || /^attr\.[\p{L}\p{N}_ -]{1,60}$/u.test(name);
}

function pictureIn({ picture }: AppSearch): Picture | undefined {
  return pictures.find((each) => each === picture);
}

function periodOf({ period, from, to }: AppSearch): ViewState["period"] {
  if (period === undefined || period === "all") return undefined;
  if (period !== "custom") return period;
  return from === undefined || to === undefined ? undefined : { from, to };
}

function compareOf({ compare, since, until }: AppSearch): ViewState["compare"] {
  if (compare !== "custom") return compare;
  return since === undefined || until === undefined || since > until ? undefined : { from: since, to: until };
}

function groupsOf({ a, b }: AppSearch): ViewState["groups"] {
  const [first, second] = [conditionIn(a), conditionIn(b)];
  return first === undefined || second === undefined ? undefined : { a: first, b: second };
}

/** A condition out of the URL, as far as its form can be told here; the server looks closer. */
export function conditionIn(text: string | undefined): Condition | undefined {
  try {
    const value: unknown = JSON.parse(text ?? "");
    const isCondition =
      typeof value === "object" &&
      value !== null &&
      ["all", "any", "not", "field"].some((key) => Object.hasOwn(value, key));
    return isCondition ? (value as Condition) : undefined;
  } catch {
    return undefined;
  }
}
