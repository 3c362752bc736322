import { IconAdjustmentsDollar, IconListDetails } from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import { useState } from "react";

import { useMay } from "#web/api/queries.ts";
import { EmptyState } from "#web/design/EmptyState.tsx";
import { PageHead } from "#web/design/PageHead.tsx";
import { ProblemNote } from "#web/design/ProblemNote.tsx";
import { Skeleton, SkeletonList } from "#web/design/Skeleton.tsx";
import { FilterBar } from "#web/filters/FilterBar.tsx";
import { useFilter } from "#web/filters/use-filter.ts";
import { PinButton } from "#web/pins/PinButton.tsx";

import type { MapQueryInput, PainMap, Side } from "../contract.ts";
import { headlineOf } from "../rules.ts";
import { Controls } from "./Controls.tsx";
import { ProblemList } from "./list/ProblemList.tsx";
import { MapSection } from "./map/MapSection.tsx";
import { Notes } from "./Notes.tsx";
import classes from "./Pain.module.css";
import { DepartmentsSection } from "./pictures/DepartmentsSection.tsx";
import { HeatSection } from "./pictures/HeatSection.tsx";
import { ParetoSection } from "./pictures/ParetoSection.tsx";
import { PortfolioSection } from "./pictures/PortfolioSection.tsx";
import { SourcesSection } from "./pictures/SourcesSection.tsx";
import { StakesSection } from "./pictures/StakesSection.tsx";
import { TimelineSection } from "./pictures/TimelineSection.tsx";
import { SettingsPanel } from "./SettingsPanel.tsx";
import { useMapQuery, usePainMap } from "./use-map.ts";
import { useMapWords } from "./words.ts";

/** What hurts most, and what it is worth to fix: the answer in a sentence, the map, every problem in a list. */
export function PainPage() {
  const words = useMapWords();
  const [isSetting, setSetting] = useState(false);
  const { query, measures } = useMapQuery();
  const { map, error, isOld } = usePainMap(query);
  const { side = "pain", measure } = query ?? {};
  const chosen = measures?.find(({ ref }) => ref === measure);
  return (
    <>
      <PageHead
        title={words.t(`title.${side}`)}
        answer={answerOf(map, words)}
        actions={<Actions side={side} onSettings={() => setSetting(true)} />}
      />
      <FilterBar weighted={chosen?.weighted ?? false} />
      <Controls measures={measures} chosen={measure} side={side} />
      <ProblemNote error={error} />
      {map === undefined && error === null ? <Waiting hasNothing={measures?.length === 0} /> : null}
      {map === undefined || query === undefined ? null : (
        <div className={classes.sections} data-old={isOld}>
          <Found map={map} query={query} />
        </div>
      )}
      {isSetting ? <SettingsPanel onClose={() => setSetting(false)} /> : null}
    </>
  );
}

/** A space holds the line until there is an answer. */
function answerOf(map: PainMap | undefined, words: Parameters<typeof headlineOf>[1]): string {
  return map === undefined ? " " : `${headlineOf(map, words)}.`;
}

/** Before there is a map: none to come without a measure, else its shape. */
function Waiting({ hasNothing }: { hasNothing: boolean }) {
  const { t } = useMapWords();
  if (hasNothing) return <EmptyState title={t("empty.noMeasure")} text={t("empty.noMeasure-text")} />;
  return (
    <>
      <Skeleton height={460} />
      <SkeletonList rows={8} height={44} />
    </>
  );
}

function Actions({ side, onSettings }: { side: Side; onSettings: () => void }) {
  const { t } = useMapWords();
  const { search } = useFilter();
  const mayWrite = useMay("problems.write");
  return (
    <>
      <Link to="/problems" search={search} className={classes.action}>
        <IconListDetails size={17} aria-hidden />
        {t("action.register")}
      </Link>
      <PinButton kind={side} name={t(`title.${side}`)} />
      {mayWrite ? (
        <button type="button" className={classes.action} onClick={onSettings}>
          <IconAdjustmentsDollar size={17} aria-hidden />
          {t("action.settings")}
        </button>
      ) : null}
    </>
  );
}

function Found({ map, query }: { map: PainMap; query: MapQueryInput }) {
  const { t } = useMapWords();
  const isListed = map.items.some(({ mentions }) => mentions > 0);
  if (map.state !== "ok" && map.state !== "too-few" && !isListed) {
    return <EmptyState title={t(`empty.${map.state}`)} text={t(`empty.${map.state}-text`)} />;
  }
  return (
    <>
      {map.state === "ok" ? null : <EmptyState title={t(`empty.${map.state}`)} text={t(`empty.${map.state}-text`)} />}
      <Picture map={map} query={query} />
      <ProblemList map={map} />
      <Notes map={map} />
    </>
  );
}

function Picture({ map, query }: { map: PainMap; query: MapQueryInput }) {
  const { search } = useFilter();
  switch (search.picture) {
    case "pareto":
      return <ParetoSection map={map} />;
    case "heat":
      return <HeatSection query={query} />;
    case "timeline":
      return <TimelineSection query={query} />;
    case "sources":
      return <SourcesSection query={query} />;
    case "departments":
      return <DepartmentsSection query={query} />;
    case "stakes":
      return <StakesSection query={query} />;
    case "portfolio":
      return <PortfolioSection map={map} query={query} />;
    default:
      return map.state === "ok" ? <MapSection map={map} /> : null;
  }
}
