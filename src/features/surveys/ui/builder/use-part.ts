import { useNavigate, useRouterState } from "@tanstack/react-router";

import type { Definition } from "#feature/surveys/contract";

import { hashOf, partOf, type Part } from "./rows.ts";

/** The part that the address names after `#`, and how to go to another. */
export function usePart(definition: Definition): readonly [Part, (part: Part) => void] {
  const hash = useRouterState({ select: ({ location }) => location.hash });
  const navigate = useNavigate();
  const open = (part: Part) =>
    void navigate({
      to: ".",
      search: (now: object) => now,
      hash: hashOf(part),
      replace: true,
      resetScroll: false,
      hashScrollIntoView: false,
    } as Parameters<typeof navigate>[0]);
  return [partOf(hash, definition), open];
}
