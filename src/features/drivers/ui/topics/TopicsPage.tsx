import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";

import { EmptyState } from "#web/design/EmptyState.tsx";
import { PageHead } from "#web/design/PageHead.tsx";
import { ProblemNote } from "#web/design/ProblemNote.tsx";
import { SkeletonList } from "#web/design/Skeleton.tsx";
import { onlyFilter } from "#web/filters/filter.ts";
import { FilterBar } from "#web/filters/FilterBar.tsx";
import { useFilter } from "#web/filters/use-filter.ts";
import { PinButton } from "#web/pins/PinButton.tsx";

import type { Topics } from "../../contract.ts";
import { topicsSentence } from "../../rules.ts";
import { useDriverWords } from "../driver-words.ts";
import classes from "../Drivers.module.css";
import { Tabs } from "../Tabs.tsx";
import { TopicSection } from "./TopicSection.tsx";
import { useTopics } from "./use-topics.ts";

/** Do those who recommend us and those who do not speak of the same things (R57)? */
export function TopicsPage() {
  const { t } = useTranslation("drivers");
  const { data, error, isPlaceholderData } = useTopics();
  return (
    <>
      <PageHead
        title={t("topics.title")}
        answer={<Answer topics={data} />}
        actions={
          <>
            <PinButton kind="topics" name={t("topics.title")} />
            <Tabs at="topics" />
          </>
        }
      />
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
  const words = useDriverWords();
  return topics === undefined || topics.items.length === 0 ? " " : topicsSentence(topics, words);
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
