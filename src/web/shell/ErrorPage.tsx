import { Button } from "@mantine/core";
import { useRouter } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";

import { Problem, unreachable } from "../api/problem.ts";
import { Message } from "../design/Message.tsx";

/** What failed, in words, and a way on. A refusal of the server says its own reason. */
export function ErrorPage({ error }: { error: unknown }) {
  const { t } = useTranslation("web");
  const router = useRouter();
  const isAway = error instanceof Problem && error.code === unreachable;
  const isRefusal = error instanceof Problem && !isAway && error.status < 500;
  return (
    <Message
      title={isAway ? t("error.away") : isRefusal ? t("error.refused") : t("error.bug")}
      text={isAway ? t("error.awayText") : isRefusal ? error.message : t("error.bugText")}
      code={error instanceof Problem && !isAway ? error.code : undefined}
    >
      <Button onClick={() => void router.invalidate()}>{t("action.retry")}</Button>
    </Message>
  );
}
