import { readRoles, systemViewer } from "#feature/access";
import { roles } from "#feature/access/contract";
import { permissions } from "#kit/operation";
import { expectations, rolesThatMay } from "#server/access-matrix";
import type { Expectation } from "#server/access-matrix/expectation";
import { otherRoutes } from "#server/access-matrix/other-routes";

import { tableOf } from "./tables.ts";

/** `docs/access-matrix.md`: what each role may do, operation by operation, from the table that the tests hold to. */
export function accessMatrix(): string {
  return `# Who may do what

Written by \`npm run docs\` from \`src/server/access-matrix.ts\`. \`src/server/access-matrix.test.ts\` asks every operation
of the running product as every role, as somebody who stands in, as an API key and as nobody, and fails when an answer
differs from this page or an operation is missing on it.

**Reach** says what is seen and changed where the permission is held. *units*: only what belongs to the units the grant
names, everything below included; out of reach answers like unknown (404), lists leave it out. *whole*: something of the
whole organisation. *shared*: one's own and what was shared, with every number within one's own units. *own*: one's own.
Somebody who stands in for another has that one's marks; a key has those of its role, never more than its maker.

## Permissions

${tableOf(["permission", ...roles], permissions.map(permissionRow))}

## Operations

${tableOf(
  ["operation", "needs", "reach", ...roles],
  Object.entries(expectations)
    .toSorted(([one], [other]) => (one < other ? -1 : 1))
    .map(rowOf),
)}

## Other routes

${tableOf(["route", "needs", "reach", ...roles], Object.entries(otherRoutes).map(rowOf))}
`;
}

function permissionRow(permission: (typeof permissions)[number]): string[] {
  const held = readRoles(systemViewer("docs")).items;
  return [`\`${permission}\``, ...held.map((one) => markOf(one.permissions.includes(permission)))];
}

function rowOf([name, [permission, reach]]: [string, readonly [Expectation[0] | "cookie", Expectation[1]]]): string[] {
  const may = rolesThatMay(permission);
  return [`\`${name}\``, permission, reach, ...roles.map((role) => markOf(may.includes(role)))];
}

function markOf(may: boolean): string {
  return may ? "✓" : "·";
}
