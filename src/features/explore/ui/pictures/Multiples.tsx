import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";

import { useFigureText } from "#web/design/figure-text.ts";
import { Whisker, type domainOf } from "#web/design/Whisker.tsx";

import type { Found, FoundRow } from "../../contract.ts";
import { answersSearch } from "../opening.ts";
import { useSpeech } from "../speech.ts";
import { linePath } from "./line-path.ts";
import { multiplesOf } from "./multiples-of.ts";
import type { PictureProps } from "./picture-props.ts";
import classes from "./Pictures.module.css";

/** The same small picture for each group, all on one scale: lines where one dimension is time, dots otherwise. */
export function Multiples({ state, found, caption }: PictureProps) {
  const { t } = useTranslation("explore");
  const speech = useSpeech();
  const { groups, left, inner, hasTime, steps, domain } = multiplesOf(found, state);
  return (
    <>
      <ul className={classes.multiples} aria-label={caption}>
        {groups.map(({ key, rows }) => (
          <li key={key.map(({ value }) => value).join("\n")}>
            <Link to="/answers" className={classes.link} search={answersSearch(state, found.ref, key)}>
              {speech.key(key)}
            </Link>
            {hasTime ? (
              <MiniLine rows={rows} steps={steps} inner={inner} found={found} domain={domain} />
            ) : (
              <MiniDots rows={rows} inner={inner} found={found} domain={domain} />
            )}
          </li>
        ))}
      </ul>
      <p className={classes.note}>
        <Scale found={found} domain={domain} /> {left > 0 ? t("multiples.more", { count: left }) : null}
      </p>
    </>
  );
}

/** From where to where every small picture goes. */
function Scale({ found, domain }: Pick<MiniProps, "found" | "domain">) {
  const { t } = useTranslation("explore");
  const text = useFigureText();
  const kind = found.measure?.kind ?? "nps";
  const end = (value: number): string => text.value(kind, value, domain);
  return t("multiples.scale", { low: end(domain.low), high: end(domain.high) });
}

interface MiniProps {
  readonly rows: readonly FoundRow[];
  readonly inner: number;
  readonly found: Found;
  readonly domain: ReturnType<typeof domainOf>;
}

function MiniDots({ rows, inner, found, domain }: MiniProps) {
  const speech = useSpeech();
  const text = useFigureText();
  const kind = found.measure?.kind ?? "nps";
  return (
    <ul className={classes.minis}>
      {rows.slice(0, 8).map((row) => (
        <li key={row.key[inner]?.value} title={text.whole(kind, row.figure)}>
          <span>{speech.key(row.key.slice(inner, inner + 1))}</span>
          {row.figure.estimate === null ? (
            <small>{text.whole(kind, row.figure)}</small>
          ) : (
            <Whisker
              value={row.figure.estimate.value}
              interval={row.figure.estimate.interval}
              domain={domain}
              tone={row.verdict === "above" || row.verdict === "below" ? row.verdict : "plain"}
            />
          )}
        </li>
      ))}
    </ul>
  );
}

function MiniLine({ rows, steps, inner, found, domain }: MiniProps & { readonly steps: readonly string[] }) {
  const text = useFigureText();
  const speech = useSpeech();
  const kind = found.measure?.kind ?? "nps";
  const at = new Map(rows.map((row) => [row.key[inner]?.value ?? "", row.figure.estimate]));
  const { line, band, dots } = linePath(
    steps.map((step) => at.get(step) ?? null),
    domain,
  );
  const last = rows.toSorted((a, b) => ((a.key[inner]?.value ?? "") < (b.key[inner]?.value ?? "") ? -1 : 1)).at(-1);
  const said =
    last === undefined ? "" : `${speech.key(last.key.slice(inner, inner + 1))}: ${text.whole(kind, last.figure)}`;
  return (
    <>
      <svg viewBox="0 0 240 72" className={classes.mini} role="img" aria-label={said} preserveAspectRatio="none">
        <path d={band} className={classes.band} />
        <path d={line} className={classes.stroke} />
        {dots.map(({ x, y }) => (
          <circle key={x} cx={x} cy={y} r={2.2} className={classes.dot} />
        ))}
      </svg>
      <small className={classes.note}>{said}</small>
    </>
  );
}
