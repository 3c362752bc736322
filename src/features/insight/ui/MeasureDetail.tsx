import { IconArrowRight } from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";

import { DistributionStrip } from "#web/design/DistributionStrip.tsx";
import { FigureView } from "#web/design/FigureView.tsx";
import { groupIcons, groups, groupText } from "#web/design/groups.ts";
import { narrowed, onlyFilter } from "#web/filters/filter.ts";
import { useFilter } from "#web/filters/use-filter.ts";
import { useNames } from "#web/format/names.ts";
import { formatCount } from "#web/format/number.ts";

import { ChangeLink } from "./ChangeLink.tsx";
import type { OverviewItem } from "./headline.ts";
import { HeatmapSection } from "./HeatmapSection.tsx";
import { TailWarning } from "./MeasureCard.tsx";
import classes from "./MeasureDetail.module.css";
import { RankingSection } from "./RankingSection.tsx";
import { TopMark } from "./TopMark.tsx";
import { TrendSection } from "./TrendSection.tsx";

/** One measure in full: over time, by group, by hour; every number leads to the answers behind it. */
export function MeasureDetail({ item }: { item: OverviewItem }) {
  const names = useNames();
  return (
    <div className={classes.detail}>
      <h2 className={classes.title}>
        {names.measure(item.measure)}
        <small>{item.measure.surveyName || names.programme(item.measure.programme)}</small>
      </h2>
      <TopMark measure={item.measure.ref} />
      <div className={classes.first}>
        <TrendSection item={item} />
        <Facts item={item} />
      </div>
      <div className={classes.second}>
        <RankingSection measure={item.measure} />
        <HeatmapSection measure={item.measure} />
      </div>
    </div>
  );
}

function Facts({ item }: { item: OverviewItem }) {
  const { t, i18n } = useTranslation("insight");
  const { search } = useFilter();
  const { measure, figure, tail } = item;
  const behind = { ...onlyFilter(search), measure: measure.ref };
  return (
    <aside className={classes.facts}>
      <FigureView kind={measure.kind} figure={figure} size="large" />
      <ChangeLink item={item} />
      <DistributionStrip kind={measure.kind} figure={figure} labelled={false} />
      {figure.groups === null ? null : <GroupLinks item={item} />}
      {tail?.warn === true ? <TailWarning tail={tail} /> : null}
      <Link to="/answers" search={behind} className={classes.open}>
        {t("open", { count: figure.n ?? 0, n: formatCount(figure.n ?? 0, i18n.language) })}
        <IconArrowRight size={16} aria-hidden />
      </Link>
      {hasPainMap(measure) ? (
        <Link to="/pain" search={behind} className={classes.open}>
          {t("toPain")}
          <IconArrowRight size={16} aria-hidden />
        </Link>
      ) : null}
    </aside>
  );
}

/** What hurts is told of scores of customers and users; employees' answers are protected. */
function hasPainMap({ kind, programme }: OverviewItem["measure"]): boolean {
  return ["nps", "csat", "ces", "rating"].includes(kind) && programme !== "employee";
}

function GroupLinks({ item: { measure, figure } }: { item: OverviewItem }) {
  const { t, i18n } = useTranslation("web");
  const { search } = useFilter();
  const counts = figure.groups;
  if (counts === null) return null;
  return (
    <ul className={classes.groups}>
      {groups.map((group) => {
        const Icon = groupIcons[group];
        return (
          <li key={group} data-group={group}>
            <Icon size={9} aria-hidden />
            <Link to="/answers" search={{ ...narrowed(onlyFilter(search), "group", group), measure: measure.ref }}>
              {t(groupText(measure.kind, group))}
            </Link>
            <span>{formatCount(counts[group], i18n.language)}</span>
          </li>
        );
      })}
    </ul>
  );
}
