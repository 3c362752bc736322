import { ProblemNote } from "#web/design/ProblemNote.tsx";
import { Skeleton } from "#web/design/Skeleton.tsx";

import { sentenceOf } from "../rules.ts";
import { useDriverWords } from "./driver-words.ts";
import { DriverTable } from "./DriverTable.tsx";
import { useDrivers } from "./use-question.ts";

/** The drivers as a card of a dashboard: the answer in a sentence, every driver below it. */
export function DriversWidget() {
  const words = useDriverWords();
  const { data, error } = useDrivers();
  if (error !== null) return <ProblemNote error={error} />;
  if (data === undefined) return <Skeleton height={180} />;
  const sentence = sentenceOf(data, words);
  return (
    <>
      <h2>{sentence}</h2>
      {data.state === "ok" ? <DriverTable drivers={data} caption={sentence} /> : null}
    </>
  );
}
