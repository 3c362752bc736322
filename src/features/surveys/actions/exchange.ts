import { parse, stringify } from "yaml";
import { z } from "zod";

import { recordAudit, requireEverywhere, requirePermission } from "#feature/access";
import { Refusal, type FieldProblem } from "#kit/refusal";
import type { Tx } from "#platform/postgres";
import { escapeXml, readXml, XmlProblem } from "#platform/xml";

import {
  definitionSchema,
  programmes,
  type Definition,
  type ExchangeFormat,
  type NotCarried,
  type Programme,
  type Survey,
} from "../contract.ts";
import { UnreadableFile, type Carried, type Written } from "../rules/exchange/carried.ts";
import { toLimeSurvey } from "../rules/exchange/limesurvey-export.ts";
import { fromLimeSurvey } from "../rules/exchange/limesurvey-import.ts";
import { toSurveyJs } from "../rules/exchange/surveyjs-export.ts";
import { fromSurveyJs } from "../rules/exchange/surveyjs-import.ts";
import { checkDefinition } from "../runtime/index.ts";
import { isSameContent } from "../runtime/same-content.ts";
import {
  countAnswers,
  insertSurvey,
  lockSurvey,
  selectFullSurvey,
  selectSurvey,
  updateDraft,
  type FullSurveyRow,
} from "../store/surveys.ts";
import { insertWithFreeSlug, type SurveyCall } from "./manage.ts";
import { readVersion } from "./published.ts";
import { found, requireSoundDraft, viewSurvey } from "./view.ts";

/** A file and what is to become of it. */
export interface ImportWish {
  readonly format: ExchangeFormat;
  readonly content: string;
  readonly name?: string | undefined;
  readonly programme?: Programme | undefined;
  /** `slug`: changes the survey that the file names, or makes it. */
  readonly into: "new" | "slug";
  readonly dryRun: boolean;
}

/** What became of a file. */
export interface ImportedDefinition {
  readonly name: string;
  readonly definition: Definition;
  readonly notCarried: NotCarried[];
  readonly problems: FieldProblem[];
  readonly result: "checked" | "created" | "updated" | "unchanged";
  readonly survey: Survey | null;
}

/**
 * Makes a survey of a file, or in a dry run says what would become of it. A file of ours that names a survey (`slug`)
 * changes the draft of that survey when wanted `into: "slug"`, and the same file again changes nothing.
 * Refuses `surveys.file_unreadable`, `surveys.invalid_definition`, `surveys.slug_taken` (by an import),
 * `surveys.programme_differs` and `surveys.anonymity_fixed`.
 */
export async function importDefinition(call: SurveyCall, wish: ImportWish): Promise<ImportedDefinition> {
  requireEverywhere(call.viewer, "surveys.write");
  const file = readFile(wish);
  const name = (wish.name ?? file.name).slice(0, 200);
  const shown = {
    name,
    definition: file.definition,
    notCarried: [...file.notCarried],
    problems: [...checkDefinition(file.definition)],
  };
  if (wish.dryRun) return { ...shown, result: "checked", survey: null };

  requireSoundDraft(file.definition);
  return call.stores.postgres.transaction(async (tx) => {
    const slug = wish.into === "slug" ? file.slug : undefined;
    const { id, result } = await land(tx, call, { ...file, name, programme: wish.programme ?? file.programme, slug });
    if (result !== "unchanged") {
      const details = { format: wish.format, result, notCarried: shown.notCarried.length };
      await recordAudit(tx, call.viewer, {
        action: "surveys.definition_imported",
        subjectKind: "survey",
        subjectId: id,
        details,
      });
    }
    return { ...shown, result, survey: await viewSurvey(tx, id) };
  });
}

/** A survey's draft, or one of its versions, as a file. Refuses `surveys.not_found`. */
export async function exportDefinition(
  { stores, viewer }: SurveyCall,
  idOrSlug: string,
  { format, version }: { readonly format: ExchangeFormat; readonly version?: number | undefined },
): Promise<{ fileName: string; mime: string; content: string; notCarried: NotCarried[] }> {
  requirePermission(viewer, "surveys.read");
  const { survey, definition } = await stores.postgres.read(async (tx) => {
    const { id } = found(await selectSurvey(tx, idOrSlug));
    const row = found(await selectFullSurvey(tx, id));
    const of =
      version === undefined ? definitionSchema.parse(row.draft) : found(await readVersion(tx, id, version)).definition;
    return { survey: row, definition: of };
  });
  const { ending, mime, write } = writers[format];
  const { content, notCarried } = write(definition, survey);
  return { fileName: `${survey.slug}.${ending}`, mime, content, notCarried: [...notCarried] };
}

interface Writer {
  readonly ending: string;
  readonly mime: string;
  readonly write: (definition: Definition, survey: FullSurveyRow) => Written;
}

const writers: Readonly<Record<ExchangeFormat, Writer>> = {
  holos: { ending: "yaml", mime: "application/yaml", write: toHolos },
  surveyjs: { ending: "json", mime: "application/json", write: toSurveyJs },
  limesurvey: { ending: "lss", mime: "application/xml", write: (definition) => toLimeSurvey(definition, escapeXml) },
};

function toHolos(definition: Definition, { slug, name, programme, anonymous }: FullSurveyRow): Written {
  return {
    content: stringify({ holos: 1, slug, name, programme, anonymous, definition }, { lineWidth: 0 }),
    notCarried: [],
  };
}

interface ReadFile extends Omit<Carried, "definition"> {
  readonly definition: Definition;
  readonly slug?: string | undefined;
  readonly programme?: Programme | undefined;
  readonly anonymous?: boolean | undefined;
}

const holosFile = z.strictObject({
  holos: z.literal(1),
  slug: z
    .string()
    .regex(/^[a-z0-9][a-z0-9-]{1,59}$/)
    .optional(),
  name: z.string().trim().min(1).max(200),
  programme: z.enum(programmes).default("relational"),
  anonymous: z.boolean().default(false),
  definition: z.unknown(),
});

function readFile({ format, content }: ImportWish): ReadFile {
  try {
    if (format === "holos") return fromHolos(content);
    const carried = format === "surveyjs" ? fromSurveyJs(jsonOf(content)) : fromLimeSurvey(readXml(content));
    return { ...carried, definition: judged(carried.definition) };
  } catch (cause) {
    if (!(cause instanceof UnreadableFile) && !(cause instanceof XmlProblem)) throw cause;
    throw new Refusal("surveys.file_unreadable", { format, reason: cause.message });
  }
}

function fromHolos(content: string): ReadFile {
  const file = holosFile.safeParse(yamlOf(content));
  if (!file.success) {
    const [first] = file.error.issues;
    throw new UnreadableFile(`${first?.path.join(".") ?? ""}: ${first?.message ?? ""}`);
  }
  return { ...file.data, definition: judged(file.data.definition), notCarried: [] };
}

/** YAML, and with it JSON; anchors that would grow a file are not followed far. */
function yamlOf(content: string): unknown {
  try {
    return parse(content, { maxAliasCount: 20 }) as unknown;
  } catch (cause) {
    throw new UnreadableFile(cause instanceof Error ? (cause.message.split("\n")[0] ?? "") : "no YAML", { cause });
  }
}

function jsonOf(content: string): unknown {
  try {
    return JSON.parse(content) as unknown;
  } catch (cause) {
    throw new UnreadableFile("no JSON", { cause });
  }
}

/** The definition by the schema, or the refusal with the first problems; a file may have thousands. */
function judged(value: unknown): Definition {
  const parsed = definitionSchema.safeParse(value);
  if (parsed.success) return parsed.data;
  const problems = parsed.error.issues
    .slice(0, 100)
    .map(({ path, code, message }) => ({ field: path.join("."), code, message }));
  const told = problems.slice(0, 5).map(({ field, message }) => `${field}: ${message}`);
  throw new Refusal("surveys.invalid_definition", { problems: told.join(", ") }, problems);
}

async function land(
  tx: Tx,
  { stores, viewer }: SurveyCall,
  file: ReadFile,
): Promise<{ id: string; result: "created" | "updated" | "unchanged" }> {
  const { slug, name, programme = "relational", anonymous = false, definition: draft } = file;
  const id = stores.random.uuid();
  const survey = { id, name, programme, origin: "built" as const, anonymous, draft, by: viewer };
  if (slug === undefined) {
    await insertWithFreeSlug(tx, stores, survey);
    return { id, result: "created" };
  }
  if (await insertSurvey(tx, { ...survey, slug, now: stores.clock.now() })) return { id, result: "created" };
  return {
    id: found(await selectSurvey(tx, slug)).id,
    result: await change(tx, { stores, viewer }, { ...file, slug }),
  };
}

async function change(
  tx: Tx,
  { stores, viewer }: SurveyCall,
  file: ReadFile & { readonly slug: string },
): Promise<"updated" | "unchanged"> {
  const { id } = found(await selectSurvey(tx, file.slug));
  const row = found(await lockSurvey(tx, id));
  if (row.origin === "imported") throw new Refusal("surveys.slug_taken", { slug: file.slug });
  if (file.programme !== undefined && file.programme !== row.programme)
    throw new Refusal("surveys.programme_differs", { slug: file.slug, programme: row.programme });
  const { name, anonymous = row.anonymous, definition: draft } = file;
  if (name === row.name && anonymous === row.anonymous && isSameContent(draft, row.draft)) return "unchanged";
  if (anonymous !== row.anonymous && (await countAnswers(tx, [id])).has(id))
    throw new Refusal("surveys.anonymity_fixed");

  await updateDraft(tx, id, { name, anonymous, draft, by: viewer, now: stores.clock.now() });
  return "updated";
}
