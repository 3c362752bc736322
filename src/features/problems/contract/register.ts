import { z } from "zod";

/** Short name of a problem in addresses and files; the codebook's key where it was taken from there. */
export const problemKeySchema = z
  .string()
  .min(1)
  .max(80)
  .regex(/^[a-z0-9][a-z0-9_.-]*$/);

/** From the first word of it to the proof that it is gone. */
export const problemStates = ["new", "acknowledged", "in-work", "solved", "watching", "closed"] as const;
export type ProblemState = (typeof problemStates)[number];

/** What lies behind it; some problems are a matter of perception and are solved by telling people (R96). */
export const causes = ["product", "process", "policy", "people", "system", "perception"] as const;
export type Cause = (typeof causes)[number];

/** Why complaints may not show it (R48): hard to complain about, felt after the purchase, mild and constant. */
export const visibilities = ["plain", "hard-to-complain", "after-purchase", "mild-constant"] as const;
export type Visibility = (typeof visibilities)[number];

/** Contacts that need not have been (R177): coming again, a paper nobody understands, self-service that failed. */
export const avoidables = ["repeat", "unclear-document", "failed-self-service", "other"] as const;

/** How a part of the organisation bears on it besides owning it (R124). */
export const influenceSchema = z.strictObject({
  /** Code of a function. */
  function: z.string().max(120),
  kind: z.enum(["direct", "indirect"]),
  /** 1 weak, 2 medium, 3 strong. */
  strength: z.number().int().min(1).max(3),
});

/** A theme with its side (`queue-`), or an option (`<survey>:<question>:<option>`). */
export const codeSchema = z
  .string()
  .max(300)
  .regex(/^([^:\s]+[-+~]|[0-9a-f-]{36}:[a-z][a-z0-9_.]*:.+)$/);

const line = z.string().trim().max(200);
const text = z.string().trim().max(4000);
const codes = z.array(z.string().max(120)).max(100);

/** What can be said about a problem. */
export const problemFieldsSchema = z.strictObject({
  /** At least one language. */
  name: z
    .partialRecord(z.enum(["en", "ru", "uk"]), line)
    .refine((name) => Object.values(name).some((one) => one !== ""), {
      message: "a name in at least one language",
    }),
  side: z.enum(["pain", "praise"]),
  description: text,
  state: z.enum(problemStates),
  cause: z.enum(causes).nullable(),
  visibility: z.enum(visibilities).nullable(),
  /** Code of the one function that owns it. */
  ownerFunction: z.string().max(120).nullable(),
  /** Id of the user who answers for it. */
  owner: z.uuid().nullable(),
  stage: z.string().max(120).nullable(),
  touchpoints: codes,
  units: codes,
  influences: z.array(influenceSchema).max(50),
  codes: z.array(codeSchema).min(1).max(200),
  avoidable: z.enum(avoidables).nullable(),
  /** Share of those it touches for whom a solution would remove it. */
  solveRate: z.number().min(0.01).max(1),
  cost: z.number().min(0).max(1e12).nullable(),
  deadline: z.iso.date().nullable(),
  controlDate: z.iso.date().nullable(),
  /** What the owner may decide, and with what means (R92). */
  authority: text,
  resources: text,
});

/** The same with what holds where nothing is said; a name and codes it cannot do without. */
export const problemWishSchema = problemFieldsSchema.extend({
  side: problemFieldsSchema.shape.side.default("pain"),
  description: problemFieldsSchema.shape.description.default(""),
  state: problemFieldsSchema.shape.state.default("new"),
  cause: problemFieldsSchema.shape.cause.default(null),
  visibility: problemFieldsSchema.shape.visibility.default(null),
  ownerFunction: problemFieldsSchema.shape.ownerFunction.default(null),
  owner: problemFieldsSchema.shape.owner.default(null),
  stage: problemFieldsSchema.shape.stage.default(null),
  touchpoints: problemFieldsSchema.shape.touchpoints.default([]),
  units: problemFieldsSchema.shape.units.default([]),
  influences: problemFieldsSchema.shape.influences.default([]),
  avoidable: problemFieldsSchema.shape.avoidable.default(null),
  solveRate: problemFieldsSchema.shape.solveRate.default(1),
  cost: problemFieldsSchema.shape.cost.default(null),
  deadline: problemFieldsSchema.shape.deadline.default(null),
  controlDate: problemFieldsSchema.shape.controlDate.default(null),
  authority: problemFieldsSchema.shape.authority.default(""),
  resources: problemFieldsSchema.shape.resources.default(""),
});
export type ProblemWish = z.output<typeof problemWishSchema>;
export type ProblemWishInput = z.input<typeof problemWishSchema>;

const named = z.object({ code: z.string(), name: z.string() });

export const problemSchema = z.object({
  key: problemKeySchema,
  /** Null: proposed only. */
  id: z.uuid().nullable(),
  isRegistered: z.boolean(),
  ...problemFieldsSchema.omit({ ownerFunction: true, owner: true, stage: true, touchpoints: true, units: true }).shape,
  name: z.record(z.string(), z.string()),
  /** The same in the reader's language. */
  title: z.string(),
  ownerFunction: named.nullable(),
  /** Names of the functions in `influences`. */
  functions: z.array(named),
  owner: z.object({ id: z.uuid(), name: z.string() }).nullable(),
  stage: named.nullable(),
  touchpoints: z.array(named),
  units: z.array(named),
  codes: z.array(z.object({ code: z.string(), title: z.string(), about: z.string() })),
  /** The key of the problem it was merged into; its own page leads there. */
  mergedInto: z.string().nullable(),
  revision: z.number().int(),
  mayChange: z.boolean(),
  createdAt: z.string().nullable(),
  updatedAt: z.string().nullable(),
});
export type Problem = z.infer<typeof problemSchema>;

/** What happened to a problem, newest first. */
export const problemEvents = ["created", "changed", "state", "merged", "split", "undone", "quote-pinned"] as const;

export const historySchema = z.object({
  id: z.uuid(),
  kind: z.enum(problemEvents),
  at: z.string(),
  by: z.string(),
  /** Names of the fields that changed; keys of the problems that were merged or split off. */
  about: z.array(z.string()),
  from: z.string().nullable(),
  to: z.string().nullable(),
  /** A merge or split that nothing was built upon since. */
  mayUndo: z.boolean(),
});
export type HistoryEntry = z.infer<typeof historySchema>;

/** Words somebody wrote, with everything masked that could tell who (R82). */
export const quoteSchema = z.object({
  responseId: z.uuid(),
  question: z.string(),
  text: z.string(),
  score: z.number().nullable(),
  answeredAt: z.string(),
  surveyName: z.string(),
  isPinned: z.boolean(),
});
export type Quote = z.infer<typeof quoteSchema>;

/** What the register needs to know of the organisation. */
export const registerSettingsSchema = z.strictObject({
  /** Size of the customer base that samples stand for; null: the customers who are known. */
  customers: z.number().int().min(1).max(1e10).nullable(),
  /** Yearly revenue of an average customer. */
  revenuePerCustomer: z.number().min(0).max(1e10).nullable(),
  currency: z
    .string()
    .regex(/^[A-Z]{3}$/)
    .nullable(),
  /** What is known of single customer segments (R170). */
  segments: z
    .array(
      z.strictObject({
        /** Code, as answers bear it. */
        segment: z.string().min(1).max(120),
        customers: z.number().int().min(1).max(1e10),
        revenuePerCustomer: z.number().min(0).max(1e10),
      }),
    )
    .max(200)
    .refine((all) => new Set(all.map(({ segment }) => segment)).size === all.length, { message: "each segment once" })
    .default([]),
  /** How many are dissatisfied for each one that complains (R47). */
  icebergFactor: z.number().min(1).max(1000),
  /** Surveys whose answers are a source of another kind than `survey`. */
  sources: z
    .array(
      z.strictObject({ surveyId: z.uuid(), kind: z.enum(["survey", "complaint", "review", "mention", "employee"]) }),
    )
    .max(500),
});
export type RegisterSettings = z.output<typeof registerSettingsSchema>;
