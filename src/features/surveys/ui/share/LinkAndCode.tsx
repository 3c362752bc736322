import { Button } from "@mantine/core";
import { IconDownload, IconExternalLink, IconPrinter } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";

import type { Survey } from "#feature/surveys/contract";
import { CopyField } from "#web/design/CopyField.tsx";
import { fileNameOf } from "#web/design/download.ts";

import { surveyAddress, type Carried } from "./address.ts";
import classes from "./Share.module.css";

interface LinkAndCodeProps {
  readonly survey: Survey;
  readonly link: string;
  readonly carried: Carried;
}

/** The link to copy, its QR code, and a sheet to print. */
export function LinkAndCode({ survey, link, carried }: LinkAndCodeProps) {
  const { t } = useTranslation("surveys");
  const code = surveyAddress(`/s/${survey.slug}`, carried, "qr.svg");
  const sheet = surveyAddress(`/s/${survey.slug}`, carried, "poster");
  const address = surveyAddress(link, carried);
  return (
    <>
      <section className={classes.way}>
        <h2>{t("share.link")}</h2>
        <p>{t("share.linkText")}</p>
        <CopyField key={address} label={t("share.address")} value={address} />
        <div className={classes.actions}>
          <Button
            component="a"
            href={address}
            target="_blank"
            rel="noreferrer"
            variant="default"
            leftSection={<IconExternalLink size={17} />}
          >
            {t("share.openPage")}
          </Button>
        </div>
      </section>
      <section className={classes.way}>
        <h2>{t("share.code")}</h2>
        <div className={classes.codeRow}>
          <img src={code} alt={t("share.codeAlt")} width={168} height={168} className={classes.code} />
          <div className={classes.codeText}>
            <p>{t("share.codeText")}</p>
            <div className={classes.actions}>
              <Button
                component="a"
                href={code}
                download={`${fileNameOf(survey.name)}-qr.svg`}
                variant="default"
                leftSection={<IconDownload size={17} />}
              >
                {t("share.codeDownload")}
              </Button>
              <Button
                component="a"
                href={sheet}
                target="_blank"
                rel="noreferrer"
                variant="default"
                leftSection={<IconPrinter size={17} />}
              >
                {t("share.sheet")}
              </Button>
            </div>
          </div>
        </div>
      </section>
    </>
  );
}
