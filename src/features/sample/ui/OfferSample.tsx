import { Button } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";

import { useMay } from "#web/api/queries.ts";
import { PageHead } from "#web/design/PageHead.tsx";
import { ProblemNote } from "#web/design/ProblemNote.tsx";
import { useDeed } from "#web/sample/use-sample.ts";

import classes from "./Sample.module.css";

/** What the sample company is, and the button that brings it. */
export function OfferSample() {
  const { t } = useTranslation("sample");
  const mayManage = useMay("installation.manage");
  const load = useDeed("sample.loadSample");
  return (
    <>
      <PageHead title={t("title")} answer={t("offer.answer")} />
      <ul className={classes.points}>
        {["size", "truths", "tour", "gone"].map((key) => (
          <li key={key}>{t(`offer.${key}`)}</li>
        ))}
      </ul>
      <ProblemNote error={load.error} />
      <div className={classes.actions}>
        {mayManage ? (
          <Button loading={load.isPending} onClick={() => load.mutate()}>
            {t("offer.load")}
          </Button>
        ) : (
          <p>{t("offer.owner")}</p>
        )}
        <Button variant="subtle" component={Link} to="/imports">
          {t("offer.own")}
        </Button>
      </div>
    </>
  );
}
