import { Button } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState, type SubmitEvent } from "react";
import { useTranslation } from "react-i18next";

import { Problem } from "#web/api/problem.ts";
import form from "#web/design/Form.module.css";
import { ProblemNote } from "#web/design/ProblemNote.tsx";

import { Doorway } from "../Doorway.tsx";
import { sendNewPassword } from "./door-calls.ts";
import { NewPassword } from "./NewPassword.tsx";

/** A new password by the link of a mail, then on to sign in with it. */
export function ResetPasswordPage() {
  const { t } = useTranslation("access");
  const [password, setPassword] = useState("");
  const set = useMutation({ mutationFn: () => sendNewPassword(globalThis.location.hash.slice(1), password) });
  const isDead = set.error instanceof Problem && set.error.code === "access.reset_link_dead";
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    set.mutate();
  };
  return (
    <Doorway title={t("reset.title")} text={t(set.isSuccess ? "reset.done" : "reset.text")}>
      {set.isSuccess ? null : (
        <form className={form.form} onSubmit={submit}>
          <NewPassword
            label={t("password.next")}
            owner={{ name: "", email: "" }}
            value={password}
            onChange={setPassword}
          />
          <ProblemNote error={set.error} />
          {isDead ? (
            <Button component={Link} to="/forgot-password" size="md">
              {t("reset.again")}
            </Button>
          ) : (
            <Button type="submit" size="md" loading={set.isPending}>
              {t("reset.set")}
            </Button>
          )}
        </form>
      )}
      {set.isSuccess ? (
        <Button component={Link} to="/sign-in" size="md">
          {t("signIn.enter")}
        </Button>
      ) : null}
    </Doorway>
  );
}
