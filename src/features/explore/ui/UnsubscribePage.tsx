import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useParams } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { callOperation } from "#web/api/client.ts";
import { operationQuery } from "#web/api/queries.ts";
import { Message } from "#web/design/Message.tsx";
import { wordsOf } from "#web/design/ProblemNote.tsx";

/** Ends a mail by the link at its foot, without signing in. A press, since mail programs open links by themselves. */
export function UnsubscribePage() {
  const { token = "" } = useParams({ strict: false });
  const { t } = useTranslation("explore");
  const [state, setState] = useState<"asked" | "done" | "failed">("asked");
  const { data, error } = useQuery({
    ...operationQuery("explore.readSubscription", { params: { token } }),
    retry: false,
  });
  const end = () =>
    void callOperation("explore.unsubscribe", { params: { token } }).then(
      () => setState("done"),
      () => setState("failed"),
    );
  if (error !== null) return <Message title={t("unsubscribe.title")} text={wordsOf(error, t)} />;
  if (state === "done") return <Message title={t("unsubscribe.done")} text={t("unsubscribe.doneText")} />;
  return (
    <Message
      title={t("unsubscribe.title")}
      text={
        data?.title === undefined || data.title === ""
          ? t("unsubscribe.any")
          : t("unsubscribe.text", { name: data.title })
      }
    >
      <Button onClick={end}>{t("unsubscribe.action")}</Button>
      {state === "failed" ? <p role="alert">{t("unsubscribe.failed")}</p> : null}
    </Message>
  );
}
