import { useQuery } from "@tanstack/react-query";

import { operationQuery } from "#web/api/queries.ts";
import { useFilter } from "#web/filters/use-filter.ts";

import type { MapQueryInput, PainMap } from "../../contract.ts";
import classes from "../Pain.module.css";
import { useMapWords } from "../words.ts";

/** Which problems to solve with a budget. */
export function PortfolioSection({ map, query }: { map: PainMap; query: MapQueryInput }) {
  const words = useMapWords();
  const { search, change } = useFilter();
  const budget = Number(search.b ?? "");
  const isSet = search.b !== undefined && Number.isFinite(budget) && budget >= 0;
  const { data } = useQuery({
    ...operationQuery("problems.portfolio", { body: { ...query, budget } }),
    enabled: isSet,
  });
  const nameOf = (key: string): string => map.items.find((item) => item.key === key)?.name ?? key;
  return (
    <section className={classes.section} aria-label={words.t("portfolio.title")}>
      <h2>{words.t("portfolio.title")}</h2>
      <p className={classes.note}>{words.t("portfolio.note")}</p>
      <label className={classes.row}>
        <span>{words.t("portfolio.budget")}</span>
        <input
          type="number"
          min={0}
          className={classes.input}
          defaultValue={search.b}
          onBlur={(event) =>
            change({ b: event.target.value === "" ? undefined : event.target.value }, { replace: true })
          }
          onKeyDown={(event) => {
            if (event.key === "Enter") event.currentTarget.blur();
          }}
        />
      </label>
      {data === undefined ? null : data.chosen.length === 0 ? (
        <p className={classes.note}>{words.t("portfolio.nothing")}</p>
      ) : (
        <>
          <p>
            <b>
              {words.t("portfolio.chosen", {
                lift: `${words.points(data.lift)} ${words.t(`axis.lift.${map.unit}`)}`,
                cost: words.money(data.cost, map.base.currency),
              })}
            </b>
          </p>
          <ul>
            {data.chosen.map((key) => (
              <li key={key}>{nameOf(key)}</li>
            ))}
          </ul>
        </>
      )}
      {data === undefined || data.withoutCost.length === 0 ? null : (
        <p className={classes.note}>
          {words.t("portfolio.without", { names: data.withoutCost.map(nameOf).join(", ") })}
        </p>
      )}
    </section>
  );
}
