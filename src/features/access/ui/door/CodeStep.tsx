import { Button, Checkbox } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { useState, type SubmitEvent } from "react";
import { useTranslation } from "react-i18next";

import form from "#web/design/Form.module.css";
import { ProblemNote } from "#web/design/ProblemNote.tsx";

import { CodeField } from "./CodeField.tsx";
import { sendCode } from "./door-calls.ts";

/** The second step of signing in. */
export function CodeStep({ onDone, onBack }: { onDone: () => void; onBack: () => void }) {
  const { t } = useTranslation("access");
  const [code, setCode] = useState("");
  const [isBackup, setBackup] = useState(false);
  const [trust, setTrust] = useState(false);
  const enter = useMutation({ mutationFn: () => sendCode(code, trust), onSuccess: onDone });
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    enter.mutate();
  };
  return (
    <form className={form.form} onSubmit={submit}>
      <CodeField
        key={String(isBackup)}
        label={t(isBackup ? "code.backup" : "code.label")}
        isBackup={isBackup}
        value={code}
        onChange={setCode}
      />
      <Checkbox label={t("code.trust")} checked={trust} onChange={(event) => setTrust(event.target.checked)} />
      <ProblemNote error={enter.error} />
      <Button type="submit" size="md" loading={enter.isPending}>
        {t("signIn.enter")}
      </Button>
      <div className={form.actions}>
        <Button variant="subtle" onClick={() => [setBackup(!isBackup), setCode("")]}>
          {t(isBackup ? "code.useApp" : "code.useBackup")}
        </Button>
        <Button variant="subtle" onClick={onBack}>
          {t("code.back")}
        </Button>
      </div>
    </form>
  );
}
