import { useQuery } from "@tanstack/react-query";

import { operationQuery } from "#web/api/queries.ts";
import { isDimension } from "#web/filters/dimension-names.ts";
import { Picker } from "#web/filters/Picker.tsx";
import { useFilter } from "#web/filters/use-filter.ts";
import { useNames } from "#web/format/names.ts";

import { conditionIn } from "../rules/telling/asked.ts";
import { conditionOf, linesOf } from "../rules/telling/lines.ts";
import { useChangeWords } from "./change-words.ts";

/** Of the answer itself: two groups told apart by it differ by that very thing. */
const useless: ReadonlySet<string> = new Set(["score", "group", "question", "programme"]);

/** What tells the two groups apart, and which values each of them has: two units, two segments, two surveys. */
export function GroupControls() {
  const words = useChangeWords();
  const { search, change } = useFilter();
  const { data } = useQuery({ ...operationQuery("facts.listDimensions"), staleTime: 60_000 });
  const dimension = dimensionOf(search);
  const dimensions = (data?.items ?? []).filter((one) => !useless.has(one.dimension));
  return (
    <>
      <Picker
        label={words.t("control.apart", { dimension: words.names.dimension(dimension) })}
        most={1}
        chosen={[dimension]}
        choices={dimensions.map((one) => ({
          value: one.dimension,
          name: words.names.dimension(one.dimension),
          note: words.t("control.values", { count: one.values }),
        }))}
        onChoose={([next]) => change({ by: next, a: undefined, b: undefined })}
      />
      <SideControl side="a" dimension={dimension} />
      <SideControl side="b" dimension={dimension} />
    </>
  );
}

/** The dimension that both groups are told apart by. */
function dimensionOf({
  a,
  b,
  by,
}: {
  readonly a?: string | undefined;
  b?: string | undefined;
  by?: string | undefined;
}) {
  const said = [a, b].flatMap((text) => {
    const where = conditionIn(text);
    return where === undefined ? [] : (linesOf(where) ?? []).map(({ dimension }) => dimension);
  });
  return said[0] ?? (by !== undefined && isDimension(by) ? by : "unit");
}

function SideControl({ side, dimension }: { side: "a" | "b"; dimension: string }) {
  const words = useChangeWords();
  const names = useNames();
  const { search, change } = useFilter();
  const { data } = useQuery({
    ...operationQuery("facts.listValues", { body: { dimension, limit: 300 } }),
    enabled: isDimension(dimension),
    staleTime: 60_000,
  });
  const where = conditionIn(search[side]);
  const lines = where === undefined ? [] : (linesOf(where) ?? []);
  const chosen = lines.flatMap((line) => (line.dimension === dimension && !line.isNot ? line.values : []));
  const choices = (data?.items ?? []).map(({ value, name, n }) => ({
    value,
    name: names.value(dimension, value, name),
    note: `n ${words.count(n)}`,
  }));
  const nameOf = (value: string): string => choices.find((one) => one.value === value)?.name ?? value;
  const said = chosen.map(nameOf).join(", ");
  return (
    <Picker
      label={said === "" ? words.t(`control.${side}`) : words.t(`control.${side}-some`, { values: said })}
      active={where !== undefined}
      most={50}
      chosen={chosen}
      choices={choices}
      onChoose={(values) =>
        change({
          by: search.by ?? dimension,
          [side]: values.length === 0 ? undefined : JSON.stringify(conditionOf(dimension, values)),
        })
      }
    />
  );
}
