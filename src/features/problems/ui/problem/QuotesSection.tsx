import { useInfiniteQuery, useMutation } from "@tanstack/react-query";

import { callOperation } from "#web/api/client.ts";
import { useMay, useRefresh } from "#web/api/queries.ts";
import { useFilter } from "#web/filters/use-filter.ts";
import { formatDay } from "#web/format/time.ts";

import type { Problem, Quote } from "../../contract.ts";
import classes from "../Pain.module.css";
import { useMapWords } from "../words.ts";
import styles from "./Problem.module.css";

/** What people wrote about it, masked; kept ones first. */
export function QuotesSection({ problem }: { problem: Problem }) {
  const { t } = useMapWords();
  const mayRead = useMay("answers.read");
  const { filter } = useFilter();
  const body = {
    ...(filter.where === undefined ? {} : { where: filter.where }),
    ...(filter.period === undefined ? {} : { period: filter.period }),
    limit: 6,
  };
  const found = useInfiniteQuery({
    queryKey: ["problems.listQuotes", problem.key, body],
    queryFn: ({ pageParam, signal }) =>
      callOperation("problems.listQuotes", {
        params: { key: problem.key },
        body: { ...body, ...(pageParam === null ? {} : { cursor: pageParam }) },
        signal,
      }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
    enabled: mayRead,
  });
  if (!mayRead) return null;
  const quotes = found.data?.pages.flatMap(({ items }) => items) ?? [];
  return (
    <section className={classes.section} aria-label={t("section.quotes")}>
      <h2>{t("section.quotes")}</h2>
      {found.data !== undefined && quotes.length === 0 ? <p className={classes.note}>{t("quotes.none")}</p> : null}
      <ul className={styles.quotes}>
        {quotes.map((quote) => (
          <QuoteLine key={`${quote.responseId} ${quote.question}`} problem={problem} quote={quote} />
        ))}
      </ul>
      {found.hasNextPage ? (
        <button type="button" className={classes.more} onClick={() => void found.fetchNextPage()}>
          {t("quotes.more")}
        </button>
      ) : null}
    </section>
  );
}

function QuoteLine({ problem, quote }: { problem: Problem; quote: Quote }) {
  const { t, language, number } = useMapWords();
  const mayWrite = useMay("problems.write") && problem.isRegistered;
  const refresh = useRefresh();
  const { mutate } = useMutation({
    mutationFn: () =>
      callOperation("problems.pinQuote", {
        params: { key: problem.key, responseId: quote.responseId },
        body: { question: quote.question, isPinned: !quote.isPinned },
      }),
    onSuccess: () => refresh("problems.listQuotes"),
  });
  return (
    <li data-pinned={quote.isPinned}>
      <p>{quote.text}</p>
      <small>
        {quote.score === null ? null : <span>{t("quotes.score", { score: number(quote.score, 0) })}</span>}
        <span>{formatDay(quote.answeredAt.slice(0, 10), language)}</span>
        <span>{quote.surveyName}</span>
        {mayWrite ? (
          <button type="button" onClick={() => mutate()}>
            {t(quote.isPinned ? "quotes.unpin" : "quotes.pin")}
          </button>
        ) : null}
      </small>
    </li>
  );
}
