import { useQuery, useQueryClient } from "@tanstack/react-query";

import { callOperation } from "#web/api/client.ts";
import type { OperationCall } from "#web/api/operations.ts";
import { operationQuery, useRefresh } from "#web/api/queries.ts";
import { wordsOf } from "#web/design/ProblemNote.tsx";
import { useFilter } from "#web/filters/use-filter.ts";
import { toast } from "#web/shell/toasts.ts";

import type { Discoveries, Theme } from "../../contract.ts";
import { useThemeWords } from "../words.ts";
import { labelOf, type Thing } from "./things.ts";

type Adopting = Omit<NonNullable<OperationCall<"text.adoptDiscovery">["body"]>, "kind" | "index">;

/** What the codebook lacks under the filter of the page, and what can be done with it. */
export interface Discovering {
  readonly discoveries: Discoveries | undefined;
  readonly error: unknown;
  /** Looks again now. */
  readonly again: () => void;
  /** A new theme, or further patterns of another one. */
  readonly adopt: (thing: Thing, how: Adopting, before: Theme | undefined) => Promise<void>;
  readonly dismiss: (thing: Thing, isDismissed: boolean) => Promise<void>;
}

/** What the codebook lacks; asked again every second while it is looked for. */
export function useDiscoveries(): Discovering {
  const { t } = useThemeWords();
  const { filter } = useFilter();
  const refresh = useRefresh();
  const cache = useQueryClient();
  const { period, where } = filter;
  const wish = { ...(period === undefined ? {} : { period }), ...(where === undefined ? {} : { where }) };
  const query = operationQuery("text.readDiscoveries", { body: wish });
  const { data, error } = useQuery({
    ...query,
    refetchInterval: ({ state }) => (state.data?.state === "computing" ? 1000 : false),
  });

  const failed = (problem: unknown) =>
    toast(
      wordsOf(problem, (key) => t(`web:${key}`)),
      { tone: "problem" },
    );
  const mark = async (thing: Thing, isDismissed: boolean) => {
    const { kind, index } = thing;
    const params = { id: data?.id ?? "" };
    const now = await callOperation("text.markDiscovery", { params, body: { kind, index, isDismissed } });
    cache.setQueryData(query.queryKey, now);
  };
  const undoAdopting = async (thing: Thing, made: Theme, before: Theme | undefined) => {
    await putBack(made, before);
    await mark(thing, false);
    await refresh("text.");
  };
  const adopt = async (thing: Thing, how: Adopting, before: Theme | undefined) => {
    const { kind, index } = thing;
    const params = { id: data?.id ?? "" };
    const theme = await callOperation("text.adoptDiscovery", { params, body: { kind, index, ...how } });
    await refresh("text.");
    toast(t(before === undefined ? "discovery.made" : "discovery.widened", { name: theme.name }), {
      undo: () => void undoAdopting(thing, theme, before).catch(failed),
    });
  };
  const dismiss = async (thing: Thing, isDismissed: boolean) => {
    await mark(thing, isDismissed);
    toast(t(isDismissed ? "discovery.dismissed" : "discovery.back", { name: labelOf(thing).slice(0, 60) }), {
      undo: () => void mark(thing, !isDismissed).catch(failed),
    });
  };
  const again = async () => {
    cache.setQueryData(
      query.queryKey,
      await callOperation("text.readDiscoveries", { body: { ...wish, isAnew: true } }),
    );
  };

  return {
    discoveries: data,
    error,
    again: () => void again().catch(failed),
    adopt: (...how) => adopt(...how).catch(failed),
    dismiss: (...how) => dismiss(...how).catch(failed),
  };
}

/** A theme that was made is put away; one that took patterns says again what it said. */
function putBack({ key, revision }: Theme, before: Theme | undefined): Promise<Theme> {
  if (before === undefined) {
    const body = { revision, isArchived: true, mergedInto: null };
    return callOperation("text.setThemeState", { params: { key }, body });
  }
  const { parent, kind, names, problemNames, praiseNames, about, patterns, examples } = before;
  const body = { revision, parent, kind, names, problemNames, praiseNames, about, patterns, examples };
  return callOperation("text.updateTheme", { params: { key }, body });
}
