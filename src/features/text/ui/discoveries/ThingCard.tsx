import { Link } from "@tanstack/react-router";
import { useState } from "react";

import { useMay } from "#web/api/queries.ts";

import type { Discoveries } from "../../contract.ts";
import { ThemeChoice } from "../codebook/ThemeChoice.tsx";
import classes from "../Themes.module.css";
import { useThemes } from "../use-themes.ts";
import { useThemeWords, type ThemeWords } from "../words.ts";
import { AdoptForm } from "./AdoptForm.tsx";
import styles from "./Discoveries.module.css";
import { labelOf, type Thing } from "./things.ts";
import type { Discovering } from "./use-discoveries.ts";

/** One thing that was found, with how much of it there is, comments that show it, and what to make of it. */
export function ThingCard({ thing, discovering }: { thing: Thing; discovering: Discovering }) {
  const words = useThemeWords();
  const { t } = words;
  const { found } = thing;
  const [isAll, setAll] = useState(false);
  const examples = isAll ? found.examples : found.examples.slice(0, 2);
  return (
    <li className={styles.thing} data-adopted={found.adopted !== null}>
      <div className={styles.words}>
        <h3>{labelOf(thing)}</h3>
        <p className={styles.facts}>
          {discovering.discoveries === undefined ? null : factsOf(thing, discovering.discoveries, words)}
        </p>
        {thing.kind === "topics" ? <p className={classes.note}>{thing.found.terms.join(" · ")}</p> : null}
        {thing.kind === "repeated" ? null : (
          <ul className={styles.examples}>
            {examples.map(({ responseId, question, text }) => (
              <li key={`${responseId} ${question}`}>
                <Link to="/answers/$id" params={{ id: responseId }}>
                  {text}
                </Link>
              </li>
            ))}
          </ul>
        )}
        {thing.kind !== "repeated" && found.examples.length > examples.length ? (
          <button type="button" className={classes.more} onClick={() => setAll(true)}>
            {t("discoveries.moreExamples")}
          </button>
        ) : null}
      </div>
      <Deeds thing={thing} discovering={discovering} />
    </li>
  );
}

/** Whoever may makes a theme of it, gives it to another one, or puts it away. */
function Deeds({ thing, discovering }: { thing: Thing; discovering: Discovering }) {
  const { t } = useThemeWords();
  const mayWrite = useMay("themes.write");
  const { themes = [] } = useThemes();
  const [asked, setAsked] = useState<"new" | "into">();
  const { adopted, isDismissed } = thing.found;
  if (adopted !== null) {
    return (
      <Link to="/themes/theme/$key" params={{ key: adopted }} className={styles.adopted}>
        {t("discovery.is", { name: themes.find(({ key }) => key === adopted)?.name ?? adopted })}
      </Link>
    );
  }
  if (!mayWrite) return null;
  if (isDismissed) {
    return (
      <button type="button" className={classes.more} onClick={() => void discovering.dismiss(thing, false)}>
        {t("menu.back")}
      </button>
    );
  }
  if (asked === "new") {
    return <AdoptForm thing={thing} themes={themes} discovering={discovering} onClose={() => setAsked(undefined)} />;
  }
  const inUse = themes.filter(({ isArchived, mergedInto }) => !isArchived && mergedInto === null);
  return (
    <div className={styles.deeds}>
      <button type="button" className={styles.main} onClick={() => setAsked("new")}>
        {t("discovery.make")}
      </button>
      <button type="button" onClick={() => setAsked("into")}>
        {t("discovery.into")}
      </button>
      <button type="button" onClick={() => void discovering.dismiss(thing, true)}>
        {t("discovery.dismiss")}
      </button>
      {asked === "into" ? (
        <ThemeChoice
          title={t("choice.into", { name: labelOf(thing).slice(0, 60) })}
          text={t("choice.intoText")}
          choices={inUse}
          onClose={() => setAsked(undefined)}
          onChoose={(key) => {
            setAsked(undefined);
            const before = themes.find((one) => one.key === key);
            if (before !== undefined) void discovering.adopt(thing, { into: before.key, parent: null }, before);
          }}
        />
      ) : null}
    </div>
  );
}

/** How much of it there is, with how sure that is. */
function factsOf(thing: Thing, { n, uncoded }: Discoveries, { t, count, share, estimate, number }: ThemeWords): string {
  const of = (all: number) => ({
    n: count(thing.found.n),
    all: count(all),
    share: thing.found.share === null ? "" : estimate(thing.found.share),
  });
  switch (thing.kind) {
    case "topics":
      return [
        t("discovery.topic", { count: thing.found.n, ...of(uncoded) }),
        t("discovery.stable", { coherence: number(thing.found.coherence), stability: share(thing.found.stability) }),
      ].join(" ");
    case "rising":
      return t("discovery.rising", {
        now: count(thing.found.n),
        before: count(thing.found.before),
        z: number(thing.found.z, 1),
        p: thing.found.adjustedP < 0.001 ? `< ${number(0.001, 3)}` : `= ${number(thing.found.adjustedP, 3)}`,
      });
    case "repeated":
      return t("discovery.repeated", { count: thing.found.n, ...of(n) });
  }
}
