import { useInfiniteQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";

import { callOperation } from "#web/api/client.ts";
import { useMay } from "#web/api/queries.ts";
import { ProblemNote } from "#web/design/ProblemNote.tsx";
import { SkeletonList } from "#web/design/Skeleton.tsx";
import { formatDay } from "#web/format/time.ts";

import type { Quote, Theme } from "../../contract.ts";
import { MarkedText } from "../MarkedText.tsx";
import { codeFor, sides, type Side } from "../sides.ts";
import { useThemeWords } from "../words.ts";
import classes from "./Editor.module.css";

/** What people wrote about the theme, masked, newest first, by side. */
export function ThemeQuotes({ theme }: { theme: Theme }) {
  const { t } = useThemeWords();
  const mayRead = useMay("answers.read");
  const [side, setSide] = useState<Side | "any">("any");
  const codes = side === "any" ? [theme.key] : [codeFor(theme.key, side)];
  const found = useInfiniteQuery({
    queryKey: ["text.listQuotes", codes],
    queryFn: ({ pageParam, signal }) =>
      callOperation("text.listQuotes", {
        body: { codes, limit: 8, ...(pageParam === null ? {} : { cursor: pageParam }) },
        signal,
      }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
    enabled: mayRead,
  });
  if (!mayRead) return null;
  const quotes = found.data?.pages.flatMap(({ items }) => items);
  return (
    <section className={classes.section} aria-label={t("quotes.title")}>
      <h2>{t("quotes.title")}</h2>
      <div role="group" aria-label={t("coding.side")} className={classes.segments}>
        {(["any", ...sides.map((one) => one.side)] as const).map((one) => (
          <button key={one} type="button" aria-pressed={one === side} onClick={() => setSide(one)}>
            {t(`side.${one}`)}
          </button>
        ))}
      </div>
      <ProblemNote error={found.error} />
      {quotes === undefined && found.error === null ? <SkeletonList rows={3} height={60} /> : null}
      {quotes?.length === 0 ? <p className={classes.note}>{t("quotes.none")}</p> : null}
      <ul className={classes.quotes}>
        {quotes?.map((quote) => (
          <QuoteLine key={`${quote.responseId} ${quote.question}`} quote={quote} theme={theme} />
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

function QuoteLine({ quote, theme }: { quote: Quote; theme: Theme }) {
  const { t, language } = useThemeWords();
  const own = quote.hits.filter(({ code }) => code.slice(0, -1) === theme.key);
  return (
    <li>
      <Link to="/answers/$id" params={{ id: quote.responseId }} className={classes.quote}>
        <MarkedText text={quote.text} hits={own} />
      </Link>
      <small>
        {[
          formatDay(quote.answeredAt.slice(0, 10), language),
          ...quote.places.map(({ name }) => name),
          t(`by.${quote.by}`),
        ].join(" · ")}
      </small>
    </li>
  );
}
