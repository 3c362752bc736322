import { useDebouncedValue } from "@mantine/hooks";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { operationQuery } from "../api/queries.ts";
import { useNames } from "../format/names.ts";
import { formatCount } from "../format/number.ts";
import classes from "./Choices.module.css";
import { useFilter } from "./use-filter.ts";

/** The values a dimension takes, most frequent first, each to be ticked. */
export function ValueList({ dimension }: { dimension: string }) {
  const { t, i18n } = useTranslation("web");
  const names = useNames();
  const { search, change } = useFilter();
  const [words, setWords] = useState("");
  const [wanted] = useDebouncedValue(words, 200);
  const { data } = useQuery({
    ...operationQuery("facts.listValues", {
      body: { dimension, limit: 100, ...(wanted === "" ? {} : { search: wanted }) },
    }),
    placeholderData: (previous) => previous,
  });
  const chosen = search.where?.[dimension] ?? [];
  const toggle = (value: string) => {
    const next = chosen.includes(value) ? chosen.filter((other) => other !== value) : [...chosen, value];
    change({ where: withValues(search.where, dimension, next) });
  };
  const items = data?.items ?? [];

  return (
    <>
      {items.length > 8 || words !== "" ? (
        <input
          className={classes.search}
          type="search"
          placeholder={t("filter.find")}
          aria-label={t("filter.find")}
          value={words}
          onChange={(event) => setWords(event.target.value)}
        />
      ) : null}
      <div role="group" aria-label={names.dimension(dimension)} className={classes.list}>
        {items.map(({ value, name, n }) => (
          <label key={value} className={classes.choice}>
            <input type="checkbox" checked={chosen.includes(value)} onChange={() => toggle(value)} />
            <span className={classes.name}>{names.value(dimension, value, name)}</span>
            <span className={classes.count}>{formatCount(n, i18n.language)}</span>
          </label>
        ))}
      </div>
      {items.length === 0 && data !== undefined ? <p className={classes.note}>{t("filter.nothing")}</p> : null}
    </>
  );
}

/** The chosen values with those of one dimension replaced; an empty choice leaves the dimension out. */
export function withValues(
  where: Readonly<Record<string, readonly string[]>> | undefined,
  dimension: string,
  values: readonly string[],
): Record<string, readonly string[]> | undefined {
  const rest = Object.entries(where ?? {}).filter(([other]) => other !== dimension);
  const next = Object.fromEntries(values.length === 0 ? rest : [...rest, [dimension, values]]);
  return Object.keys(next).length === 0 ? undefined : next;
}
