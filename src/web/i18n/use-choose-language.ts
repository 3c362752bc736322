import { useQueryClient } from "@tanstack/react-query";

import type { ProductLanguage } from "#kit/language";

import { callOperation } from "../api/client.ts";
import { meQuery } from "../api/queries.ts";
import { switchLanguage } from "./i18n.ts";

/** Shows everything in another language and remembers it with the signed-in person. */
export function useChooseLanguage(): (language: ProductLanguage) => Promise<void> {
  const cache = useQueryClient();
  return async (language) => {
    await switchLanguage(language);
    cache.setQueryData(meQuery.queryKey, await callOperation("access.updateMe", { body: { language } }));
    await cache.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== meQuery.queryKey[0] });
  };
}
