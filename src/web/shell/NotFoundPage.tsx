import { Button } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";

import { Message } from "../design/Message.tsx";

/** There is no such page, or it is not for the reader: both say the same. */
export function NotFoundPage() {
  const { t } = useTranslation("web");
  return (
    <Message title={t("notFound.title")} text={t("notFound.text")}>
      <Button component={Link} to="/">
        {t("notFound.home")}
      </Button>
    </Message>
  );
}
