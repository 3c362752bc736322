import { Button } from "@mantine/core";
import { IconExternalLink } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";

import { callOperation } from "#web/api/client.ts";
import { useRefresh } from "#web/api/queries.ts";
import { CopyField } from "#web/design/CopyField.tsx";
import { wordsOf } from "#web/design/ProblemNote.tsx";
import { formatDay } from "#web/format/time.ts";
import { toast } from "#web/shell/toasts.ts";

import type { Publication } from "../../contract.ts";
import classes from "./Publishing.module.css";

/** The public pages there are, newest first: link, state, and the way to close one. */
export function PublicationList({ items }: { items: readonly Publication[] }) {
  const { t } = useTranslation("explore");
  if (items.length === 0) return null;
  return (
    <ul className={classes.list} aria-label={t("publish.list")}>
      {items.map((item) => (
        <Line key={item.id} publication={item} />
      ))}
    </ul>
  );
}

function Line({ publication }: { publication: Publication }) {
  const { t, i18n } = useTranslation("explore");
  const { title, state, cards, least, link, createdAt, expiresOn } = publication;
  const deeds = useDeeds(publication);
  const about = [
    t("publish.since", { day: formatDay(createdAt, i18n.language) }),
    expiresOn === null ? "" : t("publish.until", { day: formatDay(expiresOn, i18n.language) }),
    t("publish.from", { count: least }),
  ];
  return (
    <li>
      <p className={classes.line}>
        <b>{title}</b>
        <span className={classes.state} data-state={state}>
          {t(`publish.state-${state}`)}
        </span>
      </p>
      <p className={classes.about}>{cards.join(" · ")}</p>
      <p className={classes.about}>{about.filter(Boolean).join(" · ")}</p>
      {state === "closed" ? <p className={classes.about}>{t("publish.closedWhy")}</p> : null}
      {state === "open" ? <CopyField label={t("publish.link")} value={link} /> : null}
      <div className={classes.deeds}>
        {state === "open" ? (
          <Button
            component="a"
            href={link}
            target="_blank"
            rel="noopener"
            variant="default"
            leftSection={<IconExternalLink size={16} />}
          >
            {t("publish.open")}
          </Button>
        ) : null}
        {state === "revoked" ? (
          <Button variant="default" onClick={deeds.restore}>
            {t("publish.restore")}
          </Button>
        ) : (
          <Button variant="default" onClick={deeds.revoke}>
            {t("publish.revoke")}
          </Button>
        )}
      </div>
    </li>
  );
}

/** Closing and opening again, each the other's way back. */
function useDeeds({ id, title }: Pick<Publication, "id" | "title">) {
  const { t } = useTranslation("explore");
  const refresh = useRefresh();
  const failed = (error: unknown) => toast(wordsOf(error, t), { tone: "problem" });
  const restore = () =>
    void callOperation("explore.restorePublication", { params: { id } })
      .then(() => refresh("explore.listPublications"))
      .catch(failed);
  const revoke = () =>
    void callOperation("explore.revokePublication", { params: { id } })
      .then(() => {
        toast(t("publish.revoked", { title }), { undo: restore });
        return refresh("explore.listPublications");
      })
      .catch(failed);
  return { revoke, restore };
}
