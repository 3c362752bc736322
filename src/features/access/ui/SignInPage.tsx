import { Button, Divider, PasswordInput, TextInput } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Link, useRouter, useSearch } from "@tanstack/react-router";
import { useState, type SubmitEvent } from "react";
import { useTranslation } from "react-i18next";

import { Problem } from "#web/api/problem.ts";
import { operationQuery } from "#web/api/queries.ts";
import form from "#web/design/Form.module.css";
import { ProblemNote } from "#web/design/ProblemNote.tsx";

import { CodeStep } from "./door/CodeStep.tsx";
import { goToSignOn, sendPassword, type Next } from "./door/door-calls.ts";
import { EnrolAtDoor } from "./door/EnrolAtDoor.tsx";
import { Doorway } from "./Doorway.tsx";

type Step = "password" | Exclude<Next, undefined>;

/** Password or single sign-on, the second factor where there is one, then back to where one was going. */
export function SignInPage() {
  const { t } = useTranslation("access");
  const router = useRouter();
  const cache = useQueryClient();
  const { next } = useSearch({ strict: false });
  const [step, setStep] = useState<Step>("password");
  const enter = () => {
    cache.clear();
    router.history.push(localPath(next));
  };
  return (
    <Doorway title={t(titles[step])} text={t(texts[step])}>
      {step === "password" ? (
        <PasswordStep next={localPath(next)} onDone={(more) => (more === undefined ? enter() : setStep(more))} />
      ) : null}
      {step === "code" ? <CodeStep onDone={enter} onBack={() => setStep("password")} /> : null}
      {step === "enrol" ? <EnrolAtDoor onDone={enter} /> : null}
    </Doorway>
  );
}

const titles = { password: "signIn.title", code: "code.title", enrol: "enrol.title" } as const;
const texts = { password: "signIn.text", code: "code.text", enrol: "enrol.text" } as const;

function PasswordStep({ next, onDone }: { next: string; onDone: (next: Next) => void }) {
  const { t } = useTranslation("access");
  const [email, setEmail] = useState("");
  const [password, setPassword] = useState("");
  const enter = useMutation({ mutationFn: () => sendPassword(email.trim(), password), onSuccess: onDone });
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    enter.mutate();
  };
  return (
    <form className={form.form} onSubmit={submit}>
      <SignOn next={next} />
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
      <Link to="/forgot-password" style={{ justifySelf: "start", padding: "12px 0" }}>
        {t("signIn.forgot")}
      </Link>
    </form>
  );
}

/** The way over the organisation's own sign-on page, and what became of it. */
function SignOn({ next }: { next: string }) {
  const { t } = useTranslation("access");
  const { data } = useQuery(operationQuery("access.readSignIn"));
  const go = useMutation({ mutationFn: () => goToSignOn({ next }) });
  const failed = new URLSearchParams(globalThis.location.search).get("problem");
  const told = failed !== null && signOnProblems.has(failed) ? t(`signOn.${failed}`) : t("signOn.sign_on_failed");
  if (data === undefined || data.singleSignOn === null)
    return failed === null ? null : <ProblemNote error={failed} message={told} />;
  return (
    <>
      {failed === null ? null : <ProblemNote error={failed} message={told} />}
      <ProblemNote error={go.error} />
      <Button variant="default" size="md" loading={go.isPending} onClick={() => go.mutate()}>
        {data.singleSignOn.label === "" ? t("signOn.button") : t("signOn.with", { name: data.singleSignOn.label })}
      </Button>
      <Divider label={t("signOn.or")} />
    </>
  );
}

/** Codes that the server hands to this page in its address. */
const signOnProblems: ReadonlySet<string> = new Set([
  "sign_on_off",
  "sign_on_unreachable",
  "sign_on_failed",
  "sign_on_unverified",
  "sign_on_domain",
  "sign_on_unknown",
  "sign_on_no_role",
  "sign_on_other_address",
  "user_disabled",
  "invitation_used",
  "invitation_expired",
  "invitation_revoked",
]);

function wordsFor(error: unknown, t: (key: string) => string): string | undefined {
  if (!(error instanceof Problem)) return undefined;
  return error.code === "access.wrong_credentials" ? t("signIn.wrong") : undefined;
}

/** Only a path of this installation: a link must not lead elsewhere after signing in. */
function localPath(next: string | undefined): string {
  return next !== undefined && /^\/(?![/\\])/.test(next) && !next.startsWith("/sign-in") ? next : "/";
}
