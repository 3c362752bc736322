import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";

import { operationQuery, useMay } from "#web/api/queries.ts";
import { onlyFilter } from "#web/filters/filter.ts";
import { useFilter } from "#web/filters/use-filter.ts";

import type { ChangeQuery, Theme } from "../contract.ts";
import { behindOf } from "./behind.ts";
import { useChangeWords } from "./change-words.ts";
import classes from "./Changes.module.css";

interface ProblemLinkProps {
  readonly theme: Theme;
  readonly query: ChangeQuery;
  readonly children: ReactNode;
}

/** To the problem that a theme belongs to, with its quotes; where none does, to the answers that name it. */
export function ProblemLink({ theme, query, children }: ProblemLinkProps) {
  const { t } = useChangeWords();
  const { search } = useFilter();
  const key = useProblemOf(theme);
  const mayRead = useMay("answers.read");
  if (key !== undefined) {
    return (
      <Link
        to="/problems/$key"
        params={{ key }}
        search={{ ...onlyFilter(search), measure: query.measure }}
        className={classes.way}
      >
        {t("way.problem")}
        {children}
      </Link>
    );
  }
  const codes = [{ dimension: "theme", value: theme.code, name: theme.name, resolved: true }];
  const behind = mayRead ? behindOf(query, { side: "b", key: codes }) : null;
  if (behind === null) return null;
  return (
    <Link to="/answers" search={behind} className={classes.way}>
      {t("way.named")}
      {children}
    </Link>
  );
}

/** The key of the problem that holds the theme: a registered one, else the one proposed under the theme's own key. */
function useProblemOf({ code }: Theme): string | undefined {
  const { data: registered } = useQuery({
    ...operationQuery("problems.listProblems", { query: { limit: 200 } }),
    staleTime: 60_000,
  });
  const held = registered?.items.find(({ codes }) => holds(codes, code))?.key;
  const own = code.includes(":") ? (code.split(":")[2] ?? "") : code.replace(/[-+~]$/, "");
  const isOwn = registered !== undefined && held === undefined && /^[a-z0-9][a-z0-9_.-]{0,79}$/.test(own);
  const { data: proposed } = useQuery({
    ...operationQuery("problems.readProblem", { params: { key: own } }),
    enabled: isOwn,
    retry: false,
    staleTime: 60_000,
  });
  return held ?? (isOwn && holds(proposed?.codes ?? [], code) ? own : undefined);
}

function holds(codes: readonly { readonly code: string }[], wanted: string): boolean {
  return codes.some(({ code }) => code === wanted);
}
