import { Button, PasswordInput } from "@mantine/core";
import { useMutation, useQuery } from "@tanstack/react-query";
import { useState, type SubmitEvent } from "react";
import { useTranslation } from "react-i18next";

import type { Enrolment } from "#feature/access/contract";
import { callOperation } from "#web/api/client.ts";
import { operationQuery, useRefresh } from "#web/api/queries.ts";
import form from "#web/design/Form.module.css";
import { ProblemNote } from "#web/design/ProblemNote.tsx";

import { BackupCodes } from "../door/BackupCodes.tsx";
import { EnrolSteps } from "../door/EnrolSteps.tsx";

type Deed = "begin" | "renew" | "end";

/** One's second factor: on or off, and what can be done about it; each deed asks for the password again. */
export function TwoFactorCard() {
  const { t } = useTranslation("access");
  const refresh = useRefresh();
  const { data } = useQuery(operationQuery("access.readTwoFactor"));
  const [deed, setDeed] = useState<Deed>();
  const [enrolment, setEnrolment] = useState<Enrolment>();
  const [codes, setCodes] = useState<readonly string[]>();
  const done = () => {
    setDeed(undefined);
    setEnrolment(undefined);
    setCodes(undefined);
    void refresh("access.readTwoFactor");
  };
  if (data === undefined) return null;
  const text = data.isOn ? t("factor.on", { count: data.backupCodesLeft }) : t("factor.off");
  return (
    <section className={form.form} aria-label={t("factor.title")}>
      <h2>{t("factor.title")}</h2>
      <p style={{ color: "var(--ink-2)" }}>{data.hasPassword ? text : t("factor.signOn")}</p>
      {enrolment === undefined ? null : <EnrolSteps enrolment={enrolment} confirm={confirmCode} onDone={done} />}
      {codes === undefined ? null : <BackupCodes codes={codes} onDone={done} />}
      {deed !== undefined && enrolment === undefined && codes === undefined ? (
        <Ask deed={deed} onCancel={done} onBegun={setEnrolment} onCodes={setCodes} onEnded={done} />
      ) : null}
      {deed === undefined && data.hasPassword ? (
        <Deeds isOn={data.isOn} isRequired={data.isRequired} onChoose={setDeed} />
      ) : null}
    </section>
  );
}

interface DeedsProps {
  readonly isOn: boolean;
  readonly isRequired: boolean;
  readonly onChoose: (deed: Deed) => void;
}

function Deeds({ isOn, isRequired, onChoose }: DeedsProps) {
  const { t } = useTranslation("access");
  return (
    <div className={form.actions}>
      <Button variant="default" onClick={() => onChoose(isOn ? "renew" : "begin")}>
        {t(isOn ? "factor.renew" : "factor.begin")}
      </Button>
      {isOn && !isRequired ? (
        <Button variant="subtle" color="red" onClick={() => onChoose("end")}>
          {t("factor.end")}
        </Button>
      ) : null}
    </div>
  );
}

interface AskProps {
  readonly deed: Deed;
  readonly onCancel: () => void;
  readonly onBegun: (enrolment: Enrolment) => void;
  readonly onCodes: (codes: readonly string[]) => void;
  readonly onEnded: () => void;
}

function Ask({ deed, onCancel, onBegun, onCodes, onEnded }: AskProps) {
  const { t } = useTranslation("access");
  const [password, setPassword] = useState("");
  const run = useMutation({
    mutationFn: async () => {
      const body = { password };
      if (deed === "begin") return onBegun(await callOperation("access.beginTwoFactor", { body }));
      if (deed === "renew") return onCodes((await callOperation("access.renewBackupCodes", { body })).backupCodes);
      await callOperation("access.endTwoFactor", { body });
      return onEnded();
    },
  });
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    run.mutate();
  };
  return (
    <form className={form.form} onSubmit={submit}>
      <PasswordInput
        label={t("factor.password")}
        autoComplete="current-password"
        required
        withAsterisk={false}
        data-autofocus
        value={password}
        onChange={(event) => setPassword(event.target.value)}
      />
      <ProblemNote error={run.error} />
      <div className={form.actions}>
        <Button type="submit" loading={run.isPending} {...(deed === "end" ? { color: "red" } : {})}>
          {t(`factor.${deed}`)}
        </Button>
        <Button variant="default" onClick={onCancel}>
          {t("web:action.cancel")}
        </Button>
      </div>
    </form>
  );
}

async function confirmCode(code: string): Promise<readonly string[]> {
  return (await callOperation("access.confirmTwoFactor", { body: { code } })).backupCodes;
}
