import type { Inspection, Profile } from "../contract.ts";
import { columnKey } from "../rules.ts";

type Score = Profile["scores"][number];
type Field = Profile["dimensions"][number]["field"];

/** What one knows of a column before it is given a role. */
export type Column = Inspection["columns"][number];

/** What a column is used as. */
export type Role =
  | "leave-out"
  | "comment"
  | "time"
  | "weight"
  | "id"
  | "attribute"
  | `score:${Score["kind"]}`
  | `dimension:${Field}`
  | `person:${"email" | "phone" | "crm" | "employee"}`;

/** What a profile uses a column as. */
export function roleOf(profile: Profile, column: string): Role {
  const is = (part: { column?: string | undefined } | undefined) => part?.column === column;
  const score = profile.scores.find(is);
  if (score) return `score:${score.kind}`;
  if (profile.comments.some(is)) return "comment";
  if (profile.time?.columns.includes(column)) return "time";
  const dimension = profile.dimensions.find(is);
  if (dimension) return `dimension:${dimension.field}`;
  if (profile.person && is(profile.person)) return `person:${profile.person.kind as "email"}`;
  if (is(profile.weight)) return "weight";
  if (profile.attributes.some(is)) return "attribute";
  return profile.id?.columns.includes(column) === true ? "id" : "leave-out";
}

/** The profile with a column in another role; whatever else had a role that only one column can have gives it up. */
export function withRole(profile: Profile, column: Column, role: Role): Profile {
  const rest = without(profile, column.name);
  const [part, detail] = role.split(":") as [string, string | undefined];
  switch (part) {
    case "score":
      return { ...rest, scores: [...rest.scores, newScore(rest, column, detail as Score["kind"])] };
    case "comment":
      return { ...rest, comments: [...rest.comments, { ...named(rest, column.name), missing: [] }] };
    case "time":
      return { ...rest, time: { columns: [column.name], format: column.suggestion?.format ?? "iso" } };
    case "dimension":
      return withDimension(rest, column.name, detail as Field);
    case "attribute":
      return {
        ...rest,
        attributes: [
          ...rest.attributes,
          { name: column.name.slice(0, 60), column: column.name, values: {}, missing: [] },
        ],
      };
    case "weight":
      return { ...rest, weight: { column: column.name } };
    case "person":
      return { ...rest, person: { column: column.name, kind: detail as "email" } };
    case "id":
      return { ...rest, id: { columns: [column.name] } };
    default:
      return rest;
  }
}

/** The profile with one of its scores changed. */
export function withScore(profile: Profile, column: string, change: Partial<Score>): Profile {
  const scores = profile.scores.map((score) => (score.column === column ? { ...score, ...change } : score));
  return { ...profile, scores };
}

/** Scales that a kind of score may have. */
export function scalesOf(kind: Score["kind"]): readonly { readonly from: number; readonly to: number }[] {
  const upTo = (from: number, tops: readonly number[]) => tops.map((to) => ({ from, to }));
  if (kind === "recommendation") return upTo(0, [10]);
  if (kind === "satisfaction") return upTo(1, [3, 5, 7, 10]);
  if (kind === "effort") return upTo(1, [5, 7]);
  return kind === "rating" ? [...upTo(1, [2, 3, 4, 5, 6, 7, 10]), ...upTo(0, [5, 10])] : [];
}

/** The same score on another scale; values that lie outside it now become codes for "no answer". */
export function onScale(score: Score, scale: { from: number; to: number }, values: Column["values"]): Score {
  return { ...score, scale, missing: outside(scale, values) };
}

/** Texts of codes between commas, as a person types them. */
export function codesOf(text: string): string[] {
  return text
    .split(",")
    .map((code) => code.trim())
    .filter((code) => code !== "");
}

function without(profile: Profile, column: string): Profile {
  const { time, weight, person, id, ...rest } = profile;
  const other = (part: { column?: string | undefined }) => part.column !== column;
  const ids = id?.columns.filter((name) => name !== column) ?? [];
  return {
    ...rest,
    scores: rest.scores.filter(other),
    comments: rest.comments.filter(other),
    dimensions: rest.dimensions.filter(other),
    attributes: rest.attributes.filter(other),
    ...(time === undefined || time.columns.includes(column) ? {} : { time }),
    ...(weight !== undefined && other(weight) ? { weight } : {}),
    ...(person !== undefined && other(person) ? { person } : {}),
    ...(ids.length === 0 ? {} : { id: { columns: ids } }),
  };
}

function withDimension(profile: Profile, column: string, field: Field): Profile {
  const others = profile.dimensions.filter((dimension) => dimension.field !== field);
  const dimension = {
    field,
    column,
    values: {},
    missing: [],
    create: !["channel", "device", "language"].includes(field),
  };
  return { ...profile, dimensions: [...others, dimension] };
}

function newScore(profile: Profile, column: Column, kind: Score["kind"]): Score {
  const score = { ...named(profile, column.name), kind, values: {}, missing: [] };
  const scales = scalesOf(kind);
  const scale = scales.find((each) => shareWithin(each, column.values) > 0.9) ?? scales[0];
  return scale === undefined ? score : onScale(score, scale, column.values);
}

function shareWithin(scale: { from: number; to: number }, values: Column["values"]): number {
  const whole = values.reduce((sum, { count }) => sum + count, 0);
  const odd = new Set(outside(scale, values));
  return values.filter(({ text }) => !odd.has(text)).reduce((sum, { count }) => sum + count, 0) / Math.max(1, whole);
}

function outside({ from, to }: { from: number; to: number }, values: Column["values"]): string[] {
  return values
    .map(({ text }) => text)
    .filter((text) => !(Number(text.replace(",", ".")) >= from && Number(text.replace(",", ".")) <= to));
}

/** A column with a key of its own. */
function named(profile: Profile, column: string): { key: string; column: string } {
  return { key: columnKey(column, new Set([...profile.scores, ...profile.comments].map(({ key }) => key))), column };
}
