import { Button } from "@mantine/core";
import { IconCheck } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";

import { wordsOf } from "#web/design/ProblemNote.tsx";

import type { Draft } from "./use-draft.ts";
import classes from "./Words.module.css";

/** Whether what one wrote is saved; quiet as long as all is well. */
export function SaveNote({ draft: { state } }: { draft: Draft }) {
  const { t } = useTranslation("surveys");
  return (
    <span className={classes.saving} data-state={state} role="status">
      {state === "saved" ? <IconCheck size={15} aria-hidden /> : null}
      {t(`save.${state}`)}
    </span>
  );
}

/** What keeps a draft from being saved, with the ways out. */
export function SaveTrouble({ draft }: { draft: Draft }) {
  const { t } = useTranslation("surveys");
  if (draft.state === "conflict") {
    return (
      <div role="alert" className={classes.trouble}>
        <p>
          <strong>{t("conflict.title")}</strong> {t("conflict.text")}
        </p>
        <div className={classes.addable}>
          <Button variant="default" onClick={() => void draft.loadTheirs()}>
            {t("conflict.theirs")}
          </Button>
          <Button variant="default" onClick={() => void draft.keepMine()}>
            {t("conflict.mine")}
          </Button>
        </div>
      </div>
    );
  }
  if (draft.state !== "failed") return null;
  return (
    <div role="alert" className={classes.trouble}>
      <p>
        <strong>{t("save.failed")}</strong> {wordsOf(draft.error, (key) => t(`web:${key}`))}
      </p>
      <Button variant="default" onClick={() => void draft.flush()}>
        {t("web:action.retry")}
      </Button>
    </div>
  );
}
