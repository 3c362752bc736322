import { useTranslation } from "react-i18next";

import { EmptyState } from "#web/design/EmptyState.tsx";
import { PageHead } from "#web/design/PageHead.tsx";
import { ProblemNote } from "#web/design/ProblemNote.tsx";
import { SkeletonList } from "#web/design/Skeleton.tsx";
import { FilterBar } from "#web/filters/FilterBar.tsx";
import { useFilter } from "#web/filters/use-filter.ts";
import { PinButton } from "#web/pins/PinButton.tsx";

import type { Drivers } from "../contract.ts";
import { sentenceOf } from "../rules.ts";
import { Controls } from "./Controls.tsx";
import { useDriverWords } from "./driver-words.ts";
import { DriverPanel } from "./DriverPanel.tsx";
import classes from "./Drivers.module.css";
import { DriverSection } from "./DriverSection.tsx";
import { GroupSection } from "./GroupSection.tsx";
import { Notes } from "./Notes.tsx";
import { PenaltySection } from "./penalty/PenaltySection.tsx";
import { QuadrantSection } from "./quadrant/QuadrantSection.tsx";
import { Tabs } from "./Tabs.tsx";
import { useDrivers } from "./use-question.ts";

/** What moves the score: the answer in a sentence, drivers with their certainty, what to do first. */
export function DriversPage() {
  const { t } = useTranslation("drivers");
  const words = useDriverWords();
  const { data, error, isPlaceholderData } = useDrivers();
  const isWeighted = data?.outcome?.weighted ?? false;
  return (
    <>
      <PageHead
        title={t("title")}
        answer={data === undefined ? " " : sentenceOf(data, words)}
        actions={
          <>
            <Tabs at="drivers" />
            <PinButton kind="drivers" name={t("title")} />
          </>
        }
      />
      <FilterBar comparable={false} weighted={isWeighted} />
      <Controls />
      <ProblemNote error={error} />
      {data === undefined && error === null ? <SkeletonList rows={3} height={160} /> : null}
      {data === undefined ? null : <Found drivers={data} isOld={isPlaceholderData} />}
    </>
  );
}

function Found({ drivers, isOld }: { drivers: Drivers; isOld: boolean }) {
  const { t } = useTranslation("drivers");
  const { search } = useFilter();
  const opened = drivers.drivers.find(({ ref }) => ref === search.driver);
  if (drivers.state !== "ok") {
    return (
      <>
        <EmptyState title={t(`state.${drivers.state}`)} text={t(`stateText.${drivers.state}`)} />
        <Notes drivers={drivers} />
      </>
    );
  }
  return (
    <div className={classes.sections} data-old={isOld}>
      <Notes drivers={drivers} />
      <DriverSection drivers={drivers} />
      {drivers.experience === null ? null : <GroupSection drivers={drivers} />}
      <QuadrantSection drivers={drivers} />
      <PenaltySection drivers={drivers} />
      {opened === undefined ? null : <DriverPanel drivers={drivers} driver={opened} />}
    </div>
  );
}
