import { ensureReferences, putUnits, readSettings, referenceIds, type UnitToPut } from "#feature/organisation";
import type { ReferenceKind } from "#feature/organisation/contract";
import { putSeededCustomers } from "#feature/people";
import { ensureImportedSurvey } from "#feature/surveys";
import { definitionSchema } from "#feature/surveys/contract";
import type { Viewer } from "#kit/viewer";
import type { Tx } from "#platform/postgres";
import type { Stores } from "#platform/stores";
import { brands, products, surveys, surveySlug, type Company } from "#seeds";

import { insertItems } from "../store/progress.ts";
import { putWorkforce } from "./workforce.ts";

/** Puts units, codes, surveys and customers there; whatever is there already stays as it is. */
export async function putCompany(
  stores: Stores,
  viewer: Viewer,
  company: Company,
  signal?: AbortSignal,
): Promise<void> {
  await stores.postgres.transaction(async (tx) => {
    await putTree(tx, viewer, company);
    await putCodes(tx, viewer, company);
    await putSurveys(tx, stores, viewer);
  });
  const { defaultLanguage } = await stores.postgres.read(readSettings);
  await putWorkforce(stores, viewer, { company, language: languageOf(defaultLanguage) });
  await putCustomers(stores, company, signal);
}

function languageOf(defaultLanguage: string): "en" | "ru" | "uk" {
  return (["ru", "uk"] as const).find((one) => one === defaultLanguage) ?? "en";
}

async function putTree(tx: Tx, viewer: Viewer, company: Company): Promise<void> {
  const codes = company.units.map(({ code }) => ({ kind: "unit", code }));
  const before = new Set((await referenceIds(tx, codes)).map(({ code }) => code));
  const missing = company.units.filter(({ code }) => !before.has(code));
  if (missing.length === 0) return;

  await putUnits(
    tx,
    viewer,
    missing.map((unit): UnitToPut => ({
      code: unit.code,
      name: unit.name,
      parentCode: unit.before?.parentCode ?? unit.parentCode,
      timeZone: unit.timeZone,
    })),
  );
  const moved = missing.flatMap(({ code, parentCode, before: was }): UnitToPut[] => {
    const day = was === undefined ? undefined : company.months[was.untilMonth]?.days[0]?.day;
    return day === undefined ? [] : [{ code, parentCode, from: day }];
  });
  if (moved.length > 0) await putUnits(tx, viewer, moved);
  await note(
    tx,
    missing.map(({ code }) => ({ kind: "unit", code })),
  );
}

async function putCodes(tx: Tx, viewer: Viewer, company: Company): Promise<void> {
  const wanted = codesOf(company);
  const before = new Set((await referenceIds(tx, wanted)).map(({ kind, code }) => `${kind}:${code}`));
  const missing = wanted.filter(({ kind, code }) => !before.has(`${kind}:${code}`));
  await ensureReferences(tx, viewer, missing);
  await note(tx, missing);
}

const touchpoints = {
  VISIT: "Branch visit",
  CALL: "Call",
  CHAT: "Chat",
  APP: "App",
  RELATIONAL: "Relationship",
} as const;

function codesOf(company: Company): readonly { kind: ReferenceKind; code: string; name: string }[] {
  return [
    ...products.map(([code, name]) => ({ kind: "product" as const, code, name })),
    ...brands.map(([code, name]) => ({ kind: "brand" as const, code, name })),
    ...Object.entries(touchpoints).map(([key, name]) => ({ kind: "touchpoint" as const, code: `OV-T-${key}`, name })),
    ...company.staff.map(({ code, name }) => ({ kind: "employee" as const, code, name })),
  ];
}

async function note(tx: Tx, made: readonly { readonly kind: string; readonly code: string }[]): Promise<void> {
  const rows = await referenceIds(tx, made);
  for (const [kind, some] of Map.groupBy(rows, (row) => row.kind))
    await insertItems(
      tx,
      kind,
      some.map(({ id }) => id),
    );
}

/** Names are those of the organisation's own language, where the surveys speak it. */
async function putSurveys(tx: Tx, stores: Stores, viewer: Viewer): Promise<void> {
  const { defaultLanguage } = await readSettings(tx);
  const language = languageOf(defaultLanguage);
  const ids: string[] = [];
  for (const { source, name, programme, anonymous, definition } of surveys) {
    const { surveyId } = await ensureImportedSurvey(tx, viewer, {
      slug: surveySlug(source),
      name: name[language],
      programme,
      anonymous,
      definition: definitionSchema.parse({ ...definition, defaultLanguage: language }),
      clock: stores.clock,
      random: stores.random,
    });
    ids.push(surveyId);
  }
  await insertItems(tx, "survey", ids);
}

const customersAtOnce = 10_000;

async function putCustomers(stores: Stores, company: Company, signal?: AbortSignal): Promise<void> {
  const units = await stores.postgres.read((tx) =>
    referenceIds(
      tx,
      company.branches.map(({ code }) => ({ kind: "unit", code })),
    ),
  );
  const unitIds = new Map(units.map(({ code, id }) => [code, id]));
  for (let first = 0; first < company.customers; first += customersAtOnce) {
    signal?.throwIfAborted();
    const some = Array.from({ length: Math.min(customersAtOnce, company.customers - first) }, (_, index) => {
      const { crm, language, homeBranch } = company.customerAt(first + index);
      return { crm, language, homeUnitId: unitIds.get(homeBranch.code) ?? null };
    });
    await stores.postgres.transaction((tx) => putSeededCustomers(tx, some));
  }
}
