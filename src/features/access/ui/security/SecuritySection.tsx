import { Button, PasswordInput } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { useState, type SubmitEvent } from "react";
import { useTranslation } from "react-i18next";

import { Problem } from "#web/api/problem.ts";
import { useMe, useRefresh } from "#web/api/queries.ts";
import { changePassword } from "#web/api/session.ts";
import form from "#web/design/Form.module.css";
import { ProblemNote } from "#web/design/ProblemNote.tsx";
import { toast } from "#web/shell/toasts.ts";

import { NewPassword } from "../door/NewPassword.tsx";
import { SessionList } from "./SessionList.tsx";
import { TwoFactorCard } from "./TwoFactorCard.tsx";

/** How one's account is kept safe: password, second factor, where one is signed in. */
export function SecuritySection() {
  return (
    <>
      <PasswordForm />
      <TwoFactorCard />
      <SessionList />
    </>
  );
}

function PasswordForm() {
  const { t } = useTranslation("access");
  const me = useMe();
  const refresh = useRefresh();
  const [current, setCurrent] = useState("");
  const [next, setNext] = useState("");
  const save = useMutation({
    mutationFn: () => changePassword(current, next),
    onSuccess: () => {
      setCurrent("");
      setNext("");
      toast(t("password.changed"));
      return refresh("access.listSessions", "access.readTwoFactor");
    },
  });
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    save.mutate();
  };
  const isWrong = save.error instanceof Problem && save.error.code === "access.wrong_password";
  return (
    <form className={form.form} onSubmit={submit}>
      <h2>{t("password.title")}</h2>
      <PasswordInput
        label={t("password.current")}
        autoComplete="current-password"
        required
        withAsterisk={false}
        value={current}
        onChange={(event) => setCurrent(event.target.value)}
      />
      <NewPassword
        label={t("password.next")}
        owner={{ name: me?.name ?? "", email: me?.email ?? "" }}
        value={next}
        onChange={setNext}
      />
      <ProblemNote error={save.error} message={isWrong ? t("password.wrong") : undefined} />
      <div className={form.actions}>
        <Button type="submit" variant="default" loading={save.isPending}>
          {t("password.change")}
        </Button>
      </div>
    </form>
  );
}
