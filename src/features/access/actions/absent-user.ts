import type { Viewer } from "#kit/viewer";
import type { Stores } from "#platform/stores";

import { findUser } from "../store/users.ts";
import { viewerOfUser } from "./viewers.ts";

/** A user for whom work is done while they are away, with the rights they hold at this moment. */
export interface AbsentUser {
  readonly viewer: Viewer;
  readonly email: string;
}

/** The user with this id as a viewer, and where to write to; undefined when unknown or disabled. */
export async function absentUser(
  { postgres, clock }: Pick<Stores, "postgres" | "clock">,
  id: string,
): Promise<AbsentUser | undefined> {
  const user = await postgres.read((tx) => findUser(tx, id));
  if (user === undefined || user.disabledAt !== null) return undefined;
  return { viewer: viewerOfUser(user, "en", clock.now()), email: user.email };
}
