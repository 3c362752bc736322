import { IconArrowRight } from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import { useState } from "react";

import { FigureView } from "#web/design/FigureView.tsx";
import { onlyFilter } from "#web/filters/filter.ts";
import type { AppSearch } from "#web/filters/search.ts";
import { useFilter } from "#web/filters/use-filter.ts";

import type { Suggestions } from "../contract.ts";
import { figuresIn } from "../rules/telling/words.ts";
import { useChangeWords } from "./change-words.ts";
import classes from "./Changes.module.css";

type Item = Suggestions["items"][number];
const inSight = 10;

/** Measures by how surely they changed, all looked at allowed for; each opens its explanation. */
export function SuggestionList({ suggestions }: { suggestions: Suggestions }) {
  const { t } = useChangeWords();
  const [isAll, setAll] = useState(false);
  const clear = suggestions.items.filter((item) => item.clear);
  const others = suggestions.items.filter((item) => !item.clear);
  const shown = isAll ? others : others.slice(0, Math.max(0, inSight - clear.length));
  return (
    <>
      {clear.length === 0 ? null : <Rows title={t("start.clear")} items={clear} suggestions={suggestions} />}
      {shown.length === 0 ? null : <Rows title={t("start.unclear")} items={shown} suggestions={suggestions} />}
      {shown.length === others.length ? null : (
        <button type="button" className={classes.more} onClick={() => setAll(true)}>
          {t("start.all", { count: others.length - shown.length })}
        </button>
      )}
    </>
  );
}

interface RowsProps {
  readonly title: string;
  readonly items: readonly Item[];
  readonly suggestions: Suggestions;
}

function Rows({ title, items, suggestions }: RowsProps) {
  return (
    <section>
      <h2 className={classes.heading}>{title}</h2>
      <SuggestionRows items={items} suggestions={suggestions} />
    </section>
  );
}

/** Measures in rows, each a way to its explanation. */
export function SuggestionRows({ items, suggestions }: Omit<RowsProps, "title">) {
  return (
    <ul className={classes.suggestions}>
      {items.map((item) => (
        <li key={item.measure.ref}>
          <Row item={item} suggestions={suggestions} />
        </li>
      ))}
    </ul>
  );
}

function Row({ item, suggestions }: { item: Item; suggestions: Suggestions }) {
  const words = useChangeWords();
  const { search } = useFilter();
  const { measure, figure, difference, clear, detectable } = item;
  const figures = figuresIn({ kind: measure.kind, difference }, words);
  return (
    <Link to="/changes" search={openingOf(search, item, suggestions)} className={classes.suggestion} data-clear={clear}>
      <span className={classes.name}>
        {measure.title === "" ? words.names.measure(measure.ref) : measure.title}
        {measure.surveyName === "" ? null : <small>{measure.surveyName}</small>}
      </span>
      <FigureView kind={measure.kind} figure={figure} />
      <span className={classes.moved}>
        {difference === null ? words.t("start.noBefore") : figures.change(difference)}
        {clear || detectable === null ? null : (
          <small>{words.t("start.detectable", { amount: figures.amount(detectable) })}</small>
        )}
      </span>
      <IconArrowRight size={16} aria-hidden />
    </Link>
  );
}

/** The address of the explanation: the days that were looked at, as days where the address named none. */
function openingOf(search: AppSearch, { measure }: Item, { period, before }: Suggestions): AppSearch {
  const filter = onlyFilter(search);
  if (filter.period !== undefined || period === null || before === null) return { ...filter, measure: measure.ref };
  return {
    ...filter,
    measure: measure.ref,
    period: "custom",
    from: period.from,
    to: period.to,
    compare: "custom",
    since: before.from,
    until: before.to,
  };
}
