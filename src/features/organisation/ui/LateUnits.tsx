import { Button } from "@mantine/core";
import { useMutation, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import type { LateUnit, UnitBrief } from "#feature/organisation/contract";
import { callOperation } from "#web/api/client.ts";
import { operationQuery, useMay, useRefresh } from "#web/api/queries.ts";
import { ProblemNote } from "#web/design/ProblemNote.tsx";
import { formatCount } from "#web/format/number.ts";
import { toast } from "#web/shell/toasts.ts";

import { formatDayOf } from "./days.ts";
import classes from "./Settings.module.css";
import { UnitPicker } from "./UnitPicker.tsx";
import { useUndo } from "./use-change.ts";
import { useUnits } from "./use-units.ts";

/** Closed units whose codes still come with answers: each needs somebody to take it over. */
export function LateUnits() {
  const { t } = useTranslation("organisation");
  const mayWrite = useMay("organisation.write");
  const { data, error } = useQuery({ ...operationQuery("organisation.listLateUnits"), enabled: mayWrite });
  if (data === undefined || data.items.length === 0) return <ProblemNote error={error} />;
  return (
    <section className={classes.page}>
      <h2>{t("late.title")}</h2>
      <p className={classes.text}>{t("late.text")}</p>
      <ul className={classes.list}>
        {data.items.map((unit) => (
          <Late key={unit.id} unit={unit} />
        ))}
      </ul>
    </section>
  );
}

function Late({ unit }: { unit: LateUnit }) {
  const { t, i18n } = useTranslation("organisation");
  const { model } = useUnits();
  const [isChoosing, setChoosing] = useState(false);
  const hand = useHandOver(unit);
  const { answers, since, parts } = unit;
  const said = { count: answers, n: formatCount(answers, i18n.language), day: formatDayOf(since, i18n.language) };
  return (
    <li className={classes.card}>
      <p>{t("late.says", { ...said, name: unit.name, code: unit.code })}</p>
      <div className={classes.ends}>
        {parts.map((part) => (
          <Button key={part.id} variant="default" loading={hand.isPending} onClick={() => hand.mutate(part)}>
            {t("late.hand", { name: part.name })}
          </Button>
        ))}
        <Button variant="default" aria-expanded={isChoosing} onClick={() => setChoosing(!isChoosing)}>
          {t("late.other")}
        </Button>
      </div>
      {isChoosing ? (
        <UnitPicker
          label={t("late.choose", { name: unit.name })}
          value={[]}
          onChange={([id]) => {
            const heir = model?.byId.get(id ?? "");
            if (heir !== undefined) hand.mutate(heir);
          }}
        />
      ) : null}
      <ProblemNote error={hand.error} />
    </li>
  );
}

/** From its last day on the unit's code stands for its successor; can be undone like any change of the tree. */
function useHandOver(unit: LateUnit) {
  const { t } = useTranslation("organisation");
  const refresh = useRefresh();
  const undo = useUndo();
  return useMutation({
    mutationFn: ({ code }: Pick<UnitBrief, "code" | "name">) =>
      callOperation("organisation.changeUnits", {
        body: { action: "merge", codes: [unit.code], into: { code }, from: unit.closedOn },
      }),
    onSuccess: async ({ changeId }, { name }) => {
      await refresh("organisation.", "facts.", "insight.", "answers.");
      toast(t("late.done", { name: unit.name, to: name }), changeId === null ? {} : { undo: () => undo(changeId) });
    },
  });
}
