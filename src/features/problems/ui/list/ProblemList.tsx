import { useState } from "react";

import { domainOf } from "#web/design/Whisker.tsx";
import { useFilter } from "#web/filters/use-filter.ts";

import type { MapItem, PainMap } from "../../contract.ts";
import classes from "../Pain.module.css";
import { useMapWords, type MapWords } from "../words.ts";
import { columnsOf, type ListColumn } from "./columns.tsx";

const firstRows = 12;

/** Every problem with what it touches, costs and is worth; every number opens the answers behind it. */
export function ProblemList({ map }: { map: PainMap }) {
  const words = useMapWords();
  const { search } = useFilter();
  const [isAll, setAll] = useState(false);
  const shown = map.items.filter(({ mentions, isRegistered }) => mentions > 0 || isRegistered);
  const rows = isAll ? shown : shown.slice(0, firstRows);
  const title = words.t(`list.title.${map.query.side}`);
  const ends = shown.flatMap(({ lift }) => (lift === null ? [] : [lift.expected.low, lift.expected.high]));
  const columns = columnsOf({ map, words, search, domain: domainOf([0, ...ends]) });
  return (
    <section className={classes.list} aria-label={title}>
      <h2>{title}</h2>
      <p className={classes.note}>{words.t("list.note")}</p>
      <div className={classes.scroll}>
        <table className={classes.table}>
          <caption className="unseen">{title}</caption>
          <thead>
            <tr>
              {columns.map((column) => (
                <Head key={column.key} column={column} words={words} />
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((item) => (
              <tr key={item.key} data-faint={!item.clear}>
                {columns.map((column) => (
                  <Cell key={column.key} column={column} item={item} words={words} />
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {shown.length > rows.length ? (
        <button type="button" className={classes.more} onClick={() => setAll(true)}>
          {words.t("register.more")} ({words.count(shown.length - rows.length)})
        </button>
      ) : null}
    </section>
  );
}

function Head({ column: { key, look }, words }: { column: ListColumn; words: MapWords }) {
  if (look === "whisker") {
    return (
      <th scope="col" className={classes.whisker}>
        <span className="unseen">{words.t("column.picture")}</span>
      </th>
    );
  }
  const text = words.t(key);
  return (
    <th scope="col" className={look === "rank" ? classes.rank : look === "number" ? classes.number : undefined}>
      {look === "rank" ? <span className="unseen">{text}</span> : text}
    </th>
  );
}

function Cell({ column, item, words }: { column: ListColumn; item: MapItem; words: MapWords }) {
  const { key, look, render } = column;
  if (look === "head") return <th scope="row">{render(item)}</th>;
  if (look === "whisker" || look === "rank") return <td className={classes[look]}>{render(item)}</td>;
  return (
    <td className={look === "number" ? classes.number : undefined} data-label={words.t(key)}>
      {render(item)}
    </td>
  );
}
