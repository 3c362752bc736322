import { createHash } from "node:crypto";

import { readSettings } from "#feature/organisation";
import type { Settings } from "#feature/organisation/contract";
import {
  findPublished,
  readLink,
  readTestRun,
  readTestVisit,
  readVersion,
  testTokenPrefix,
  type PublishedSurvey,
  type SurveyLink,
  type TestVisit,
} from "#feature/surveys";
import type { Definition } from "#feature/surveys/contract";
import { chooseLanguage, offeredLanguages, type FieldValues } from "#feature/surveys/runtime";
import type { Tx } from "#platform/postgres";
import type { Stores } from "#platform/stores";

import { keyOf } from "../actions/record.ts";
import { carriedFrom, fieldsFrom, type Carried } from "./address.ts";
import type { Brand } from "./html/layout.ts";
import { selectSaved, type SavedResponse } from "./store.ts";
import type { Ticket, Tickets } from "./ticket.ts";
import { acceptedLanguages } from "./wording/languages.ts";

/** What a request says about itself. */
export interface Arriving {
  readonly slug: string;
  /** Token of a single-use link. */
  readonly token: string | undefined;
  readonly query: URLSearchParams;
  readonly acceptLanguage: string | undefined;
  /** Tickets the request carries, the most telling first: form, address, cookie. */
  readonly tickets: readonly (string | undefined)[];
}

/** One respondent at one survey. */
export interface Visit {
  readonly survey: PublishedSurvey["survey"];
  /** The version this response is answered by. */
  readonly version: number;
  readonly definition: Definition;
  readonly brand: Brand;
  readonly language: string;
  readonly offered: readonly string[];
  readonly token: string | undefined;
  readonly link: SurveyLink | undefined;
  /** Undefined for a respondent who comes for the first time, and for a single-use link, which needs none. */
  readonly ticket: Ticket | undefined;
  readonly saved: SavedResponse | undefined;
  readonly carried: Carried;
  /** Everything conditions and piping may read besides answers. */
  readonly fields: FieldValues;
  readonly path: string;
  /** Set when the survey is only tried: what is saved goes apart and never counts. */
  readonly test?: TestVisit | undefined;
}

/** A visit, or which of the pages that say no. `brand` and `language` are known as far as possible. */
export type Found =
  | { readonly ok: true; readonly visit: Visit }
  | { readonly ok: false; readonly code: "missing" | "linkUnknown"; readonly brand: Brand; readonly language: string };

/** Reads what a request needs. A first visit to an open survey costs no database: what is published is kept for a second. */
export async function arrive(stores: Stores, tickets: Tickets, arriving: Arriving): Promise<Found> {
  if (arriving.token?.startsWith(testTokenPrefix)) return arriveAtTest(stores, tickets, arriving);
  const { published, brand } = await readDesk(stores, arriving.slug);
  const wanted = [arriving.query.get("lang") ?? "", ...acceptedLanguages(arriving.acceptLanguage)].filter(
    (tag) => tag !== "",
  );
  if (published === undefined || published.survey.origin === "imported") {
    return { ok: false, code: "missing", brand, language: chooseLanguage(["en", "ru", "uk"], wanted) };
  }

  const { survey } = published;
  const ticket = arriving.tickets.map((text) => tickets.read(survey.id, text)).find((read) => read !== undefined);
  const begun = await readBegun(stores, { published, token: arriving.token, ticket });
  const { definition } = begun;
  const offered = offeredOf(definition);
  const language = chooseLanguage(offered, wanted);
  if (begun.link === null) return { ok: false, code: "linkUnknown", brand, language };

  const carried = carriedFrom(definition, arriving.query);
  const { context, attributes } = fieldsFrom(definition, carried);
  const fields = {
    language,
    ...attributes,
    ...context,
    ...begun.saved?.attributes,
    ...begun.saved?.context,
    ...begun.link?.context,
  };
  const path = arriving.token === undefined ? `/s/${survey.slug}` : `/s/${survey.slug}/${arriving.token}`;
  const { version, saved, link } = begun;
  return {
    ok: true,
    visit: {
      survey,
      version,
      definition,
      brand: themed(brand, definition),
      language,
      offered,
      token: arriving.token,
      link,
      ticket,
      saved,
      carried,
      fields,
      path,
    },
  };
}

/** A visit under a test link: like that of an open survey, but for the draft as well. */
async function arriveAtTest(stores: Stores, tickets: Tickets, arriving: Arriving): Promise<Found> {
  const { slug, token = "", query } = arriving;
  const wanted = [query.get("lang") ?? "", ...acceptedLanguages(arriving.acceptLanguage)].filter((tag) => tag !== "");
  const { test, brand } = await stores.postgres.read(async (tx) => ({
    test: await readTestVisit(tx, { slug, token, now: stores.clock.now() }),
    brand: brandOf(await readSettings(tx)),
  }));
  if (test === undefined)
    return { ok: false, code: "linkUnknown", brand, language: chooseLanguage(["en", "ru", "uk"], wanted) };

  const { survey, definition } = test;
  const ticket = arriving.tickets.map((text) => tickets.read(test.linkId, text)).find((read) => read !== undefined);
  const run = ticket && (await stores.postgres.read((tx) => readTestRun(tx, test.linkId, ticket.key)));
  const saved = run && { ...run, version: run.version ?? 0, context: {}, attributes: run.fields, isErased: false };
  const offered = [...new Set([...offeredOf(definition), ...definition.languages])];
  const language = chooseLanguage(offered, wanted);
  const carried = carriedFrom(definition, query);
  const { context, attributes } = fieldsFrom(definition, carried);
  const visit: Visit = {
    // Tickets name the survey by its id; those of a test run fit this link alone.
    survey: { ...survey, id: test.linkId },
    version: test.version ?? 0,
    definition,
    brand: themed(brand, definition),
    language,
    offered,
    token: undefined,
    link: undefined,
    ticket,
    saved,
    carried,
    fields: { language, ...attributes, ...context, ...run?.fields },
    path: `/s/${slug}/${token}`,
    test,
  };
  return { ok: true, visit };
}

/** The organisation's look with what the survey's own theme changes. */
export function themed(brand: Brand, { theme }: Pick<Definition, "theme">): Brand {
  if (theme === undefined) return brand;
  return { ...brand, theme, logoUrl: theme.logo ? brand.logoUrl : undefined };
}

interface Desk {
  readonly published: PublishedSurvey | undefined;
  readonly brand: Brand;
}

interface Kept extends Desk {
  readonly until: number;
}

/** How long a change of a survey or of the settings may take to be seen here, in milliseconds. */
const keptFor = 1000;
const desks = new WeakMap<object, Map<string, Kept>>();

/** The published survey of this name and how the organisation looks; surveys that exist are remembered for a second. */
export async function readDesk(stores: Stores, slug: string): Promise<Desk> {
  const known = desks.get(stores.postgres) ?? new Map<string, Kept>();
  desks.set(stores.postgres, known);
  const now = stores.clock.now().getTime();
  const kept = known.get(slug);
  if (kept !== undefined && kept.until > now && kept.until <= now + keptFor) return kept;

  const desk = await stores.postgres.read(async (tx) => ({
    published: await findPublished(tx, slug),
    brand: brandOf(await readSettings(tx)),
  }));
  if (known.size > 1000) known.clear();
  if (desk.published === undefined) known.delete(slug);
  else known.set(slug, { ...desk, until: now + keptFor });
  return desk;
}

/** The logo's address changes with the logo, so that browsers may keep it. */
export function brandOf({ name, colour, privacyUrl, logo }: Settings): Brand {
  return { name, colour, privacyUrl, logoUrl: logo === null ? undefined : `/s/-/logo/${logoStamp(logo)}` };
}

/** Short name of a logo by its content. */
export function logoStamp(logo: string): string {
  return createHash("sha256").update(logo).digest("base64url").slice(0, 16);
}

interface Begun {
  readonly version: number;
  readonly definition: Definition;
  readonly saved: SavedResponse | undefined;
  /** Null: the link is unknown, has expired or belongs to another survey. */
  readonly link: SurveyLink | null | undefined;
}

async function readBegun(
  stores: Stores,
  { published, token, ticket }: { published: PublishedSurvey; token: string | undefined; ticket: Ticket | undefined },
): Promise<Begun> {
  const { version } = published;
  const fresh = { version: version.version, definition: version.definition, saved: undefined, link: undefined };
  if (token === undefined && ticket === undefined) return fresh;

  return stores.postgres.read((tx) =>
    token === undefined
      ? readByTicket(tx, published, ticket)
      : readByToken(tx, published, { token, now: stores.clock.now() }),
  );
}

async function readByTicket(tx: Tx, published: PublishedSurvey, ticket: Ticket | undefined): Promise<Begun> {
  const saved = await selectSaved(tx, published.survey.id, keyOf(`page:${ticket?.key ?? ""}`));
  const version = saved?.version ?? ticket?.version ?? published.version.version;
  return { ...(await inVersion(tx, published, version)), saved, link: undefined };
}

async function readByToken(
  tx: Tx,
  published: PublishedSurvey,
  { token, now }: { token: string; now: Date },
): Promise<Begun> {
  const link = await readLink(tx, token, now);
  const saved = await selectSaved(tx, published.survey.id, keyOf(`link:${token}`));
  const begun = await inVersion(tx, published, saved?.version ?? published.version.version);
  return { ...begun, saved, link: link?.surveyId === published.survey.id ? link : null };
}

async function inVersion(tx: Tx, { survey, version }: PublishedSurvey, wanted: number) {
  const other = wanted === version.version ? undefined : await readVersion(tx, survey.id, wanted);
  const read = other ?? version;
  return { version: read.version, definition: read.definition };
}

const offeredBy = new WeakMap<Definition, readonly string[]>();

function offeredOf(definition: Definition): readonly string[] {
  const known = offeredBy.get(definition);
  if (known !== undefined) return known;
  const offered = offeredLanguages(definition);
  offeredBy.set(definition, offered);
  return offered;
}
