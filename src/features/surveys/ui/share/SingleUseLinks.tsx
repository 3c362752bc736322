import { Button, TextInput } from "@mantine/core";
import { IconDownload } from "@tabler/icons-react";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import type { Survey } from "#feature/surveys/contract";
import { callOperation } from "#web/api/client.ts";
import { download, fileNameOf } from "#web/design/download.ts";
import { ProblemNote } from "#web/design/ProblemNote.tsx";

import type { Carried } from "./address.ts";
import { csvOf } from "./csv.ts";
import classes from "./Share.module.css";

const most = 1000;

/** Links that each take one answer; made here, handed out once as a file. */
export function SingleUseLinks({ survey, carried }: { survey: Survey; carried: Carried }) {
  const { t } = useTranslation("surveys");
  const [count, setCount] = useState("50");
  const [until, setUntil] = useState("");
  const wanted = Number(count);
  const isSound = Number.isInteger(wanted) && wanted >= 1 && wanted <= most;
  const { mutate, data, error, isPending } = useMakeLinks(survey.id);
  const file = `${fileNameOf(survey.name)}-links.csv`;

  return (
    <section className={classes.way}>
      <h2>{t("share.single")}</h2>
      <p>{t("share.singleText")}</p>
      <form
        className={classes.fields}
        onSubmit={(event) => [event.preventDefault(), isSound && mutate({ count: wanted, until, carried })]}
      >
        <TextInput
          label={t("share.howMany")}
          inputMode="numeric"
          value={count}
          error={isSound ? undefined : t("share.howManyWrong", { most })}
          onChange={(event) => setCount(event.target.value)}
        />
        <TextInput
          label={t("share.until")}
          type="date"
          value={until}
          onChange={(event) => setUntil(event.target.value)}
        />
        <Button type="submit" variant="default" loading={isPending} disabled={!isSound} mt={22}>
          {t("share.make")}
        </Button>
      </form>
      <ProblemNote error={error} />
      {data === undefined ? null : (
        <div className={classes.made} role="status">
          <p>{t("share.made", { count: data.length })}</p>
          <Button
            leftSection={<IconDownload size={17} />}
            onClick={() => download(file, csvOf([["url"], ...data.map(({ url }) => [url])]))}
          >
            {t("share.madeDownload")}
          </Button>
        </div>
      )}
    </section>
  );
}

interface Wish {
  readonly count: number;
  /** Last day the links work, empty for no end. */
  readonly until: string;
  readonly carried: Carried;
}

function useMakeLinks(surveyId: string) {
  return useMutation({
    mutationFn: async ({ count, until, carried: { lang = "", ...fields } }: Wish) => {
      const context = Object.fromEntries(Object.entries(fields).filter(([, value]) => value.trim() !== ""));
      const end = until === "" ? {} : { expiresAt: new Date(`${until}T23:59:59`).toISOString() };
      const links = Array.from({ length: count }, () => ({ context, ...end }));
      const { items } = await callOperation("surveys.createLinks", { params: { id: surveyId }, body: { links } });
      return items.map(({ token, url }) => ({ token, url: lang === "" ? url : `${url}?lang=${lang}` }));
    },
  });
}
