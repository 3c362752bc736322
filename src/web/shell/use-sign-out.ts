import { useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";

import { signOut } from "../api/session.ts";

/** Ends the session, forgets what was read, and shows the way back in. */
export function useSignOut(): () => Promise<void> {
  const cache = useQueryClient();
  const navigate = useNavigate();
  return async () => {
    await signOut();
    cache.clear();
    await navigate({ to: "/sign-in", search: {} });
  };
}
