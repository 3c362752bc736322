import { NativeSelect } from "@mantine/core";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import type { OperationCall } from "#web/api/operations.ts";
import { operationQuery } from "#web/api/queries.ts";
import { PageHead } from "#web/design/PageHead.tsx";
import sections from "#web/design/Sections.module.css";
import { FilterBar } from "#web/filters/FilterBar.tsx";
import { useFilter } from "#web/filters/use-filter.ts";
import { useNames } from "#web/format/names.ts";
import { formatCount, formatShare } from "#web/format/number.ts";

import type { StreaksAnswer } from "../../contract.ts";
import { Asked, stateOf } from "../Asked.tsx";
import { BenchmarkTabs } from "../BenchmarkTabs.tsx";
import { MeasureField, NoMeasure, useChosenMeasure } from "../MeasureField.tsx";
import { GroupsSection } from "./GroupsSection.tsx";
import { LengthsSection } from "./LengthsSection.tsx";

type Body = NonNullable<OperationCall<"benchmarks.readStreaks">["body"]>;

const dimensions = ["unit", "journey", "touchpoint", "channel", "product", "segment"] as const;

/** How often good moments follow each other, and whether more often than chance (R65, R66). */
export function StreaksPage() {
  const { t } = useTranslation("benchmarks");
  const names = useNames();
  const { filter } = useFilter();
  const chosen = useChosenMeasure(["nps", "csat", "ces", "rating"], ["transactional", "relational"]);
  const [atLeast, setAtLeast] = useState(3);
  const [by, setBy] = useState<(typeof dimensions)[number]>("unit");
  const { period, where } = filter;
  const body: Body = { measure: chosen.measure?.ref ?? "nps:transactional", by, atLeast, period, where };
  const asked = useQuery({
    ...operationQuery("benchmarks.readStreaks", { body }),
    enabled: chosen.measure !== undefined,
    placeholderData: keepPreviousData,
    retry: false,
  });
  const { data, error } = asked;
  const isThere = chosen.measures?.length !== 0;
  return (
    <>
      <PageHead title={t("streaks.title")} answer={<Answer found={data} atLeast={atLeast} />} />
      <BenchmarkTabs />
      <FilterBar comparable={false} />
      <div className={sections.controls}>
        <MeasureField chosen={chosen} />
        <NativeSelect
          label={t("streaks.atLeast")}
          value={String(atLeast)}
          data={["2", "3", "4", "5", "6", "8", "10"]}
          onChange={(event) => setAtLeast(Number(event.target.value))}
        />
        <NativeSelect
          label={t("streaks.by")}
          value={by}
          data={dimensions.map((value) => ({ value, label: names.dimension(value) }))}
          onChange={(event) => setBy(event.target.value as typeof by)}
        />
      </div>
      <NoMeasure chosen={chosen} />
      <Asked
        state={isThere ? stateOf(asked, ({ whole }) => whole === null) : "off"}
        error={error}
        empty={{ title: t("streaks.none"), text: t("streaks.noneText") }}
      >
        {data === undefined ? null : <Found found={data} question={body} atLeast={atLeast} />}
      </Asked>
    </>
  );
}

function Found({ found, question, atLeast }: { found: StreaksAnswer; question: Body; atLeast: number }) {
  const { t } = useTranslation("benchmarks");
  return (
    <>
      <Moments found={found} />
      <LengthsSection found={found} />
      <GroupsSection found={found} question={question} atLeast={atLeast} />
      <p className={sections.note}>{t("streaks.next")}</p>
    </>
  );
}

/** The answer of the page in a sentence. */
function Answer({ found, atLeast }: { found: StreaksAnswer | undefined; atLeast: number }) {
  const { t, i18n } = useTranslation("benchmarks");
  if (found === undefined) return " ";
  const { whole } = found;
  const current = whole?.current ?? null;
  if (whole === null || current === null)
    return t("streaks.tooFew", { atLeast, n: formatCount(whole?.eligible ?? 0, i18n.language) });
  const share = (value: number): string => formatShare(value / 100, i18n.language);
  const { value, interval } = current;
  const sentence = t("streaks.answer", {
    share: share(value),
    low: share(interval.low),
    high: share(interval.high),
    n: formatCount(whole.eligible, i18n.language),
    atLeast,
  });
  return `${sentence} ${t(`streaks.verdict-${whole.clustering?.verdict ?? "unknown"}`)}`;
}

/** The three kinds of moments, and the longest run. */
function Moments({ found: { whole } }: { found: StreaksAnswer }) {
  const { t, i18n } = useTranslation("benchmarks");
  if (whole === null) return null;
  const count = (value: number): string => formatCount(value, i18n.language);
  const share = (value: number): string => formatShare(value / Math.max(1, whole.contacts), i18n.language);
  return (
    <dl className={sections.facts}>
      {(["positive", "neutral", "negative"] as const).map((kind) => (
        <div key={kind}>
          <dt>{t(`column.${kind}`)}</dt>
          <dd>
            {share(whole[kind])}
            <small>n {count(whole[kind])}</small>
          </dd>
        </div>
      ))}
      <div>
        <dt>{t("column.persons")}</dt>
        <dd>
          {count(whole.persons)}
          <small>{t("streaks.contacts", { count: whole.contacts, number: count(whole.contacts) })}</small>
        </dd>
      </div>
      <div>
        <dt>{t("column.longest")}</dt>
        <dd>{whole.isTooFew ? t("web:figure.too-few") : count(whole.longest)}</dd>
      </div>
    </dl>
  );
}
