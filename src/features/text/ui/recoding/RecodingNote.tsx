import { Button } from "@mantine/core";
import { Link } from "@tanstack/react-router";

import { useMay } from "#web/api/queries.ts";

import classes from "../Themes.module.css";
import { useCodingState } from "../use-themes.ts";
import { useThemeWords } from "../words.ts";
import { RecodingProgress } from "./RecodingProgress.tsx";
import { useRecode } from "./use-recode.ts";

/** Says when comments of the past are coded by an older codebook, and starts coding them anew; how far that is, while it runs. */
export function RecodingNote() {
  const { t } = useThemeWords();
  const state = useCodingState();
  const mayWrite = useMay("themes.write");
  const { recode, isPending } = useRecode();
  if (state === undefined) return null;
  if (state.recoding !== null) {
    return (
      <div className={classes.callout}>
        <RecodingProgress recoding={state.recoding} />
        <Link to="/themes/recoding">{t("recoding.more")}</Link>
      </div>
    );
  }
  if (!state.isRecodingDue) return null;
  return (
    <div className={classes.callout}>
      <p>{t("recoding.due")}</p>
      {mayWrite ? (
        <Button variant="default" loading={isPending} onClick={recode}>
          {t("recoding.start")}
        </Button>
      ) : null}
    </div>
  );
}
