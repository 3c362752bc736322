import { Button } from "@mantine/core";
import { IconAlertTriangle } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";

import type { Condition } from "#kit/condition";
import { textIn } from "#kit/language";

import { questionOf, rootOf } from "../builder/structure.ts";
import { useEditor } from "../draft/editor.ts";
import { changedAt } from "../words/tree.ts";
import type { ConditionOwner } from "./comparisons.ts";
import { brokenNames, withoutReading, withQuestionBefore, type BrokenName } from "./fixes.ts";
import classes from "./Logic.module.css";

interface FixConditionProps {
  readonly condition: Condition;
  readonly path: string;
  readonly owner: ConditionOwner;
}

/** What a condition reads in vain, each with the ways to put it right. */
export function FixCondition({ condition, path, owner }: FixConditionProps) {
  const { t, i18n } = useTranslation("surveys");
  const { definition, change, mayWrite } = useEditor();
  const broken = brokenNames(definition, condition, owner);
  const nameOf = ({ field }: BrokenName) =>
    textIn(questionOf(definition, rootOf(field))?.title, i18n.language, definition.defaultLanguage) || field;
  const drop = (field: string) =>
    change((now) =>
      changedAt(now, `${path}.condition`, (old) =>
        old === undefined ? undefined : withoutReading(old as Condition, field),
      ),
    );
  return broken.map((each) => (
    <div key={each.field} className={classes.broken}>
      <IconAlertTriangle size={17} aria-hidden />
      <span>{t(`logic.${each.code}`, { name: nameOf(each) })}</span>
      {!mayWrite ? null : (
        <span className={classes.adders}>
          {each.code === "reads_later" && owner !== "ending" ? (
            <Button
              variant="default"
              size="compact-sm"
              onClick={() => change((now) => withQuestionBefore(now, rootOf(each.field), owner))}
            >
              {t("logic.fixMove")}
            </Button>
          ) : null}
          <Button variant="default" size="compact-sm" onClick={() => drop(each.field)}>
            {t("logic.fixDrop")}
          </Button>
        </span>
      )}
    </div>
  ));
}
