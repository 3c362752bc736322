import { createHash, createHmac, timingSafeEqual } from "node:crypto";
import { mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import type { Call } from "#platform/http/route";
import type { Tx } from "#platform/postgres";
import { installationSecret } from "#platform/secret";
import type { Stores } from "#platform/stores";

import type { AuditCheck } from "../contract.ts";
import {
  findHead,
  findLastAnchor,
  findLastCheck,
  findStray,
  insertAnchor,
  insertCheck,
  insertSeals,
  listAnchors,
  listLinks,
  lockChain,
  takeUnsealed,
  type Anchor,
  type Head,
  type Link,
} from "../store/audit-chain.ts";
import { requirePermission } from "./viewers.ts";

type Problem = NonNullable<AuditCheck["problem"]>;
type Asker = Pick<Call, "stores" | "viewer">;

/** An end of the chain as it is kept outside the database. */
export interface KeptHead {
  readonly position: number;
  /** Hexadecimal. */
  readonly hash: string;
}

const batch = 2000;
const start: Head = { position: 0, hash: Buffer.alloc(32) };

/**
 * Gives every committed entry its place in the chain and signs the new end; the end is also kept in the data folder and
 * in the log. Answers how many entries that were.
 */
export async function sealAudit(stores: Stores): Promise<number> {
  let sealed = 0;
  for (;;) {
    const done = await stores.postgres.transaction((tx) => sealBatch(tx, stores));
    sealed += done.count;
    if (done.anchor !== undefined) keepHead(stores, done.anchor);
    if (done.count < batch) return sealed;
  }
}

/**
 * Goes through the whole chain and tells the first thing that is wrong.
 * @param kept an end of the chain that was noted elsewhere, besides the one in the data folder
 * @throws Refusal `access.forbidden`
 */
export async function checkAudit({ stores, viewer }: Asker, kept?: KeptHead): Promise<AuditCheck> {
  requirePermission(viewer, "audit.read");
  await sealAudit(stores);
  const heads = [readKeptHead(stores), kept].filter((one) => one !== undefined);
  const { head, problem } = await stores.postgres.read((tx) => walk(tx, stores, heads), {
    isolation: "repeatable read",
  });
  const shown = { position: head.position, hash: head.hash.toString("hex") };
  const check: AuditCheck = {
    at: stores.clock.now().toISOString(),
    entries: head.position,
    problem: problem ?? null,
    head: shown,
  };
  await stores.postgres.transaction((tx) => insertCheck(tx, check));
  if (problem !== undefined) stores.log.error({ problem }, "the audit trail was tampered with");
  return check;
}

/** The last check that was made, with the end of the chain as it is now. @throws Refusal `access.forbidden` */
export async function readAuditCheck({ stores, viewer }: Asker): Promise<{ check: AuditCheck | null }> {
  requirePermission(viewer, "audit.read");
  return stores.postgres.read(async (tx) => {
    const last = await findLastCheck(tx);
    if (last === undefined) return { check: null };
    const head = (await findHead(tx)) ?? start;
    const shown = { position: head.position, hash: head.hash.toString("hex") };
    return { check: { at: last.at.toISOString(), entries: last.entries, problem: last.problem, head: shown } };
  });
}

async function sealBatch(tx: Tx, stores: Stores): Promise<{ count: number; anchor: Anchor | undefined }> {
  await lockChain(tx);
  const entries = await takeUnsealed(tx, batch);
  if (entries.length === 0) return { count: 0, anchor: undefined };

  let head = (await findHead(tx)) ?? start;
  const seals = entries.map(({ id, content }) => {
    head = { position: head.position + 1, hash: hashOf(head.hash, content) };
    return { ...head, entryId: id };
  });
  const anchor = { ...head, signature: signatureOf(stores, head), at: stores.clock.now() };
  await insertSeals(tx, seals);
  await insertAnchor(tx, anchor);
  return { count: entries.length, anchor };
}

interface Walked {
  readonly head: Head;
  readonly problem: Problem | undefined;
}

async function walk(tx: Tx, stores: Stores, kept: readonly KeptHead[]): Promise<Walked> {
  let head = start;
  for (;;) {
    const links = await listLinks(tx, head.position, batch);
    if (links.length === 0) break;
    const last = links.at(-1)?.position ?? head.position;
    const anchors = new Map((await listAnchors(tx, head.position, last)).map((one) => [one.position, one]));
    for (const link of links) {
      const problem = problemOf(head, link) ?? forgedAt(stores, link, anchors.get(link.position), kept);
      if (problem !== undefined) return { head, problem };
      head = { position: link.position, hash: link.hash };
    }
  }
  return { head, problem: await problemAtEnd(tx, head, kept) };
}

function problemOf(before: Head, link: Link): Problem | undefined {
  const at = { position: link.position, entryId: String(link.entryId) };
  if (link.position !== before.position + 1) return { kind: "reordered", ...at };
  if (link.content === null) return { kind: "removed", ...at };
  return hashOf(before.hash, link.content).equals(link.hash) ? undefined : { kind: "changed", ...at };
}

/** Who rewrote everything after a change, hashes included, still lacks the secret and what was kept elsewhere. */
function forgedAt(
  stores: Stores,
  link: Link,
  anchor: Anchor | undefined,
  kept: readonly KeptHead[],
): Problem | undefined {
  const isSigned =
    anchor === undefined ||
    (anchor.hash.equals(link.hash) && timingSafeEqual(anchor.signature, signatureOf(stores, anchor)));
  const isKept = kept.every((one) => one.position !== link.position || one.hash === link.hash.toString("hex"));
  if (isSigned && isKept) return undefined;
  return { kind: "forged", position: link.position, entryId: String(link.entryId) };
}

async function problemAtEnd(tx: Tx, head: Head, kept: readonly KeptHead[]): Promise<Problem | undefined> {
  const anchor = await findLastAnchor(tx);
  const furthest = Math.max(anchor?.position ?? 0, ...kept.map((one) => one.position));
  if (furthest > head.position) return { kind: "cut", position: head.position + 1, entryId: null };
  if (head.position > (anchor?.position ?? 0)) return { kind: "forged", position: head.position, entryId: null };
  const stray = await findStray(tx);
  return stray === undefined ? undefined : { kind: "unsealed", position: head.position, entryId: String(stray) };
}

function hashOf(before: Buffer, content: string): Buffer {
  return createHash("sha256").update(before).update(content).digest();
}

function signatureOf({ config }: Pick<Stores, "config">, { position, hash }: Head): Buffer {
  return createHmac("sha256", installationSecret(config)).update(`audit:${position}:`).update(hash).digest();
}

/** The end of the chain lies outside the database as well, so that cutting it off there is noticed here. */
function keepHead(stores: Stores, { position, hash }: Head): void {
  const kept: KeptHead = { position, hash: hash.toString("hex") };
  stores.log.debug({ auditHead: kept }, "the audit trail was sealed");
  const before = readKeptHead(stores);
  if (before !== undefined && before.position > position) return;
  const path = headFile(stores);
  mkdirSync(stores.config.dataDir, { recursive: true });
  writeFileSync(`${path}.${process.pid}`, JSON.stringify(kept), { mode: 0o600 });
  renameSync(`${path}.${process.pid}`, path);
}

function readKeptHead(stores: Stores): KeptHead | undefined {
  try {
    const kept = JSON.parse(readFileSync(headFile(stores), "utf8")) as Partial<KeptHead>;
    return { position: Number(kept.position), hash: String(kept.hash) };
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return undefined;
    throw error;
  }
}

/** One for each database, so that another one in the same folder is not taken for this one cut off. */
function headFile({ config, postgres }: Stores): string {
  const database = postgres.pool.options.connectionString ?? "";
  const name = createHash("sha256").update(new URL(database).pathname).digest("hex").slice(0, 12);
  return join(config.dataDir, `audit-head-${name}.json`);
}
