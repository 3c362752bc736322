import { NumberInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";

import { operationQuery } from "#web/api/queries.ts";

import type { RegisterSettings } from "../contract.ts";
import classes from "./Pain.module.css";
import { useMapWords } from "./words.ts";

type Segments = RegisterSettings["segments"];

/** How many customers each segment of the answers has and what one of them brings; both or neither (R170). */
export function SegmentFields({ segments, onChange }: { segments: Segments; onChange: (next: Segments) => void }) {
  const { t } = useMapWords();
  const { data } = useQuery({
    ...operationQuery("facts.listValues", { body: { dimension: "segment", limit: 50 } }),
    staleTime: 60_000,
  });
  const found = new Map(
    (data?.items ?? []).filter(({ value }) => value !== "").map(({ value, name }) => [value, name]),
  );
  for (const { segment } of segments) if (!found.has(segment)) found.set(segment, segment);
  if (found.size === 0) return null;
  const set = (segment: string, part: Partial<Segments[number]>): void => {
    const own = segments.find((one) => one.segment === segment);
    const next = { segment, customers: 0, revenuePerCustomer: 0, ...own, ...part };
    const others = segments.filter((one) => one.segment !== segment);
    onChange(next.customers > 0 ? [...others, next] : others);
  };
  return (
    <fieldset>
      <legend>{t("settings.segments")}</legend>
      {[...found].map(([segment, name]) => {
        const own = segments.find((one) => one.segment === segment);
        return (
          <div key={segment} className={classes.pair}>
            <NumberInput
              label={t("settings.segmentCustomers", { name })}
              min={0}
              allowDecimal={false}
              thousandSeparator=" "
              value={own?.customers ?? ""}
              onChange={(value) => set(segment, { customers: Math.round(Number(value) || 0) })}
            />
            <NumberInput
              label={t("settings.segmentRevenue", { name })}
              min={0}
              thousandSeparator=" "
              disabled={own === undefined}
              value={own?.revenuePerCustomer ?? ""}
              onChange={(value) => set(segment, { revenuePerCustomer: Number(value) || 0 })}
            />
          </div>
        );
      })}
    </fieldset>
  );
}
