import { IconArrowRight } from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";

import { useMay } from "#web/api/queries.ts";
import { DistributionStrip } from "#web/design/DistributionStrip.tsx";
import { FigureView } from "#web/design/FigureView.tsx";

import type { Explanation } from "../contract.ts";
import { toneOf } from "../rules/telling/evidence.ts";
import { tellingOf } from "../rules/telling/sentences.ts";
import { behindOf } from "./behind.ts";
import { useChangeWords } from "./change-words.ts";
import classes from "./Changes.module.css";

/** Both groups side by side, and what lies between them. */
export function Sides({ explanation }: { explanation: Explanation }) {
  const words = useChangeWords();
  const { figures } = tellingOf(explanation, words);
  const { difference } = explanation;
  return (
    <div className={classes.sides}>
      <Side explanation={explanation} side="a" />
      <div className={classes.between} data-tone={difference === null ? "plain" : toneOf(difference, explanation)}>
        <IconArrowRight size={18} aria-hidden />
        {difference === null ? null : (
          <span>
            {difference.clear ? figures.change(difference) : words.t("web:figure.noClearChange")}
            {difference.clear ? null : <small>{figures.span(difference)}</small>}
          </span>
        )}
      </div>
      <Side explanation={explanation} side="b" />
    </div>
  );
}

function Side({ explanation, side }: { explanation: Explanation; side: "a" | "b" }) {
  const words = useChangeWords();
  const mayRead = useMay("answers.read");
  const { query, kind } = explanation;
  const figure = explanation[side];
  const search = mayRead && (figure.n ?? 0) > 0 ? behindOf(query, { side, key: [] }) : null;
  return (
    <article className={classes.side}>
      <h2>
        <b>{words.t(`letter.${side}`)}</b> {tellingOf(explanation, words)[side]}
      </h2>
      <FigureView kind={kind} figure={figure} size="large" />
      <DistributionStrip kind={kind} figure={figure} />
      {search === null ? null : (
        <Link to="/answers" search={search} className={classes.way}>
          {words.t("way.answers")}
          <IconArrowRight size={15} aria-hidden />
        </Link>
      )}
    </article>
  );
}
