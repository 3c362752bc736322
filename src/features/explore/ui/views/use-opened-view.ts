import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useEffect } from "react";

import { operationQuery } from "#web/api/queries.ts";
import { useFilter } from "#web/filters/use-filter.ts";

import { searchOf } from "../state.ts";

/** The saved view that the URL names; a URL that says no more than its name is filled with what it asks. */
export function useOpenedView() {
  const { search } = useFilter();
  const navigate = useNavigate();
  const id = search.view;
  const { data, error } = useQuery({
    ...operationQuery("explore.readView", { params: { id: id ?? "" } }),
    enabled: id !== undefined,
    retry: false,
  });
  const isBare = id !== undefined && search.measure === undefined;
  useEffect(() => {
    if (isBare && data !== undefined) {
      void navigate({ to: "/explore", search: { ...searchOf(data.state), view: data.id }, replace: true });
    }
  }, [isBare, data, navigate]);
  return { view: id === undefined ? undefined : data, error, isLoading: isBare && error === null };
}
