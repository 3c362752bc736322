import { EmptyState } from "#web/design/EmptyState.tsx";
import { PageHead } from "#web/design/PageHead.tsx";
import { ProblemNote } from "#web/design/ProblemNote.tsx";
import { SkeletonList } from "#web/design/Skeleton.tsx";
import { FilterBar } from "#web/filters/FilterBar.tsx";
import { useFilter } from "#web/filters/use-filter.ts";
import { PinButton } from "#web/pins/PinButton.tsx";

import { isAboutGroups } from "../rules/telling/asked.ts";
import { suggestionsSentence } from "../rules/telling/suggestions.ts";
import { useChangeWords, useMeasures } from "./change-words.ts";
import classes from "./Changes.module.css";
import { Controls } from "./Controls.tsx";
import { SuggestionList } from "./SuggestionList.tsx";
import { useSuggestions } from "./use-asked.ts";

/** Before anything is compared: which measures changed most lately, to begin with one; or what is still to be chosen. */
export function Start({ missing }: { missing: "groups" | "periods" | null }) {
  const words = useChangeWords();
  const { t } = words;
  const { search } = useFilter();
  const { data, error, isPlaceholderData } = useSuggestions();
  const measures = useMeasures();
  const answer =
    missing !== null ? t(`missing.${missing}`) : data === undefined ? " " : suggestionsSentence(data, words);
  return (
    <>
      <PageHead title={t("title")} answer={answer} actions={<PinButton kind="changes" name={t("title")} />} />
      <FilterBar
        comparable={!isAboutGroups(search)}
        compared
        weighted={measures?.some(({ weighted }) => weighted) ?? false}
      />
      <Controls />
      <ProblemNote error={error} />
      {data === undefined && error === null ? <SkeletonList rows={5} height={56} /> : null}
      {missing !== "groups" ? null : <EmptyState title={t("missing.title")} text={t("missing.text")} />}
      {data === undefined || missing === "groups" ? null : data.items.length === 0 ? (
        <EmptyState title={t("empty.title")} text={t("empty.text")} />
      ) : (
        <div className={classes.sections} data-old={isPlaceholderData}>
          <SuggestionList suggestions={data} />
        </div>
      )}
    </>
  );
}
