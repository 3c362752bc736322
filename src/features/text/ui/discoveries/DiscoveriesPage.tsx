import { Button } from "@mantine/core";
import { useState } from "react";

import { useMay } from "#web/api/queries.ts";
import { EmptyState } from "#web/design/EmptyState.tsx";
import { MethodDrawer } from "#web/design/MethodDrawer.tsx";
import { PageHead } from "#web/design/PageHead.tsx";
import { ProblemNote } from "#web/design/ProblemNote.tsx";
import { SkeletonList } from "#web/design/Skeleton.tsx";
import { FilterBar } from "#web/filters/FilterBar.tsx";
import { useFilter } from "#web/filters/use-filter.ts";
import { formatInstant } from "#web/format/time.ts";

import { RecodingNote } from "../recoding/RecodingNote.tsx";
import classes from "../Themes.module.css";
import { ThemesTabs } from "../ThemesTabs.tsx";
import { useThemeWords, type ThemeWords } from "../words.ts";
import { countOpen } from "./things.ts";
import { ThingsSection } from "./ThingsSection.tsx";
import { useDiscoveries, type Discovering } from "./use-discoveries.ts";

/** What the codebook lacks: subjects of comments without a theme, terms that rise, the same words again and again. */
export function DiscoveriesPage() {
  const words = useThemeWords();
  const { t } = words;
  const mayRead = useMay("answers.read");
  const discovering = useDiscoveries();
  const { discoveries, error } = discovering;
  return (
    <>
      <PageHead title={t("discoveries.title")} answer={answerOf(discovering, words)} />
      <ThemesTabs />
      <FilterBar comparable={false} />
      <RecodingNote />
      <ProblemNote error={error} />
      {discoveries === undefined && error === null && mayRead ? <SkeletonList rows={4} height={140} /> : null}
      {discoveries === undefined ? null : <Found discovering={discovering} />}
    </>
  );
}

function answerOf({ discoveries }: Discovering, { t, count, share }: ThemeWords): string {
  if (discoveries === undefined) return " ";
  const { n, uncoded, state } = discoveries;
  if (state === "computing" && n === 0) return t("discoveries.looking");
  if (n === 0) return t("discoveries.noComments");
  const open = countOpen(discoveries);
  return t("discoveries.answer", {
    count: open,
    found: count(open),
    n: count(n),
    uncoded: count(uncoded),
    share: share(uncoded / n),
  });
}

function Found({ discovering }: { discovering: Discovering }) {
  const { t } = useThemeWords();
  const { filter } = useFilter();
  const { discoveries } = discovering;
  if (discoveries === undefined) return null;
  const { state, n, topics, rising, repeated } = discoveries;
  const isNothing = topics.length + rising.length + repeated.length === 0;
  return (
    <div className={classes.stack}>
      <Standing discovering={discovering} />
      {state === "ready" && isNothing ? (
        <EmptyState
          title={t("discoveries.nothing")}
          text={t(n === 0 ? "discoveries.widen" : "discoveries.nothingText")}
        />
      ) : null}
      <ThingsSection kind="topics" discovering={discovering} />
      <ThingsSection kind="rising" discovering={discovering} />
      {filter.period === undefined ? <p className={classes.note}>{t("discoveries.needsPeriod")}</p> : null}
      <ThingsSection kind="repeated" discovering={discovering} />
    </div>
  );
}

/** When it was looked for last, whether it is being looked for, and again. */
function Standing({ discovering: { discoveries, again } }: { discovering: Discovering }) {
  const { t, language } = useThemeWords();
  const [isExplained, setExplained] = useState(false);
  if (discoveries === undefined) return null;
  const { state, computedAt } = discoveries;
  return (
    <div className={classes.actions} aria-live="polite">
      <span className={classes.note} data-strong={state === "failed"}>
        {t(`discoveries.state.${state}`)}{" "}
        {computedAt === null ? null : t("discoveries.last", { at: formatInstant(computedAt, language) })}
      </span>
      <Button variant="default" size="compact-md" loading={state === "computing"} onClick={again}>
        {t("discoveries.again")}
      </Button>
      <button type="button" className={classes.more} onClick={() => setExplained(true)}>
        {t("web:chart.how")}
      </button>
      <MethodDrawer methods={["discoveries"]} opened={isExplained} onClose={() => setExplained(false)} />
    </div>
  );
}
