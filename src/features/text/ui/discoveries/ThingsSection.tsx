import { useState } from "react";

import type { DiscoveryKind } from "../../contract.ts";
import classes from "../Themes.module.css";
import { useThemeWords } from "../words.ts";
import styles from "./Discoveries.module.css";
import { ThingCard } from "./ThingCard.tsx";
import { thingsOf } from "./things.ts";
import type { Discovering } from "./use-discoveries.ts";

const firstShown = 6;

/** Everything of one kind that was found; those put away stand folded below. */
export function ThingsSection({ kind, discovering }: { kind: DiscoveryKind; discovering: Discovering }) {
  const { t, count } = useThemeWords();
  const [isAll, setAll] = useState(false);
  if (discovering.discoveries === undefined) return null;
  const { open, away } = thingsOf(discovering.discoveries, kind);
  const shown = isAll ? open : open.slice(0, firstShown);
  if (open.length + away.length === 0) return null;
  return (
    <section className={classes.section} aria-label={t(`discoveries.${kind}`)}>
      <h2>{t(`discoveries.${kind}`)}</h2>
      <p className={classes.note}>{t(`discoveries.${kind}Text`)}</p>
      <ul className={styles.things}>
        {shown.map((thing) => (
          <ThingCard key={thing.index} thing={thing} discovering={discovering} />
        ))}
      </ul>
      {open.length > shown.length ? (
        <button type="button" className={classes.more} onClick={() => setAll(true)}>
          {t("more", { n: count(open.length - shown.length) })}
        </button>
      ) : null}
      {away.length === 0 ? null : (
        <details className={styles.away}>
          <summary>{t("discoveries.away", { count: away.length, n: count(away.length) })}</summary>
          <ul className={styles.things}>
            {away.map((thing) => (
              <ThingCard key={thing.index} thing={thing} discovering={discovering} />
            ))}
          </ul>
        </details>
      )}
    </section>
  );
}
