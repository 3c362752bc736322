import { useTranslation } from "react-i18next";

import { DistributionStrip } from "../design/DistributionStrip.tsx";
import { FigureView } from "../design/FigureView.tsx";
import { ScoreBadge } from "../design/ScoreBadge.tsx";
import { Sparkline } from "../design/Sparkline.tsx";
import { Whisker } from "../design/Whisker.tsx";
import { namesIn, standardCut } from "../format/names.ts";
import classes from "./GalleryPage.module.css";
import { figureStates, sampleFigure } from "./samples.ts";

const kinds = ["nps", "enps", "csat", "ces", "rating", "gap", "number", "choice", "text"] as const;

/** Figures in every state, both sizes, and the small pictures that go with them. */
export function GalleryFigures() {
  const { t, i18n } = useTranslation("web");
  const plain = namesIn(t, i18n.language, { wording: "nps", cut: standardCut });
  const worded = namesIn(t, i18n.language, { wording: "recommendation", cut: standardCut });
  return (
    <>
      <section className={classes.section}>
        <h2>{t("gallery.figures")}</h2>
        <div className={classes.specimens}>
          {Object.entries(figureStates).map(([name, figure]) => (
            <FigureView key={name} kind="nps" figure={figure} size="large" />
          ))}
          {Object.entries(figureStates).map(([name, figure]) => (
            <FigureView key={name} kind="nps" figure={figure} />
          ))}
        </div>
      </section>
      <section className={classes.section}>
        <h2>{t("gallery.names")}</h2>
        <div className={classes.row}>
          {kinds.map((kind) => (
            <span key={kind}>
              {plain.kind(kind)}
              {plain.kind(kind) === worded.kind(kind) ? "" : ` / ${worded.kind(kind)}`}
            </span>
          ))}
        </div>
        <div className={classes.specimens}>
          <DistributionStrip kind="nps" figure={sampleFigure(31, 2650)} />
          <DistributionStrip kind="rating" figure={sampleFigure(4.2, 640, "rating")} />
          <DistributionStrip kind="rating" figure={{ ...sampleFigure(4.2, 640, "rating"), groups: null }} />
          <Sparkline points={[3, 4, 3.5, null, null, 4.2, 5, 4.8]} />
          <Whisker value={31} interval={{ low: 24, high: 38 }} domain={{ low: 0, high: 60 }} reference={28} />
          <Whisker
            value={48}
            interval={{ low: 44, high: 52 }}
            domain={{ low: 0, high: 60 }}
            reference={28}
            tone="above"
          />
          <Whisker
            value={9}
            interval={{ low: 4, high: 14 }}
            domain={{ low: 0, high: 60 }}
            reference={28}
            tone="below"
          />
          <div className={classes.row}>
            <ScoreBadge kind="nps" score={10} group="high" />
            <ScoreBadge kind="nps" score={7} group="middle" />
            <ScoreBadge kind="nps" score={2} group="low" />
            <ScoreBadge kind="number" score={12.5} group={null} />
          </div>
        </div>
      </section>
    </>
  );
}
