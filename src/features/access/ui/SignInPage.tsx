import { Button, PasswordInput, TextInput } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRouter, useSearch } from "@tanstack/react-router";
import { useState, type SubmitEvent } from "react";
import { useTranslation } from "react-i18next";

import { Problem } from "#web/api/problem.ts";
import { signIn } from "#web/api/session.ts";
import form from "#web/design/Form.module.css";
import { ProblemNote } from "#web/design/ProblemNote.tsx";

import { Doorway } from "./Doorway.tsx";

/** E-mail and password, then back to where one was going. */
export function SignInPage() {
  const { t } = useTranslation("access");
  const router = useRouter();
  const cache = useQueryClient();
  const { next } = useSearch({ strict: false });
  const [email, setEmail] = useState("");
  const [password, setPassword] = useState("");
  const enter = useMutation({
    mutationFn: () => signIn(email.trim(), password),
    onSuccess: () => {
      cache.clear();
      router.history.push(localPath(next));
    },
  });
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    enter.mutate();
  };

  return (
    <Doorway title={t("signIn.title")} text={t("signIn.text")}>
      <form className={form.form} onSubmit={submit}>
        <TextInput
          label={t("field.email")}
          type="email"
          autoComplete="username"
          required
          withAsterisk={false}
          value={email}
          onChange={(event) => setEmail(event.target.value)}
        />
        <PasswordInput
          label={t("field.password")}
          autoComplete="current-password"
          required
          withAsterisk={false}
          value={password}
          onChange={(event) => setPassword(event.target.value)}
        />
        <ProblemNote error={enter.error} message={wordsFor(enter.error, t)} />
        <Button type="submit" loading={enter.isPending} size="md">
          {t("signIn.enter")}
        </Button>
      </form>
    </Doorway>
  );
}

function wordsFor(error: unknown, t: (key: string) => string): string | undefined {
  if (!(error instanceof Problem)) return undefined;
  if (error.status === 429) return t("signIn.tooOften");
  return error.code === "access.wrong_credentials" ? t("signIn.wrong") : undefined;
}

/** Only a path of this installation: a link must not lead elsewhere after signing in. */
function localPath(next: string | undefined): string {
  return next !== undefined && /^\/(?![/\\])/.test(next) && !next.startsWith("/sign-in") ? next : "/";
}
