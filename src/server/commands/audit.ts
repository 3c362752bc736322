import { checkAudit, type KeptHead } from "#feature/access";
import type { AuditCheck } from "#feature/access/contract";
import { Refusal } from "#kit/refusal";

import { exitCodes, print, withInstallation } from "./command-run.ts";

/** `holos audit check`: exit code 1 when the trail was tampered with. */
export async function checkAuditCommand({
  head,
  json,
}: {
  readonly head?: string;
  readonly json: boolean;
}): Promise<void> {
  const kept = head === undefined ? undefined : headOf(head);
  await withInstallation(async (context) => {
    const check = await checkAudit(context, kept);
    print(json, check, textOf(check));
    if (check.problem !== null) process.exitCode = exitCodes.failed;
  });
}

function headOf(text: string): KeptHead {
  const [, position, hash] = /^(\d{1,15}):([\da-f]{64})$/i.exec(text) ?? [];
  if (position === undefined || hash === undefined)
    throw new Refusal("request.invalid", {}, [{ field: "--head", code: "invalid", message: "write POSITION:HASH" }]);
  return { position: Number(position), hash: hash.toLowerCase() };
}

const words: Readonly<Record<NonNullable<AuditCheck["problem"]>["kind"], string>> = {
  changed: "was changed after it was written",
  removed: "was taken away",
  unsealed: "is the last before an entry that was slipped in past the chain",
  reordered: "does not follow the one before",
  forged: "was written anew by somebody without the secret",
  cut: "and everything after it was cut off, or an older backup was brought back",
};

function textOf({ entries, problem, head }: AuditCheck): string {
  if (problem !== null) return `The trail was tampered with: entry ${problem.position} ${words[problem.kind]}.`;
  return `The trail is whole: ${entries} entries.\nIts end, to be kept elsewhere: ${head.position}:${head.hash}`;
}
