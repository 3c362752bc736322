import { Button } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { useNames } from "#web/format/names.ts";

import { byProgramme, type OverviewItem } from "./headline.ts";
import { MeasureCard } from "./MeasureCard.tsx";
import classes from "./MeasureGroups.module.css";

const first = 6;

/** Every measure as a card, kinds of programme apart (R38): they are never mixed. */
export function MeasureGroups({ items, chosen }: { items: readonly OverviewItem[]; chosen: string | undefined }) {
  return (
    <div className={classes.groups}>
      {byProgramme(items).map((group) => (
        <Programme key={group.programme} {...group} chosen={chosen} />
      ))}
    </div>
  );
}

interface ProgrammeProps {
  readonly programme: string;
  readonly items: readonly OverviewItem[];
  readonly chosen: string | undefined;
}

function Programme({ programme, items, chosen }: ProgrammeProps) {
  const { t } = useTranslation("insight");
  const names = useNames();
  const [whole, setWhole] = useState(false);
  const shown = whole ? items : items.filter(({ measure }, at) => at < first || measure.ref === chosen);
  return (
    <section className={classes.group} data-cards={Math.min(4, shown.length)}>
      <h2 className={classes.programme}>{names.programme(programme)}</h2>
      <div className={classes.cards}>
        {shown.map((item) => (
          <MeasureCard key={item.measure.ref} item={item} isChosen={item.measure.ref === chosen} />
        ))}
      </div>
      {shown.length < items.length ? (
        <Button variant="subtle" size="compact-sm" mt={8} onClick={() => setWhole(true)}>
          {t("cards.more", { count: items.length - shown.length })}
        </Button>
      ) : null}
    </section>
  );
}
