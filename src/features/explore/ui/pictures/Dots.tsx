import { IconEqual, IconTriangleFilled, IconTriangleInvertedFilled } from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";

import { useFigureText } from "#web/design/figure-text.ts";
import ranking from "#web/design/RankingTable.module.css";
import { domainOf, Whisker } from "#web/design/Whisker.tsx";
import { formatCount } from "#web/format/number.ts";

import type { Answer, Found, FoundRow } from "../../contract.ts";
import { answersSearch } from "../opening.ts";
import { useSpeech } from "../speech.ts";
import type { PictureProps } from "./picture-props.ts";
import classes from "./Pictures.module.css";

/** Each row as a dot on its interval; the hairline is the whole, the hollow dot what it is compared with. */
export function Dots({ state, found, against, caption }: PictureProps) {
  const { t } = useTranslation("explore");
  if (found.measure === null) return null;
  const domain = rowsDomain(found);
  return (
    <table className={`${ranking.table} ${classes.dots}`} data-ranked={found.rows.some(({ rank }) => rank !== null)}>
      <caption className="unseen">{caption}</caption>
      <thead>
        <tr>
          <th scope="col" className={ranking.rank}>
            <span className="unseen">{t("web:chart.rank")}</span>
          </th>
          <th scope="col">
            <span className="unseen">{t("web:dimension.group")}</span>
          </th>
          <th scope="col" aria-hidden className={ranking.picture} />
          <th scope="col" className={ranking.number}>
            {t("web:chart.value")}
          </th>
          <th scope="col" className={ranking.number}>
            n
          </th>
          <th scope="col">{against === "none" ? "" : t(`against.${against}`)}</th>
        </tr>
      </thead>
      <tbody>
        {found.rows.map((row) => (
          <DotRow
            key={row.key.map(({ value }) => value).join("\n")}
            row={row}
            found={found}
            against={against}
            domain={domain}
            search={answersSearch(state, found.ref, row.key)}
          />
        ))}
      </tbody>
    </table>
  );
}

interface DotRowProps {
  readonly row: FoundRow;
  readonly found: Found;
  readonly against: Answer["against"];
  readonly domain: ReturnType<typeof domainOf>;
  readonly search: ReturnType<typeof answersSearch>;
}

function DotRow({ row, found: { measure, total }, against, domain, search }: DotRowProps) {
  const speech = useSpeech();
  const kind = measure?.kind ?? "nps";
  const reference = against === "groups" ? undefined : total?.figure.estimate?.value;
  return (
    <tr>
      <td className={ranking.rank}>{rankOf(row)}</td>
      <th scope="row">
        <Link to="/answers" search={search} className={classes.link}>
          {speech.key(row.key)}
        </Link>
      </th>
      <td className={ranking.picture}>
        <TwoDots row={row} domain={domain} reference={reference} />
      </td>
      <NumberCells kind={kind} figure={row.figure} />
      <td>
        <Verdict row={row} against={against} kind={kind} />
      </td>
    </tr>
  );
}

function rankOf({ rank, tied }: FoundRow): string {
  return rank === null ? "" : `${rank}${tied ? "=" : ""}`;
}

type TwoDotsProps = Pick<DotRowProps, "row" | "domain"> & { readonly reference: number | undefined };

/** The figure on its interval, and a paler one for what it is compared with. */
function TwoDots({ row: { figure, other, verdict }, domain, reference }: TwoDotsProps) {
  const [shown, paler] = [figure.estimate, other?.estimate ?? null];
  if (shown === null) return null;
  return (
    <span className={classes.two}>
      {paler === null ? null : (
        <span className={classes.other}>
          <Whisker value={paler.value} interval={paler.interval} domain={domain} />
        </span>
      )}
      <Whisker
        value={shown.value}
        interval={shown.interval}
        domain={domain}
        reference={reference}
        tone={verdict === "above" || verdict === "below" ? verdict : "plain"}
      />
    </span>
  );
}

function NumberCells({ kind, figure: { estimate, n } }: { kind: VerdictProps["kind"]; figure: FoundRow["figure"] }) {
  const { i18n } = useTranslation("explore");
  const text = useFigureText();
  return (
    <>
      <td className={ranking.number}>
        {estimate === null ? null : (
          <>
            <b>{text.value(kind, estimate.value, estimate.interval)}</b>
            <small>{text.range(kind, estimate.interval)}</small>
          </>
        )}
      </td>
      <td className={ranking.number} data-n>
        {n === null ? "" : formatCount(n, i18n.language)}
      </td>
    </>
  );
}

interface VerdictProps {
  readonly row: FoundRow;
  readonly against: Answer["against"];
  readonly kind: NonNullable<Found["measure"]>["kind"];
}

/** What can be said of a row: the state it is in, the clear difference, or that there is none. */
export function Verdict({ row: { figure, verdict, difference }, against, kind }: VerdictProps) {
  const { t } = useTranslation("explore");
  const text = useFigureText();
  if (figure.state !== "ok") return <span className={ranking.verdict}>{t(`web:figure.${figure.state}`)}</span>;
  if (verdict === null || against === "none") {
    return figure.provisional ? <span className={ranking.verdict}>{t("web:figure.provisional")}</span> : null;
  }
  const isClear = verdict === "above" || verdict === "below";
  const Shape = verdict === "above" ? IconTriangleFilled : verdict === "below" ? IconTriangleInvertedFilled : IconEqual;
  return (
    <span className={ranking.verdict} data-verdict={verdict}>
      <Shape size={isClear ? 9 : 12} aria-hidden />
      <span>{isClear && difference !== null ? text.change(kind, difference) : t(`verdict.${verdict}`)}</span>
    </span>
  );
}

/** One domain for all whiskers of a measure; nothing to draw gives any. */
export function rowsDomain({ rows, total }: Found): ReturnType<typeof domainOf> {
  const figures = [...rows.flatMap(({ figure, other }) => [figure, other]), total?.figure, total?.other];
  const points = figures.flatMap((figure) => {
    const interval = figure?.estimate?.interval;
    return interval === undefined ? [] : [interval.low, interval.high];
  });
  return points.length === 0 ? { low: 0, high: 1 } : domainOf(points);
}
