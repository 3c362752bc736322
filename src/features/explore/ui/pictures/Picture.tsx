import type { Answer } from "../../contract.ts";
import { useSpeech } from "../speech.ts";
import type { Shown } from "../use-question.ts";
import { Dots } from "./Dots.tsx";
import { Figures } from "./Figures.tsx";
import { Grid } from "./Grid.tsx";
import { Multiples } from "./Multiples.tsx";
import classes from "./Pictures.module.css";
import { Strips } from "./Strips.tsx";

const drawn = { ranking: Dots, heatmap: Grid, strips: Strips, multiples: Multiples } as const;

/** The answer drawn the way that is asked for; several measures one below the other. */
export function Picture({ shown, answer, caption }: { shown: Shown; answer: Answer; caption: string }) {
  const speech = useSpeech();
  const { picture, state } = shown;
  if (picture === "table" || picture === "trend") return <Figures state={state} answer={answer} caption={caption} />;
  const Drawn = drawn[picture];
  const known = answer.found.filter(({ measure }) => measure !== null);
  return known.map((found) => (
    <section key={found.ref} className={classes.part}>
      {known.length > 1 && found.measure !== null ? <h3>{speech.measure(found.measure)}</h3> : null}
      <Drawn state={state} found={found} against={answer.against} caption={caption} />
    </section>
  ));
}
