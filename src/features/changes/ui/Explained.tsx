import { useState } from "react";

import { EmptyState } from "#web/design/EmptyState.tsx";
import { PageHead } from "#web/design/PageHead.tsx";
import { ProblemNote } from "#web/design/ProblemNote.tsx";
import { SkeletonList } from "#web/design/Skeleton.tsx";
import { FilterBar } from "#web/filters/FilterBar.tsx";
import { useFilter } from "#web/filters/use-filter.ts";
import { usePageKeys } from "#web/shell/keys.ts";

import type { ChangeQuery, Explanation } from "../contract.ts";
import { isOfGroups } from "../contract.ts";
import { sentencesOf, tellingOf } from "../rules/telling/sentences.ts";
import { useChangeWords, useMeasures } from "./change-words.ts";
import classes from "./Changes.module.css";
import { Controls } from "./Controls.tsx";
import { Freshness } from "./Freshness.tsx";
import { PlacesSection } from "./pictures/PlacesSection.tsx";
import { SlopeSection } from "./pictures/SlopeSection.tsx";
import { ThemesSection } from "./pictures/ThemesSection.tsx";
import { WaterfallSection } from "./pictures/WaterfallSection.tsx";
import { Sentences } from "./Sentences.tsx";
import { SidesSection } from "./SidesSection.tsx";
import { swapped, useExplanation } from "./use-asked.ts";
import { Warnings } from "./Warnings.tsx";
import { Ways } from "./Ways.tsx";

/** One comparison: whether it is real, what it is made of, where it is, what people say more or less often. */
export function Explained({ query }: { query: ChangeQuery }) {
  const words = useChangeWords();
  const { data, error, isPlaceholderData } = useExplanation(query);
  const measures = useMeasures();
  const isWeighted = measures?.find(({ ref }) => ref === query.measure)?.weighted ?? false;
  const answer = data === undefined ? " " : (sentencesOf(data, words)[0]?.text ?? " ");
  return (
    <>
      <PageHead title={words.t("title")} answer={answer} actions={<Ways query={query} />} />
      <FilterBar comparable={!isOfGroups(query.a, query.b)} compared weighted={isWeighted || query.weight} />
      <Controls query={query} looked={data?.looked} />
      <ProblemNote error={error} />
      {data === undefined && error === null ? <SkeletonList rows={4} height={72} /> : null}
      {data === undefined ? null : <Found explanation={data} isOld={isPlaceholderData} />}
    </>
  );
}

const noCompare: ReadonlySet<Explanation["verdict"]> = new Set(["hidden", "none", "too-few"]);

function Found({ explanation, isOld }: { explanation: Explanation; isOld: boolean }) {
  const words = useChangeWords();
  const { t } = words;
  const { query, verdict } = explanation;
  const telling = tellingOf(explanation, words);
  const [, ...sentences] = sentencesOf(explanation, words);
  const { opened, toggle, toggleAll } = useOpened(sentences.map(({ id }) => id));
  useChangeKeys(query, toggleAll);
  return (
    <div className={classes.sections} data-old={isOld}>
      <SidesSection telling={telling} />
      {noCompare.has(verdict) ? (
        <EmptyState title={t(`state.${verdict}`)} text={t(`stateText.${verdict}`)} />
      ) : (
        <>
          <Warnings explanation={explanation} />
          <Sentences sentences={sentences} query={query} opened={opened} onToggle={toggle} />
          <WaterfallSection telling={telling} />
          {explanation.reversals.map((reversal) => (
            <SlopeSection key={reversal.dimension} reversal={reversal} telling={telling} />
          ))}
          <PlacesSection telling={telling} />
          <ThemesSection telling={telling} />
        </>
      )}
      <Freshness asOf={explanation.asOf} />
    </div>
  );
}

/** Which sentences have their numbers in sight. */
function useOpened(ids: readonly string[]) {
  const [opened, setOpened] = useState<ReadonlySet<string>>(new Set());
  return {
    opened,
    toggle: (id: string) =>
      setOpened((before) => new Set(before.has(id) ? [...before].filter((one) => one !== id) : [...before, id])),
    toggleAll: () => setOpened((before) => new Set(before.size > 0 ? [] : ids)),
  };
}

function useChangeKeys(query: ChangeQuery, toggleAll: () => void): void {
  const { t } = useChangeWords();
  const { search, change } = useFilter();
  usePageKeys([
    { key: "x", label: t("swap"), run: () => change(swapped(search, query)) },
    { key: "o", label: t("key.open"), run: toggleAll },
    {
      key: "s",
      label: t("key.suggestions"),
      run: () => change({ measure: undefined, a: undefined, b: undefined, by: undefined }),
    },
  ]);
}
