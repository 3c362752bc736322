import { CompactRows, type CompactRow } from "#web/design/CompactRows.tsx";
import { useFigureText } from "#web/design/figure-text.ts";
import { ProblemNote } from "#web/design/ProblemNote.tsx";
import { Skeleton } from "#web/design/Skeleton.tsx";
import { formatDifference } from "#web/format/number.ts";

import type { Topic } from "../../contract.ts";
import { topicsSentence } from "../../rules.ts";
import { useDriverWords } from "../driver-words.ts";
import { useTopics } from "./use-topics.ts";

const mostRows = 12;

/** What tells promoters and detractors apart, as a card of a dashboard: the widest differences first. */
export function TopicsWidget() {
  const words = useDriverWords();
  const text = useFigureText();
  const { data, error } = useTopics();
  if (error !== null) return <ProblemNote error={error} />;
  if (data === undefined) return <Skeleton height={180} />;
  const sentence = topicsSentence(data, words);
  const rows = data.items
    .flatMap((topic): (CompactRow & { readonly size: number })[] => {
      const { key, name, difference, clear } = topic;
      if (difference === null) return [];
      return [
        {
          key,
          name,
          value: words.t("unit.top", { amount: formatDifference("csat", difference.value, words.language) }),
          note: `${text.range("csat", difference.interval)} · n ${words.count(saidBy(topic))}`,
          span: { value: difference.value, ...difference.interval },
          tone: !clear ? "plain" : difference.value > 0 ? "above" : "below",
          isFaint: !clear,
          size: Math.abs(difference.value),
        },
      ];
    })
    .toSorted((a, b) => Number(a.isFaint) - Number(b.isFaint) || b.size - a.size)
    .slice(0, mostRows);
  return (
    <>
      <h2>{sentence}</h2>
      {rows.length === 0 ? null : (
        <CompactRows label={sentence} unit={words.t("topics.difference")} rows={rows} reference={0} />
      )}
    </>
  );
}

function saidBy({ shares }: Topic): number {
  return (shares.high?.n ?? 0) + (shares.middle?.n ?? 0) + (shares.low?.n ?? 0);
}
