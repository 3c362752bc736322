import classes from "./Pictures.module.css";
import { domainOf, type Mark, type PictureRow } from "./row.ts";

interface RowsProps {
  readonly caption: string;
  readonly rows: readonly PictureRow[];
  /** A hairline at nought. */
  readonly zero?: boolean;
}

/** Rows of dots with whiskers and bars on one axis, the numbers beside them. */
export function Rows({ caption, rows, zero = false }: RowsProps) {
  const domain = domainOf(rows, zero);
  const at = (point: number): string => `${((100 * (point - domain.low)) / (domain.high - domain.low)).toFixed(2)}%`;
  const wide = (from: number, to: number): string =>
    `${((100 * Math.abs(to - from)) / (domain.high - domain.low)).toFixed(2)}%`;
  return (
    <table className={classes.rows}>
      <caption className="unseen">{caption}</caption>
      <tbody>
        {rows.map(({ id, name, note, marks, bar, text }) => (
          <tr key={id}>
            <th scope="row">
              {name}
              {note === undefined ? null : <small>{note}</small>}
            </th>
            <td className={classes.track} aria-hidden>
              {zero ? <span className={classes.zero} style={{ left: at(0) }} /> : null}
              {bar === undefined ? null : (
                <span
                  className={bar.isThin ? classes.link : classes.bar}
                  data-tone={bar.tone}
                  style={{ left: at(Math.min(bar.from, bar.to)), width: wide(bar.from, bar.to) }}
                />
              )}
              {marks.map((mark, index) => (
                <MarkView key={mark.tone + String(index)} mark={mark} at={at} lift={liftOf(marks.length, index)} />
              ))}
            </td>
            <td className={classes.text}>{text}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

interface MarkViewProps {
  readonly mark: Mark;
  readonly at: (point: number) => string;
  readonly lift: number;
}

function MarkView({ mark: { value, low, high, tone }, at, lift }: MarkViewProps) {
  const top = `calc(50% + ${lift}px)`;
  return (
    <>
      <span
        className={classes.whisker}
        data-tone={tone}
        style={{ left: at(low), right: `calc(100% - ${at(high)})`, top }}
      />
      <span className={classes.dot} data-tone={tone} style={{ left: at(value), top }} />
    </>
  );
}

/** Two marks of one row lie one above the other, so that their whiskers are told apart. */
function liftOf(count: number, index: number): number {
  return count < 2 ? 0 : index === 0 ? -5 : 5;
}
