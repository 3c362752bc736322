import { IconFileText, IconMap2 } from "@tabler/icons-react";
import { useInfiniteQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";

import { callOperation } from "#web/api/client.ts";
import type { OperationCall } from "#web/api/operations.ts";
import { DataTable } from "#web/design/DataTable.tsx";
import { EmptyState } from "#web/design/EmptyState.tsx";
import { PageHead } from "#web/design/PageHead.tsx";
import { ProblemNote } from "#web/design/ProblemNote.tsx";
import { SkeletonList } from "#web/design/Skeleton.tsx";
import { useFilter } from "#web/filters/use-filter.ts";
import { formatDay } from "#web/format/time.ts";

import { problemStates, type Problem } from "../../contract.ts";
import classes from "../Pain.module.css";
import { useMapWords } from "../words.ts";

/** The register: every problem somebody took up, with its owner and state. */
export function RegisterPage() {
  const words = useMapWords();
  const { search } = useFilter();
  const [typed, setWords] = useState("");
  const isMine = search.mine === true;
  const state = problemStates.find((one) => one === search.state);
  const query = {
    ...(typed === "" ? {} : { search: typed }),
    ...(state === undefined ? {} : { state }),
    ...(isMine ? { mine: "true" } : {}),
    limit: 50,
  };
  const found = useRegister(query);
  const items = found.data?.pages.flatMap((page) => page.items);
  const isPlain = typed === "" && state === undefined && !isMine;
  return (
    <>
      <PageHead
        title={words.t("register.title")}
        answer={items === undefined ? " " : `${words.t("register.answer", { count: items.length })}.`}
        actions={
          <>
            <Link to="/readability" search={{}} className={classes.action}>
              <IconFileText size={17} aria-hidden />
              {words.t("document.open")}
            </Link>
            <Link to="/pain" search={{ ...search, state: undefined, mine: undefined }} className={classes.action}>
              <IconMap2 size={17} aria-hidden />
              {words.t("action.map")}
            </Link>
          </>
        }
      />
      <Tools words={typed} onWords={setWords} />
      <ProblemNote error={found.error} />
      {found.error === null ? <Listed items={items} isPlain={isPlain} /> : null}
      {found.hasNextPage ? (
        <button type="button" className={classes.more} onClick={() => void found.fetchNextPage()}>
          {words.t("register.more")}
        </button>
      ) : null}
    </>
  );
}

/** Page by page, the next one when it is asked for. */
function useRegister(query: NonNullable<OperationCall<"problems.listProblems">["query"]>) {
  return useInfiniteQuery({
    queryKey: ["problems.listProblems", query],
    queryFn: ({ pageParam, signal }) =>
      callOperation("problems.listProblems", {
        query: { ...query, ...(pageParam === null ? {} : { cursor: pageParam }) },
        signal,
      }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
  });
}

/** What was found; `isPlain`: nothing was asked for in particular. */
function Listed({ items, isPlain }: { items: readonly Problem[] | undefined; isPlain: boolean }) {
  const { t } = useMapWords();
  if (items === undefined) return <SkeletonList rows={6} height={44} />;
  if (items.length > 0) return <Table items={items} />;
  return <EmptyState title={t("register.empty")} text={t(isPlain ? "register.empty-text" : "register.search")} />;
}

interface ToolsProps {
  readonly words: string;
  readonly onWords: (words: string) => void;
}

function Tools({ words: typed, onWords }: ToolsProps) {
  const { t } = useMapWords();
  const { search, change } = useFilter();
  return (
    <div className={classes.controls}>
      <input
        type="search"
        className={classes.input}
        placeholder={t("register.search")}
        aria-label={t("register.search")}
        value={typed}
        onChange={(event) => onWords(event.target.value)}
      />
      <select
        className={classes.select}
        aria-label={t("column.state")}
        value={search.state ?? ""}
        onChange={(event) =>
          change({ state: event.target.value === "" ? undefined : event.target.value }, { replace: true })
        }
      >
        <option value="">{t("register.allStates")}</option>
        {problemStates.map((one) => (
          <option key={one} value={one}>
            {t(`state.${one}`)}
          </option>
        ))}
      </select>
      <label className={classes.check}>
        <input
          type="checkbox"
          checked={search.mine === true}
          onChange={(event) => change({ mine: event.target.checked ? true : undefined }, { replace: true })}
        />
        {t("register.mine")}
      </label>
    </div>
  );
}

function Table({ items }: { items: readonly Problem[] }) {
  const { t, language } = useMapWords();
  const { search } = useFilter();
  return (
    <DataTable
      caption={t("register.title")}
      rows={items}
      rowKey={({ key }) => key}
      columns={[
        {
          key: "problem",
          label: t("column.problem"),
          render: ({ key, title }) => (
            <Link to="/problems/$key" params={{ key }} search={{ ...search, state: undefined, mine: undefined }}>
              {title}
            </Link>
          ),
        },
        { key: "state", label: t("column.state"), render: ({ state }) => t(`state.${state}`) },
        {
          key: "function",
          label: t("field.ownerFunction"),
          render: ({ ownerFunction }) => ownerFunction?.name ?? t("cell.noOwner"),
        },
        { key: "owner", label: t("field.owner"), render: ({ owner }) => owner?.name ?? "" },
        { key: "cause", label: t("field.cause"), render: ({ cause }) => (cause === null ? "" : t(`cause.${cause}`)) },
        {
          key: "deadline",
          label: t("field.deadline"),
          render: ({ deadline }) => (deadline === null ? "" : formatDay(deadline, language)),
        },
      ]}
    />
  );
}
