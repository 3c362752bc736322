import { ProblemNote } from "#web/design/ProblemNote.tsx";
import { Skeleton } from "#web/design/Skeleton.tsx";

import type { ChangeQuery } from "../contract.ts";
import { sentencesOf } from "../rules/telling/sentences.ts";
import { suggestionsSentence } from "../rules/telling/suggestions.ts";
import { useChangeWords } from "./change-words.ts";
import classes from "./Changes.module.css";
import { SuggestionRows } from "./SuggestionList.tsx";
import { useExplanation, useSuggestions, useWanted } from "./use-asked.ts";

/** What changed as a card of a dashboard: one change in sentences, or the measures that changed most. */
export function ChangesWidget() {
  const wanted = useWanted();
  return wanted.show === "explanation" ? <OneChange query={wanted.query} /> : <MostChanged />;
}

const mostSentences = 5;

function OneChange({ query }: { query: ChangeQuery }) {
  const words = useChangeWords();
  const { data, error } = useExplanation(query);
  if (error !== null) return <ProblemNote error={error} />;
  if (data === undefined) return <Skeleton height={180} />;
  const [first, ...more] = sentencesOf(data, words);
  return (
    <>
      <h2>{first?.text}</h2>
      <ul className={classes.short}>
        {more.slice(0, mostSentences).map(({ id, text, tone }) => (
          <li key={id} data-tone={tone}>
            {text}
          </li>
        ))}
      </ul>
    </>
  );
}

function MostChanged() {
  const words = useChangeWords();
  const { data, error } = useSuggestions();
  if (error !== null) return <ProblemNote error={error} />;
  if (data === undefined) return <Skeleton height={180} />;
  const clear = data.items.filter((item) => item.clear);
  return (
    <>
      <h2>{suggestionsSentence(data, words)}</h2>
      <SuggestionRows items={clear} suggestions={data} />
    </>
  );
}
