import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { addUser, systemViewer } from "#feature/access";
import { readConfig } from "#platform/config";
import type { Job } from "#platform/jobs";
import { createMail } from "#platform/mail";
import { sql } from "#platform/postgres";
import type { Stores } from "#platform/stores";
import { testStores, type TestScope, type TestStores } from "#testing/database";
import { openMailbox, type Mailbox } from "#testing/mailbox";
import { openVisitor, type Visitor } from "#testing/visitor";

import { joinAccess } from "./join-access.ts";
import { allJobs } from "./slices.ts";
import { createWebApp } from "./web-app.ts";

/** The whole app in process, with an owner and a mailbox. */
export interface Door {
  readonly stores: Stores & Pick<TestStores, "clock">;
  readonly mailbox: Mailbox;
  readonly origin: string;
  visitor(headers?: Record<string, string>): Visitor;
  /** A visitor who signed in by password; fails when that did not open a session. */
  signedIn(email: string, password?: string): Promise<Visitor>;
  /** Runs what waits in the queue, once; a job that throws is left out. */
  runJobs(): Promise<void>;
  audit(action: string): Promise<readonly { subjectId: string; details: unknown }[]>;
}

export const password = "correct horse battery";
export const owner = "olena@example.org";

/** Opens the app on a database of its own. `env` is configuration beside mail. */
export async function openDoor(scope: TestScope, env: Record<string, string> = {}): Promise<Door> {
  const dataDir = mkdtempSync(join(tmpdir(), "holos-door-"));
  scope.after(async () => rmSync(dataDir, { recursive: true }));
  const mailbox = await openMailbox(scope);
  const mail = { HOLOS_MAIL_URL: mailbox.url, HOLOS_MAIL_FROM: "Holos <holos@example.org>" };
  const config = readConfig({ HOLOS_DATA: dataDir, HOLOS_PUBLIC_URL: origin, ...mail, ...env });
  const stores = { ...(await testStores(scope)), config, mail: createMail(config) };
  joinAccess();
  const app = createWebApp(stores, { baseUrls: [origin], checkOutput: true });
  const system = { stores, viewer: systemViewer("test") };
  await addUser(system, { name: "Olena Koval", email: owner, role: "owner", password });

  const visitor = (headers: Record<string, string> = {}) =>
    openVisitor((request) => app.fetch(request), origin, { "user-agent": firefox, ...headers });
  return {
    stores,
    mailbox,
    origin,
    visitor,
    signedIn: async (email, secret = password) => {
      const one = visitor();
      const { status, body } = await one.call("POST", "/api/auth/sign-in/email", { email, password: secret });
      if (status !== 200 || "next" in body) throw new Error(`not signed in: ${JSON.stringify(body)}`);
      return one;
    },
    runJobs: () => runJobs(stores),
    audit: (action) =>
      stores.postgres.read((tx) =>
        tx.query(sql`select subject_id as "subjectId", details from audit_entry where action = ${action} order by id`),
      ),
  };
}

/** The token behind the hash of a link. */
export function tokenOf(link: string | null | undefined): string {
  return link?.split("#")[1]?.split(/\s/)[0] ?? "";
}

const origin = "http://127.0.0.1:3000";
const firefox = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0";

interface Waiting {
  readonly id: string;
  readonly name: string;
  readonly payload: unknown;
  readonly attempts: number;
}

async function runJobs(stores: Stores): Promise<void> {
  const { postgres, log } = stores;
  const jobs = new Map<string, Job>(allJobs(stores).map((job) => [job.name, job]));
  const waiting = await postgres.read((tx) => tx.query<Waiting>(waitingSql));
  for (const { id, name, payload, attempts } of waiting) {
    const context = { id, attempt: attempts + 1, log, postgres, signal: new AbortController().signal };
    const isDone = await jobs
      .get(name)
      ?.run(payload, context)
      .then(
        () => true,
        () => false,
      );
    if (isDone === true)
      await postgres.transaction((tx) => tx.execute(sql`select graphile_worker.complete_jobs(array[${id}::bigint])`));
  }
}

const waitingSql = sql`
  select jobs.id::text, tasks.identifier as name, jobs.payload, jobs.attempts
  from graphile_worker._private_jobs jobs join graphile_worker._private_tasks tasks on tasks.id = jobs.task_id
  order by jobs.id`;
