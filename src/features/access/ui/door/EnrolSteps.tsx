import { Button } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { useState, type SubmitEvent } from "react";
import { useTranslation } from "react-i18next";

import type { Enrolment } from "#feature/access/contract";
import { CopyField } from "#web/design/CopyField.tsx";
import form from "#web/design/Form.module.css";
import { ProblemNote } from "#web/design/ProblemNote.tsx";

import { BackupCodes } from "./BackupCodes.tsx";
import { CodeField } from "./CodeField.tsx";
import { QrPicture } from "./QrPicture.tsx";

interface EnrolStepsProps {
  readonly enrolment: Enrolment;
  readonly confirm: (code: string) => Promise<readonly string[]>;
  readonly onDone: () => void;
}

/** Picture, first code, backup codes: a second factor in three looks. */
export function EnrolSteps({ enrolment, confirm, onDone }: EnrolStepsProps) {
  const { t } = useTranslation("access");
  const [code, setCode] = useState("");
  const check = useMutation({ mutationFn: () => confirm(code) });
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    check.mutate();
  };
  if (check.data !== undefined) return <BackupCodes codes={check.data} onDone={onDone} />;
  return (
    <form className={form.form} onSubmit={submit}>
      <ol style={{ display: "grid", gap: "var(--space-2)", margin: 0, paddingLeft: "1.2em", color: "var(--ink-2)" }}>
        <li>{t("enrol.first")}</li>
        <li>{t("enrol.second")}</li>
        <li>{t("enrol.third")}</li>
      </ol>
      <QrPicture label={t("enrol.picture")} rows={enrolment.picture} />
      <CopyField label={t("enrol.secret")} value={enrolment.secret} />
      <CodeField label={t("code.label")} value={code} onChange={setCode} />
      <ProblemNote error={check.error} />
      <div className={form.actions}>
        <Button type="submit" loading={check.isPending}>
          {t("enrol.confirm")}
        </Button>
      </div>
    </form>
  );
}
