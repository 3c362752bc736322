import type { z } from "zod";

import { unitWishSchema } from "#feature/organisation/contract";
import { personWishSchema } from "#feature/people/contract";
import { staffWishSchema } from "#feature/workforce/contract";
import { properTag } from "#kit/language";

import type { DirectoryKind, Mapping } from "../contract.ts";
import { dayIn } from "./day.ts";

/** One wrong cell, or a row that is wrong as a whole (no column). */
export interface CellProblem {
  readonly column: string;
  readonly value: string;
  readonly code: string;
}

/** What a row asks for, or what is wrong with it. */
export type ReadRow =
  | { readonly ok: true; readonly code: string; readonly above: string | null; readonly wish: Record<string, unknown> }
  | { readonly ok: false; readonly problems: readonly CellProblem[] };

/** One mapped column of a file. */
export interface MappedColumn {
  readonly index: number;
  readonly name: string;
  readonly field: string;
}

/** The columns that the mapping uses, in the order of the file. */
export function mappedColumns(columns: readonly string[], mapping: Mapping): readonly MappedColumn[] {
  return columns.flatMap((name, index) => {
    const field = mapping[name];
    return field === undefined ? [] : [{ index, name, field }];
  });
}

/**
 * A row as what is wished of the unit, the member of staff or the person. An empty cell changes nothing; a single dash
 * clears. Several values stand in one cell with ; or | between them.
 */
export function readRow(kind: DirectoryKind, columns: readonly MappedColumn[], cells: readonly string[]): ReadRow {
  const { texts, problems } = textsOf(columns, cells);
  const values = new Map<string, unknown>();
  for (const [field, { column, texts: given }] of texts) {
    const value = valueOf(field, given);
    if (value === undefined) problems.push({ column, value: given[0] ?? "", code: problemOf(field) });
    else values.set(field, value);
  }
  const made = makers[kind](Object.fromEntries(values));
  if (made === undefined) {
    const code = kind === "persons" ? "directory.identity_needed" : "directory.code_needed";
    return { ok: false, problems: [...problems, { column: "", value: "", code }] };
  }
  const parsed = schemas[kind].safeParse(made.wish);
  if (!parsed.success) problems.push(...problemsOf(parsed.error, texts));
  return problems.length > 0 ? { ok: false, problems: onePerColumn(problems) } : { ok: true, ...made };
}

type Texts = Map<string, { readonly column: string; readonly texts: string[] }>;

/** What the cells hold, by field; two columns of one manager must agree. */
function textsOf(
  columns: readonly MappedColumn[],
  cells: readonly string[],
): { readonly texts: Texts; readonly problems: CellProblem[] } {
  const problems: CellProblem[] = [];
  const texts: Texts = new Map();
  for (const { index, name, field } of columns) {
    const text = (cells[index] ?? "").toWellFormed().replaceAll("\u0000", "").trim();
    if (text === "") continue;
    const held = texts.get(field);
    if (held === undefined) texts.set(field, { column: name, texts: [text] });
    else if (field === "manager" && held.texts[0]?.toLowerCase() !== text.toLowerCase())
      problems.push({ column: name, value: text, code: "organisation.two_managers" });
    else held.texts.push(text);
  }
  return { texts, problems };
}

const schemas = {
  units: unitWishSchema.partial().extend({ code: staffWishSchema.shape.code }),
  staff: staffWishSchema,
  persons: personWishSchema,
} as const;

const days = new Set(["hiredOn", "leftOn", "from"]);
const lists = new Set(["skills", "languages", "roles"]);
const tags = new Set(["language", "languages"]);
/** What a dash may clear. */
const clearable = new Set([
  "kind",
  "parent",
  "timeZone",
  "calendar",
  "manager",
  "address",
  "email",
  "unit",
  "hiredOn",
  "leftOn",
  "language",
]);

/** Undefined: the text cannot be that. */
function valueOf(field: string, texts: readonly string[]): unknown {
  const [text = ""] = texts;
  if (lists.has(field)) return listOf(field, texts);
  if (isDash(text) && (clearable.has(field) || field.startsWith("attribute:"))) return null;
  if (days.has(field)) return dayIn(text);
  if (tags.has(field)) return languageIn(text);
  if (field === "email") return texts.flatMap(parts);
  if (field === "phone") return texts.flatMap(parts);
  return text;
}

function isDash(text: string): boolean {
  return /^[-–—]$/.test(text);
}

function parts(text: string): string[] {
  return text.split(/[;|]/).flatMap((part) => (part.trim() === "" ? [] : [part.trim()]));
}

function listOf(field: string, texts: readonly string[]): readonly string[] | undefined {
  if (texts.length === 1 && isDash(texts[0] ?? "")) return [];
  const values = texts
    .flatMap(parts)
    .map((part) => (tags.has(field) ? languageIn(part) : field === "roles" ? roleIn(part) : part));
  const known = values.filter((value) => value !== undefined);
  return known.length === values.length ? [...new Set(known)] : undefined;
}

const languageNames: Readonly<Record<string, string>> = {
  english: "en",
  английский: "en",
  англійська: "en",
  анг: "en",
  russian: "ru",
  русский: "ru",
  російська: "ru",
  рус: "ru",
  ukrainian: "uk",
  украинский: "uk",
  українська: "uk",
  укр: "uk",
  ua: "uk",
  german: "de",
  немецкий: "de",
  німецька: "de",
  french: "fr",
  французский: "fr",
  французька: "fr",
  polish: "pl",
  польский: "pl",
  польська: "pl",
  romanian: "ro",
  румынский: "ro",
  румунська: "ro",
};

function languageIn(text: string): string | undefined {
  const named = languageNames[text.trim().toLowerCase()];
  return named ?? (/^[a-z]{2,3}([-_]\w+)*$/i.test(text.trim()) ? properTag(text) : undefined);
}

const roleNames: Readonly<Record<string, string>> = {
  customer: "customer",
  client: "customer",
  клиент: "customer",
  клієнт: "customer",
  покупатель: "customer",
  покупець: "customer",
  employee: "employee",
  staff: "employee",
  сотрудник: "employee",
  работник: "employee",
  працівник: "employee",
  співробітник: "employee",
  partner: "partner",
  партнер: "partner",
  партнёр: "partner",
  shopper: "shopper",
  "mystery shopper": "shopper",
  "тайный покупатель": "shopper",
  "таємний покупець": "shopper",
};

function roleIn(text: string): string | undefined {
  return roleNames[text.toLowerCase()];
}

function problemOf(field: string): string {
  if (days.has(field)) return "directory.not_a_day";
  if (tags.has(field)) return "directory.not_a_language";
  return field === "roles" ? "directory.not_a_role" : "directory.invalid_value";
}

type Values = Readonly<Record<string, unknown>>;
interface Made {
  readonly code: string;
  readonly above: string | null;
  readonly wish: Record<string, unknown>;
}

const makers: Readonly<Record<DirectoryKind, (values: Values) => Made | undefined>> = {
  units: ({ code, parent, manager, ...rest }) => {
    if (typeof code !== "string") return undefined;
    const above = parent === undefined ? {} : { parentCode: parent };
    const head = manager === undefined ? {} : { manager: manager === null ? null : { employee: manager } };
    return { code: code.toLowerCase(), above: null, wish: { ...rest, code, ...above, ...head } };
  },
  staff: ({ code, lastName, firstName, middleName, name, email, ...rest }) => {
    if (typeof code !== "string") return undefined;
    const whole = nameOf({ lastName, firstName, middleName, name });
    const mail = email === undefined ? {} : { email: firstOf(email) };
    const { manager } = rest;
    return {
      code: code.toLowerCase(),
      above: typeof manager === "string" ? manager.toLowerCase() : null,
      wish: { ...rest, code, ...(whole === undefined ? {} : { name: whole }), ...mail },
    };
  },
  persons: ({ crm, employee, email, phone, unit, lastName, firstName, middleName, name, ...rest }) => {
    const identities = [
      ...one("crm", crm),
      ...one("employee", employee),
      ...one("email", email),
      ...one("phone", phone),
    ];
    const [key, ...others] = identities;
    if (key === undefined) return undefined;
    const whole = nameOf({ lastName, firstName, middleName, name });
    return {
      code: `${key.kind}:${key.value.toLowerCase()}`,
      above: null,
      wish: {
        key,
        ...(others.length === 0 ? {} : { identities: others }),
        ...(whole === undefined ? {} : { displayName: whole }),
        ...(unit === undefined ? {} : { homeUnit: unit }),
        ...plainFields(rest),
      },
    };
  },
};

function firstOf(value: unknown): string | null {
  const values: readonly unknown[] = Array.isArray(value) ? value : [];
  const [first] = values;
  return typeof first === "string" ? first : null;
}

function one(kind: string, value: unknown): { kind: string; value: string }[] {
  const values: readonly unknown[] = Array.isArray(value) ? value : [value];
  return values.flatMap((each) => (typeof each === "string" ? [{ kind, value: each }] : []));
}

function plainFields(rest: Values): Record<string, unknown> {
  const attributes: Record<string, unknown> = {};
  const fields: Record<string, unknown> = {};
  for (const [field, value] of Object.entries(rest)) {
    if (field.startsWith("attribute:")) attributes[field.slice("attribute:".length)] = value;
    else fields[field] = value;
  }
  return Object.keys(attributes).length === 0 ? fields : { ...fields, attributes };
}

/** The whole name, or its parts in the order of an address: first, middle, last. */
function nameOf({ lastName, firstName, middleName, name }: Values): string | undefined {
  if (typeof name === "string") return name;
  const words = [firstName, middleName, lastName].filter((word) => typeof word === "string");
  return words.length === 0 ? undefined : words.join(" ");
}

/** Fields of wishes that are called otherwise in a file. */
const fieldOf: Readonly<Record<string, string>> = {
  parentCode: "parent",
  displayName: "name",
  homeUnit: "unit",
  key: "code",
};

/** The column that a field of a wish came from. */
export function columnOf(columns: readonly MappedColumn[], path: string): MappedColumn | undefined {
  const [field = ""] = path.split(".");
  const wanted = path.startsWith("attributes.") ? path.replace("attributes.", "attribute:") : (fieldOf[field] ?? field);
  const names = wanted === "code" ? ["code", "crm", "employee", "email", "phone"] : [wanted];
  return names.flatMap((name) => columns.find((column) => column.field === name) ?? [])[0];
}

function problemsOf(
  error: z.ZodError,
  texts: ReadonlyMap<string, { readonly column: string; readonly texts: readonly string[] }>,
): CellProblem[] {
  return error.issues.map((issue) => {
    const columns = [...texts].map(([field, { column }], index) => ({ index, name: column, field }));
    const column = columnOf(columns, issue.path.join("."));
    const value = texts.get(column?.field ?? "")?.texts[0] ?? "";
    return { column: column?.name ?? "", value, code: codeOf(issue, column?.field) };
  });
}

function codeOf(issue: z.core.$ZodIssue, field: string | undefined): string {
  if (issue.code === "too_big") return "directory.too_long";
  if (field === "email") return "directory.not_an_email";
  if (field === "timeZone") return "organisation.unknown_time_zone";
  return days.has(field ?? "") ? "directory.not_a_day" : "directory.invalid_value";
}

function onePerColumn(problems: readonly CellProblem[]): readonly CellProblem[] {
  return [...new Map(problems.toReversed().map((problem) => [problem.column, problem])).values()].toReversed();
}
