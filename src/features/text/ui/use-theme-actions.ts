import { useQueryClient } from "@tanstack/react-query";
import { useRef } from "react";

import { callOperation } from "#web/api/client.ts";
import { operationQuery, useRefresh } from "#web/api/queries.ts";
import { wordsOf } from "#web/design/ProblemNote.tsx";
import { toast } from "#web/shell/toasts.ts";

import type { Theme } from "../contract.ts";
import { movedTo, type Place } from "./codebook/tree.ts";
import { useThemeWords } from "./words.ts";

type State = Pick<Theme, "isArchived" | "mergedInto">;
type Held = Pick<Theme, "key" | "name">;

/** What can be done to a theme from a list. It is seen at once, and each is said in a message that takes it back. */
export interface ThemeActions {
  /** Puts a theme away, brings it back, merges it or separates it again; `said` is told with the way back. */
  readonly setState: (theme: Theme, state: State, said: string) => Promise<void>;
  readonly move: (theme: Held, place: Place, back: Place) => Promise<void>;
}

const listed = operationQuery("text.listThemes").queryKey;

/** What can be done to a theme from a list. */
export function useThemeActions(): ThemeActions {
  const { t } = useThemeWords();
  const refresh = useRefresh();
  const cache = useQueryClient();
  // One after the other, so that each names the revision that the one before it left.
  const line = useRef<Promise<unknown>>(Promise.resolve());

  const show = (next: (themes: readonly Theme[]) => readonly Theme[]) =>
    cache.setQueryData(listed, (now) => now && { ...now, items: [...next(now.items)] });
  const revisionOf = (key: string): number =>
    cache.getQueryData(listed)?.items.find((theme) => theme.key === key)?.revision ?? 0;
  const saved = (made: Theme) =>
    show((themes) => themes.map((theme) => (theme.key === made.key ? { ...made, mentions: theme.mentions } : theme)));

  /** Whether it was done; a refusal is told, and what was shown is read anew. */
  async function done(act: () => Promise<Theme>): Promise<boolean> {
    const turn = line.current.then(act, act);
    line.current = turn;
    try {
      saved(await turn);
      return true;
    } catch (error) {
      const message = wordsOf(error, (key) => t(`web:${key}`));
      toast(message, { tone: "problem" });
      return false;
    } finally {
      if (line.current === turn) void refresh("text.");
    }
  }
  const put = (key: string, { isArchived, mergedInto }: State) => {
    show((themes) => themes.map((theme) => (theme.key === key ? { ...theme, isArchived, mergedInto } : theme)));
    return done(() => {
      const body = { revision: revisionOf(key), isArchived, mergedInto };
      return callOperation("text.setThemeState", { params: { key }, body });
    });
  };
  const place = (key: string, to: Place) => {
    show((themes) => movedTo(themes, key, to));
    return done(() => callOperation("text.moveTheme", { params: { key }, body: { revision: revisionOf(key), ...to } }));
  };

  return {
    setState: async ({ key, isArchived, mergedInto }, state, said) => {
      if (await put(key, state)) toast(said, { undo: () => void put(key, { isArchived, mergedInto }) });
    },
    move: async ({ key, name }, to, back) => {
      if (await place(key, to)) toast(t("said.moved", { name }), { undo: () => void place(key, back) });
    },
  };
}
