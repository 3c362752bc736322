import { IconArrowRight } from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";

import { useFilter } from "#web/filters/use-filter.ts";

import type { MapItem, PainMap } from "../../contract.ts";
import { answersOf, groupOf } from "../opening.ts";
import classes from "../Pain.module.css";
import { useMapWords, type MapWords } from "../words.ts";
import styles from "./Problem.module.css";

/** The numbers of one problem, each with its interval, and the way to the answers behind them. */
export function NumbersSection({ item, map }: { item: MapItem; map: PainMap }) {
  const words = useMapWords();
  const { search } = useFilter();
  const behind = answersOf(search, item, map.query.measure);
  const low = groupOf(behind, map.query.side === "pain" ? "low" : "high");
  const digits = map.unit === "points" ? 0 : 1;
  const { share, shareOfGroup, named, others, effect, lift, affected, revenueAtRisk } = item;
  return (
    <section className={classes.section} aria-label={words.t("problem.numbers")}>
      <h2>{words.t("problem.numbers")}</h2>
      <dl className={styles.numbers}>
        {share === null ? null : (
          <Number
            label={words.t("number.share")}
            value={words.percent(share.value)}
            low={words.percent(share.interval.low)}
            high={words.percent(share.interval.high)}
            to={behind}
          />
        )}
        {shareOfGroup === null ? null : (
          <Number
            label={words.t(`number.group.${map.query.side}`)}
            value={words.percent(shareOfGroup.value)}
            low={words.percent(shareOfGroup.interval.low)}
            high={words.percent(shareOfGroup.interval.high)}
            to={low}
          />
        )}
        {named === null ? null : (
          <Number
            label={words.t("number.named")}
            value={words.number(named.value, digits)}
            low={words.number(named.interval.low, digits)}
            high={words.number(named.interval.high, digits)}
            to={behind}
          />
        )}
        {others === null ? null : (
          <Number
            label={words.t("number.others")}
            value={words.number(others.value, digits)}
            low={words.number(others.interval.low, digits)}
            high={words.number(others.interval.high, digits)}
          />
        )}
        {effect === null ? null : (
          <Number
            label={words.t("number.effect")}
            value={words.number(effect.value, digits)}
            low={words.number(effect.low, digits)}
            high={words.number(effect.high, digits)}
          />
        )}
        {lift === null ? null : (
          <Number
            label={words.t("number.lift")}
            value={words.points(lift.expected.value)}
            low={words.points(lift.expected.low)}
            high={words.points(lift.expected.high)}
          />
        )}
        {affected === null ? null : (
          <Number label={words.t("number.affected")} value={words.range(affected.low, affected.high)} />
        )}
        <Number
          label={words.t("number.revenue")}
          value={
            revenueAtRisk === null ? words.t("number.notKnown") : words.money(revenueAtRisk.value, map.base.currency)
          }
        />
      </dl>
      <Scenarios item={item} words={words} />
      <Link to="/answers" search={behind} className={styles.open}>
        {words.t("problem.answers", { count: item.mentions, n: words.count(item.mentions) })}
        <IconArrowRight size={16} aria-hidden />
      </Link>
    </section>
  );
}

interface NumberProps {
  readonly label: string;
  readonly value: string;
  readonly low?: string;
  readonly high?: string;
  readonly to?: object;
}

function Number({ label, value, low, high, to }: NumberProps) {
  return (
    <div>
      <dt>{label}</dt>
      <dd>
        {to === undefined ? (
          <b>{value}</b>
        ) : (
          <Link to="/answers" search={to}>
            <b>{value}</b>
          </Link>
        )}
        {low === undefined ? null : (
          <small>
            {low} … {high}
          </small>
        )}
      </dd>
    </div>
  );
}

/** From what is certain to what is possible at most. */
function Scenarios({ item: { lift, gross, adjustedP }, words }: { item: MapItem; words: MapWords }) {
  if (lift === null) return null;
  const lines = [
    ["number.lower", lift.lower],
    ["number.lift", lift.expected.value],
    ["number.oneUp", lift.oneUp],
    ["number.lowToTop", lift.lowToTop],
    ["number.upper", lift.upper],
    ["number.gross", gross],
  ] as const;
  return (
    <>
      <ul className={styles.scenarios}>
        {lines.map(([key, value]) =>
          value === null ? null : (
            <li key={key} data-main={key === "number.lift"}>
              <span>{words.t(key)}</span>
              <span>{words.points(value)}</span>
            </li>
          ),
        )}
      </ul>
      {adjustedP === null ? null : (
        <p className={classes.note}>
          {words.t("number.chance", { p: adjustedP < 0.001 ? "<0.001" : words.number(adjustedP, 3) })}
        </p>
      )}
    </>
  );
}
