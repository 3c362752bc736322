/** What somebody is here; what each may do is a table in rules. */
export const roles = [
  "owner",
  "tx-lead",
  "analyst",
  "unit-manager",
  "loop-agent",
  "function-head",
  "employee",
  "auditor",
] as const;
export type Role = (typeof roles)[number];
