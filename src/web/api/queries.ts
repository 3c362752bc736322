import { queryOptions, useQuery, useQueryClient } from "@tanstack/react-query";

import type { Permission } from "#kit/operation";

import { callOperation } from "./client.ts";
import type { OperationAnswer, OperationCall, OperationId } from "./operations.ts";

/** A cached read of one operation, keyed by its id and what was asked. */
export function operationQuery<Id extends OperationId>(id: Id, call: OperationCall<Id> = {}) {
  return queryOptions({
    queryKey: [id, call],
    queryFn: ({ signal }) => callOperation(id, { ...call, signal }),
  });
}

/** Makes every cached answer of the named operations, or of whole slices (`"answers."`), be asked for again. */
export function useRefresh(): (...prefixes: readonly string[]) => Promise<void> {
  const cache = useQueryClient();
  return (...prefixes) =>
    cache.invalidateQueries({
      predicate: ({ queryKey }) => prefixes.some((prefix) => String(queryKey[0]).startsWith(prefix)),
    });
}

export type Me = OperationAnswer<"access.readMe">;

export const meQuery = operationQuery("access.readMe");
export const settingsQuery = operationQuery("organisation.readSettings");

/** Who is signed in. Only below the shell, whose loader has it ready. */
export function useMe(): Me | undefined {
  return useQuery({ ...meQuery, staleTime: 300_000 }).data;
}

/** The organisation's settings. Only below the shell, whose loader has them ready. */
export function useSettings(): OperationAnswer<"organisation.readSettings"> | undefined {
  return useQuery({ ...settingsQuery, staleTime: 300_000 }).data;
}

/** Whether the viewer holds this permission; screens leave out what one may not use. */
export function useMay(permission: Permission): boolean {
  return useMe()?.permissions.includes(permission) ?? false;
}
