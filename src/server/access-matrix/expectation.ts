import type { Operation } from "#kit/operation";

/**
 * What an operation lets somebody see and change, once they hold its permission:
 * - `units`: only what belongs to the units in which the permission is held, everything below included
 * - `whole`: something of the whole organisation, of no unit
 * - `everywhere`: the same, and only for those who hold the permission for the whole organisation
 * - `shared`: one's own, and what others shared; every number in it within one's own units
 * - `own`: one's own only
 * - `public`: what everybody may see
 */
export const reaches = ["units", "whole", "everywhere", "shared", "own", "public"] as const;
export type Reach = (typeof reaches)[number];

/** What is expected of an operation, decided apart from its contract. */
export type Expectation = readonly [permission: Operation["permission"], reach: Reach];
