import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";

import { callOperation } from "#web/api/client.ts";
import { Problem } from "#web/api/problem.ts";
import { operationQuery, useRefresh } from "#web/api/queries.ts";
import { toast } from "#web/shell/toasts.ts";

import type { Theme } from "../../contract.ts";
import { useThemeWords } from "../words.ts";
import { draftOf, emptyDraft, isSameDraft, mergeDrafts, wishOf, type Draft } from "./draft.ts";

/** What somebody else saved meanwhile, and the fields that both changed. */
interface Clash {
  readonly theirs: Draft;
  readonly paths: readonly string[];
}

/** A theme being written. */
export interface Editing {
  readonly draft: Draft;
  readonly isChanged: boolean;
  readonly set: (path: string, text: string) => void;
  readonly save: () => void;
  readonly discard: () => void;
  readonly isSaving: boolean;
  readonly error: unknown;
  readonly clash: Clash | undefined;
  /** Takes what the other one saved for a field instead. */
  readonly takeTheirs: (path: string) => void;
}

/** Keeps what is written until it is saved; what others save meanwhile is brought together with it. */
export function useDraft(theme: Theme | undefined): Editing {
  const { t } = useThemeWords();
  const refresh = useRefresh();
  const cache = useQueryClient();
  const navigate = useNavigate();
  const { base, setBase, draft, setDraft, isChanged } = useDraftOf(theme);
  const [clash, setClash] = useState<Clash>();

  const bringTogether = (now: Theme) => {
    const theirs = draftOf(now);
    const merged = mergeDrafts(base.draft, draft, theirs);
    setBase({ draft: theirs, revision: now.revision });
    setDraft(merged.draft);
    setClash({ theirs, paths: merged.clashes });
  };
  const { mutate, error, isPending } = useMutation({
    mutationFn: () => save(theme, base.revision, draft),
    onSuccess: async (saved) => {
      const before = base.draft;
      setClash(undefined);
      setBase({ draft, revision: saved.revision });
      await refresh("text.");
      if (theme === undefined) {
        toast(t("said.created", { name: saved.name }), {
          undo: () => void putAway(saved).then(() => refresh("text.")),
        });
        return navigate({ to: "/themes/theme/$key", params: { key: saved.key } });
      }
      toast(t("said.saved", { name: saved.name }), {
        undo: () => void save(saved, saved.revision, before).then(() => refresh("text.")),
      });
    },
    onError: async (problem) => {
      if (!(problem instanceof Problem) || problem.code !== "text.changed_elsewhere") return;
      const { items } = await cache.query({ ...operationQuery("text.listThemes"), staleTime: 0 });
      const now = items.find(({ key }) => key === theme?.key);
      if (now !== undefined) bringTogether(now);
    },
  });

  return {
    draft,
    isChanged,
    set: (path, text) => setDraft((now) => ({ ...now, [path]: text })),
    save: () => mutate(),
    discard: () => {
      setDraft(base.draft);
      setClash(undefined);
    },
    isSaving: isPending,
    error: clash === undefined ? error : null,
    clash,
    takeTheirs: (path) => {
      setDraft((now) => ({ ...now, [path]: clash?.theirs[path] ?? "" }));
      setClash((now) => now && { ...now, paths: now.paths.filter((one) => one !== path) });
    },
  };
}

/** What is written, and what it began as; while nothing is written it follows what others do. */
function useDraftOf(theme: Theme | undefined) {
  const first = theme === undefined ? emptyDraft : draftOf(theme);
  const [base, setBase] = useState({ draft: first, revision: theme?.revision ?? 0 });
  const [draft, setDraft] = useState(first);
  const isChanged = !isSameDraft(draft, base.draft);
  if (theme !== undefined && theme.revision > base.revision && !isChanged) {
    setBase({ draft: first, revision: theme.revision });
    setDraft(first);
  }
  return { base, setBase, draft, setDraft, isChanged };
}

function save(theme: Theme | undefined, revision: number, draft: Draft): Promise<Theme> {
  const wish = wishOf(draft);
  if (theme === undefined) return callOperation("text.createTheme", { body: wish });
  return callOperation("text.updateTheme", { params: { key: theme.key }, body: { revision, ...wish } });
}

function putAway({ key, revision }: Theme): Promise<Theme> {
  const body = { revision, isArchived: true, mergedInto: null };
  return callOperation("text.setThemeState", { params: { key }, body });
}
