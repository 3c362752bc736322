import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";

import { formatCount, type Span } from "../format/number.ts";
import classes from "./DotRows.module.css";
import type { DotLine } from "./draw-dot-rows.ts";
import ranking from "./RankingTable.module.css";
import { Whisker } from "./Whisker.tsx";

interface DotRowsProps {
  readonly caption: string;
  readonly lines: readonly DotLine[];
  readonly domain: Span;
  /** Heads of the columns of names, of numbers and of remarks. */
  readonly heads: { readonly name: string; readonly value: string; readonly remark: string };
  /** The name, leading to the answers behind it; absent: plain. */
  readonly renderName?: (line: DotLine) => ReactNode;
  /** What stands below a name. */
  readonly below?: ((key: string) => ReactNode) | undefined;
}

/** Estimates as dots on their intervals, each beside what it is held against (the hairline). */
export function DotRows({ caption, lines, domain, heads, renderName, below }: DotRowsProps) {
  const { i18n } = useTranslation("web");
  return (
    <table className={`${ranking.table} ${classes.rows}`}>
      <caption className="unseen">{caption}</caption>
      <thead>
        <tr>
          <th scope="col">{heads.name}</th>
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
            <th scope="row">
              {renderName?.(line) ?? line.name}
              {below?.(line.key)}
            </th>
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
              <span className={`${ranking.verdict} ${classes.verdict}`} data-verdict={line.tone}>
                {line.remark ?? ""}
              </span>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
