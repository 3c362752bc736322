import { useTranslation } from "react-i18next";

import ranking from "#web/design/RankingTable.module.css";
import { Whisker } from "#web/design/Whisker.tsx";
import { formatCount, type Span } from "#web/format/number.ts";

import type { DotLine } from "./draw-rows.ts";
import classes from "./Pictures.module.css";

interface DotRowsProps {
  readonly caption: string;
  readonly lines: readonly DotLine[];
  readonly domain: Span;
  /** Heads of the columns of names, of numbers and of remarks. */
  readonly heads: { readonly name: string; readonly value: string; readonly remark: string };
}

/** Estimates as dots on their intervals, each beside what it is held against (the hairline). */
export function DotRows({ caption, lines, domain, heads }: DotRowsProps) {
  const { i18n } = useTranslation("sampling");
  return (
    <table className={`${ranking.table} ${classes.rows}`}>
      <caption className="unseen">{caption}</caption>
      <thead>
        <tr>
          <th scope="col">
            <span className="unseen">{heads.name}</span>
          </th>
          <th scope="col" aria-hidden className={ranking.picture} />
          <th scope="col" className={ranking.number}>
            {heads.value}
          </th>
          <th scope="col" className={ranking.number}>
            n
          </th>
          <th scope="col">{heads.remark}</th>
        </tr>
      </thead>
      <tbody>
        {lines.map((line) => (
          <tr key={line.key}>
            <th scope="row">{line.name}</th>
            <td className={ranking.picture}>
              {line.value === null || line.interval === null ? null : (
                <Whisker
                  value={line.value}
                  interval={line.interval}
                  domain={domain}
                  reference={line.reference}
                  tone={line.tone ?? "plain"}
                />
              )}
            </td>
            <td className={ranking.number}>{line.text}</td>
            <td className={ranking.number} data-n>
              {line.n === null ? "" : formatCount(line.n, i18n.language)}
            </td>
            <td>
              <span className={ranking.verdict} data-verdict={line.tone}>
                {line.remark ?? ""}
              </span>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
