import { productLanguages } from "#kit/language";
import { Refusal } from "#kit/refusal";
import type { Viewer } from "#kit/viewer";
import { ConfigProblem } from "#platform/config";
import type { Tx } from "#platform/postgres";
import type { Stores } from "#platform/stores";

import { setupSchema, type Setup } from "../contract.ts";
import { hasInstallation, takeInstallation } from "../store/installation.ts";
import { findPolicy } from "../store/policy.ts";
import { insertUser } from "../store/users.ts";
import { recordAudit } from "./audit.ts";
import { lasting } from "./grants.ts";
import { hashGoodPassword } from "./password-check.ts";
import { systemViewer } from "./viewers.ts";

/** What another slice does at first set-up, in the same transaction. */
export interface SetUpStep {
  readonly name: string;
  run(tx: Tx, viewer: Viewer, setup: Setup): Promise<void>;
}

/** Adds a step to the first set-up; the composition root does. The same name replaces. */
export function registerSetUpStep(step: SetUpStep): void {
  steps.set(step.name, step);
}

/** Whether the first set-up has been done. */
export function isSetUp(tx: Tx): Promise<boolean> {
  return hasInstallation(tx);
}

/**
 * First set-up: owner, and by the registered steps the organisation's settings, in one transaction. Works once, also
 * when two people send the page at the same moment.
 * @throws Refusal `access.already_set_up`, `access.weak_password`
 */
export async function setUp(stores: Stores, setup: Setup): Promise<{ ok: true }> {
  if (steps.size === 0) throw new Error("No set-up step is registered: the organisation's settings would be lost.");
  if (await stores.postgres.read(isSetUp)) throw new Refusal("access.already_set_up");
  const owner = { name: setup.ownerName, email: setup.ownerEmail };
  const passwordHash = await hashGoodPassword(setup.ownerPassword, owner, await stores.postgres.read(findPolicy));

  await stores.postgres.transaction(async (tx) => {
    if (!(await takeInstallation(tx, stores.clock.now()))) throw new Refusal("access.already_set_up");

    const viewer = systemViewer("set-up");
    const ownerId = await insertOwner(stores, tx, setup, passwordHash);
    for (const step of steps.values()) await step.run(tx, viewer, setup);

    await recordAudit(tx, viewer, { action: "access.set_up", subjectKind: "user", subjectId: ownerId });
  });
  return { ok: true };
}

/**
 * Set-up without the page, from HOLOS_INIT_*: true when it was done now, false when there was nothing to do (no such
 * variables, or set up before).
 * @throws ConfigProblem naming the variables that are missing or wrong
 */
export async function setUpFromConfig(stores: Stores): Promise<boolean> {
  const { init } = stores.config;
  if (Object.values(init).every((value) => value === undefined)) return false;
  if (await stores.postgres.read(isSetUp)) return false;

  const parsed = setupSchema.safeParse({ ownerName: "Owner", ...definedOf(init), ...defaultsOf(init) });
  if (!parsed.success) throw problemOf(parsed.error.issues.map((issue) => String(issue.path[0])));
  try {
    await setUp(stores, parsed.data);
    return true;
  } catch (error) {
    if (error instanceof Refusal && error.code === "access.already_set_up") return false;
    if (error instanceof Refusal && error.code === "access.weak_password") throw problemOf(["ownerPassword"]);
    throw error;
  }
}

const steps = new Map<string, SetUpStep>();

async function insertOwner(stores: Stores, tx: Tx, setup: Setup, passwordHash: string): Promise<string> {
  const id = stores.random.uuid();
  await insertUser(tx, {
    id,
    credentialId: stores.random.uuid(),
    name: setup.ownerName,
    email: setup.ownerEmail,
    grants: [lasting("owner", "all", stores.clock.now(), "set-up")],
    language: productLanguages.find((language) => language === setup.languages[0]) ?? null,
    passwordHash,
    now: stores.clock.now(),
  });
  return id;
}

function definedOf(init: Stores["config"]["init"]): Record<string, unknown> {
  return Object.fromEntries(Object.entries(init).filter(([, value]) => value !== undefined));
}

function defaultsOf(init: Stores["config"]["init"]) {
  return { languages: init.languages ?? ["en"], timeZone: init.timeZone ?? "UTC" };
}

const variables: Readonly<Record<string, string>> = {
  organisation: "HOLOS_INIT_ORGANISATION",
  ownerName: "HOLOS_INIT_OWNER_NAME",
  ownerEmail: "HOLOS_INIT_OWNER_EMAIL",
  ownerPassword: "HOLOS_INIT_OWNER_PASSWORD",
  languages: "HOLOS_INIT_LANGUAGES",
  timeZone: "HOLOS_INIT_TIME_ZONE",
};

function problemOf(fields: readonly string[]): ConfigProblem {
  const names = fields.map((field) => variables[field] ?? field);
  return new ConfigProblem(
    `A set-up without the page needs these variables to be given and right: ${names.join(", ")}.`,
    names,
  );
}
