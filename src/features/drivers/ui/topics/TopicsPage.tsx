import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";

import { operationQuery } from "#web/api/queries.ts";
import { EmptyState } from "#web/design/EmptyState.tsx";
import { PageHead } from "#web/design/PageHead.tsx";
import { ProblemNote } from "#web/design/ProblemNote.tsx";
import { SkeletonList } from "#web/design/Skeleton.tsx";
import { onlyFilter } from "#web/filters/filter.ts";
import { FilterBar } from "#web/filters/FilterBar.tsx";
import { useFilter } from "#web/filters/use-filter.ts";

import type { Topics } from "../../contract.ts";
import { useDriverWords } from "../driver-words.ts";
import classes from "../Drivers.module.css";
import { Tabs } from "../Tabs.tsx";
import { TopicSection } from "./TopicSection.tsx";

/** Do those who recommend us and those who do not speak of the same things (R57)? */
export function TopicsPage() {
  const { t } = useTranslation("drivers");
  const { filter, search } = useFilter();
  const { compare: _, ...body } = filter;
  const { data, error, isPlaceholderData } = useQuery({
    ...operationQuery("drivers.readTopics", { body: { ...body, measure: search.measure } }),
    placeholderData: keepPreviousData,
  });
  return (
    <>
      <PageHead title={t("topics.title")} answer={<Answer topics={data} />} actions={<Tabs at="topics" />} />
      <FilterBar comparable={false} />
      <ProblemNote error={error} />
      {data === undefined && error === null ? <SkeletonList rows={2} height={180} /> : null}
      {data === undefined ? null : (
        <div className={classes.sections} data-old={isPlaceholderData}>
          {data.items.length === 0 ? <Nothing state={data.state} /> : <TopicSection topics={data} />}
          {data.isAlike ? <WhatInstead topics={data} /> : null}
        </div>
      )}
    </>
  );
}

function Answer({ topics }: { topics: Topics | undefined }) {
  const { t, count } = useDriverWords();
  if (topics === undefined || topics.items.length === 0) return " ";
  const { common, spoken, items, tested } = topics;
  if (common === null)
    return t("topics.tooFew", { high: count(spoken.high), low: count(spoken.low), needed: count(topics.minimumN) });
  const clear = items.filter((topic) => topic.clear).length;
  const alike = t(topics.isAlike ? "topics.alike" : "topics.different", common);
  return `${alike} ${t("topics.telling", { count: clear, tested: count(tested) })}`;
}

function Nothing({ state }: { state: Topics["state"] }) {
  const { t } = useTranslation("drivers");
  const kind = state === "ok" ? "too-few" : state;
  return <EmptyState title={t(`topics.state.${kind}`)} text={t(`topics.stateText.${kind}`)} />;
}

/** Where topics tell little, what tells more. */
function WhatInstead({ topics }: { topics: Topics }) {
  const { t } = useTranslation("drivers");
  const { search } = useFilter();
  const filter = onlyFilter(search);
  return (
    <section className={classes.section} aria-labelledby="topics-instead">
      <h2 id="topics-instead">{t("topics.insteadTitle")}</h2>
      <p>{t(topics.programme === "relational" ? "topics.insteadRelational" : "topics.insteadOther")}</p>
      <p>
        <Link to="/pain" search={filter} className={classes.link}>
          {t("topics.toPain")}
        </Link>{" "}
        ·{" "}
        <Link to="/drivers" search={filter} className={classes.link}>
          {t("topics.toDrivers")}
        </Link>
      </p>
    </section>
  );
}
