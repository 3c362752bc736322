import { Button } from "@mantine/core";
import { IconDownload, IconUserX } from "@tabler/icons-react";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { callOperation } from "#web/api/client.ts";
import { useRefresh } from "#web/api/queries.ts";
import { confirm } from "#web/design/confirm.ts";
import { download } from "#web/design/download.ts";
import form from "#web/design/Form.module.css";
import { wordsOf } from "#web/design/ProblemNote.tsx";
import { toast } from "#web/shell/toasts.ts";

import { Check } from "./Check.tsx";

interface PersonActionsProps {
  readonly personId: string;
  /** Called when the person, and with them this answer's person, is gone. */
  readonly onErased: () => void;
}

/** What a person may ask for: a copy of everything held about them, and to be forgotten. */
export function PersonActions({ personId, onErased }: PersonActionsProps) {
  const { t } = useTranslation("people");
  const refresh = useRefresh();
  const [keepScores, setKeepScores] = useState(true);
  const complain = (error: unknown) =>
    toast(
      wordsOf(error, (key) => t(`web:${key}`)),
      { tone: "problem" },
    );
  const copy = useMutation({
    mutationFn: () => callOperation("people.exportPerson", { params: { id: personId } }),
    onSuccess: (held) => {
      const text = JSON.stringify(held, null, 2);
      download(`person-${personId.slice(0, 8)}.json`, new Blob([text], { type: "application/json" }));
    },
    onError: complain,
  });
  const erase = useMutation({
    mutationFn: () =>
      callOperation("people.erasePerson", { params: { id: personId }, query: { keepScores: String(keepScores) } }),
    onSuccess: async ({ answersErased, answersKept }) => {
      onErased();
      toast(t("erased", { erased: answersErased, kept: answersKept }));
      await refresh("people.", "answers.", "insight.", "facts.", "access.listAudit");
    },
    onError: complain,
  });
  const ask = async () => {
    const text = t(keepScores ? "erase.textKept" : "erase.textAll");
    if (await confirm({ title: t("erase.title"), text, action: t("erase.action") })) erase.mutate();
  };

  return (
    <section className={form.section} style={{ gap: "var(--space-2)" }} aria-label={t("actions.title")}>
      <h3>{t("actions.title")}</h3>
      <Check label={t("keepScores")} checked={keepScores} onChange={setKeepScores} />
      <div className={form.actions}>
        <Button
          variant="default"
          leftSection={<IconDownload size={16} />}
          loading={copy.isPending}
          onClick={() => copy.mutate()}
        >
          {t("export")}
        </Button>
        <Button
          variant="subtle"
          color="red"
          leftSection={<IconUserX size={16} />}
          loading={erase.isPending}
          onClick={() => void ask()}
        >
          {t("erase.open")}
        </Button>
      </div>
    </section>
  );
}
