import { ChartFrame } from "#web/design/ChartFrame.tsx";
import { Whisker } from "#web/design/Whisker.tsx";
import { useNames } from "#web/format/names.ts";
import { formatNumber } from "#web/format/number.ts";

import type { Pillars } from "../../contract.ts";
import { drawWhiskers } from "../draw-whiskers.ts";
import { useDriverWords } from "../driver-words.ts";
import classes from "../Drivers.module.css";

type Link = NonNullable<Pillars["pairs"][number]["within"]>;

/** How pairs of measures go together: over months within units, and from unit to unit. */
export function PairSection({ pillars }: { pillars: Pillars }) {
  const words = useDriverWords();
  const { t, language } = words;
  const nameOf = usePillarName(pillars);
  const rows = pillars.pairs.flatMap(({ a, b, within, between, cells, units }) =>
    (
      [
        ["within", within, cells],
        ["between", between, units],
      ] as const
    ).flatMap(([how, link, n]) =>
      link === null
        ? []
        : {
            key: `${a} ${b} ${how}`,
            name: `${nameOf(a)} × ${nameOf(b)}`,
            how,
            link,
            n,
          },
    ),
  );
  const left = pillars.pairs.filter(({ within, between }) => within === null && between === null).length;
  const title = rows.length === 0 ? t("pairs.none") : t("pairs.title");
  const note = t("pairs.note", { step: t(`pairs.step-${pillars.step}`) });
  const value = (of: number): string => formatNumber(of, language, 2);
  const text = (link: Link): string =>
    `${value(link.value)} (${words.range(value(link.interval.low), value(link.interval.high))})`;
  const verdict = (link: Link): string =>
    t(link.clear ? (link.value > 0 ? "pairs.together" : "pairs.against") : "pairs.unclear");
  return (
    <ChartFrame
      title={title}
      note={note}
      methods={["pillars"]}
      table={{
        columns: [
          { label: t("pairs.pair"), numeric: false },
          { label: t("pairs.how"), numeric: false },
          { label: t("pairs.correlation"), numeric: true },
          { label: t("web:chart.low"), numeric: true },
          { label: t("web:chart.high"), numeric: true },
          { label: "n", numeric: true },
          { label: t("web:chart.verdict"), numeric: false },
        ],
        rows: rows.map(({ name, how, link, n }) => [
          name,
          t(`pairs.${how}`),
          link.value,
          link.interval.low,
          link.interval.high,
          n,
          verdict(link),
        ]),
      }}
      draw={() =>
        drawWhiskers({
          title,
          caption: note,
          domain: { low: -1, high: 1 },
          rows: rows.map(({ name, how, link }) => ({
            name: `${name} · ${t(`pairs.${how}`)}`,
            marks: [
              { value: link.value, ...link.interval, tone: link.clear ? ("accent" as const) : ("soft" as const) },
            ],
            text: text(link),
          })),
        })
      }
    >
      {left === 0 ? null : <p className={classes.soft}>{t("pairs.left", { count: left })}</p>}
      <PairTable rows={rows} caption={title} text={text} verdict={verdict} />
    </ChartFrame>
  );
}

interface PairTableProps {
  readonly rows: readonly {
    readonly key: string;
    readonly name: string;
    readonly how: "within" | "between";
    readonly link: Link;
    readonly n: number;
  }[];
  readonly caption: string;
  readonly text: (link: Link) => string;
  readonly verdict: (link: Link) => string;
}

function PairTable({ rows, caption, text, verdict }: PairTableProps) {
  const words = useDriverWords();
  const { t } = words;
  return (
    <table className={classes.table} data-table="pairs">
      <caption className="unseen">{caption}</caption>
      <thead>
        <tr>
          <th scope="col">{t("pairs.pair")}</th>
          <th scope="col">{t("pairs.how")}</th>
          <th scope="col" aria-hidden className={classes.picture} />
          <th scope="col" className={classes.number}>
            {t("pairs.correlation")}
          </th>
          <th scope="col" className={classes.number}>
            n
          </th>
          <th scope="col">{t("web:chart.verdict")}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ key, name, how, link, n }) => (
          <tr key={key}>
            <th scope="row">{name}</th>
            <td className={classes.soft}>{t(`pairs.${how}`)}</td>
            <td className={classes.picture}>
              <Whisker
                value={link.value}
                interval={link.interval}
                domain={{ low: -1, high: 1 }}
                reference={0}
                tone={link.clear ? "accent" : "plain"}
              />
            </td>
            <td className={classes.number}>{text(link)}</td>
            <td className={classes.number} data-n>
              {words.count(n)}
            </td>
            <td>{verdict(link)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** A measure with its programme: there is an NPS of each. */
export function usePillarName({ measures }: Pillars): (ref: string) => string {
  const names = useNames();
  return (ref) => {
    const measure = measures.find((one) => one.ref === ref);
    return measure === undefined ? ref : `${names.measure(measure)} (${names.programme(measure.programme)})`;
  };
}
