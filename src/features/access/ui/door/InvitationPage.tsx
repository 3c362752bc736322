import { Button, Divider, TextInput } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Link, useRouter } from "@tanstack/react-router";
import { useState, type SubmitEvent } from "react";
import { useTranslation } from "react-i18next";

import { callOperation } from "#web/api/client.ts";
import { Problem } from "#web/api/problem.ts";
import { operationQuery } from "#web/api/queries.ts";
import form from "#web/design/Form.module.css";
import { ProblemNote, wordsOf } from "#web/design/ProblemNote.tsx";
import { SkeletonList } from "#web/design/Skeleton.tsx";

import { Doorway } from "../Doorway.tsx";
import { acceptInvitation, goToSignOn } from "./door-calls.ts";
import { EnrolAtDoor } from "./EnrolAtDoor.tsx";
import { NewPassword } from "./NewPassword.tsx";

/** What an invitation link opens: who invites, name and password, in. A dead link says what to do. */
export function InvitationPage() {
  const { t, i18n } = useTranslation("access");
  const token = globalThis.location.hash.slice(1);
  const { data, error } = useQuery({
    queryKey: ["access.readInvitation", token, i18n.language],
    queryFn: () => callOperation("access.readInvitation", { body: { token } }),
    retry: false,
    staleTime: Number.POSITIVE_INFINITY,
  });
  const [isEnrolling, setEnrolling] = useState(false);
  const router = useRouter();
  const cache = useQueryClient();
  const enter = () => {
    cache.clear();
    router.history.replace("/");
  };
  if (error !== null) return <DeadLink error={error} />;
  if (isEnrolling)
    return (
      <Doorway title={t("enrol.title")} text={t("enrol.text")}>
        <EnrolAtDoor onDone={enter} />
      </Doorway>
    );
  const by = data?.invitedBy ?? null;
  return (
    <Doorway title={t("invitation.title")} text={by === null ? t("invitation.text") : t("invitation.by", { name: by })}>
      {data === undefined ? (
        <SkeletonList rows={4} />
      ) : (
        <AcceptForm
          token={token}
          email={data.email}
          roles={data.roles}
          onDone={(next) => (next === "enrol" ? setEnrolling(true) : enter())}
        />
      )}
    </Doorway>
  );
}

interface AcceptFormProps {
  readonly token: string;
  readonly email: string;
  readonly roles: readonly string[];
  readonly onDone: (next: string | undefined) => void;
}

function AcceptForm({ token, email, roles, onDone }: AcceptFormProps) {
  const { t, i18n } = useTranslation("access");
  const [name, setName] = useState("");
  const [password, setPassword] = useState("");
  const { data: ways } = useQuery(operationQuery("access.readSignIn"));
  const accept = useMutation({
    mutationFn: () => acceptInvitation({ token, name: name.trim(), password, language: i18n.language }),
    onSuccess: onDone,
  });
  const signOn = useMutation({ mutationFn: () => goToSignOn({ invitation: token }) });
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    if (!accept.isPending) accept.mutate();
  };
  return (
    <form className={form.form} onSubmit={submit}>
      <p className={form.note}>{t("invitation.as", { roles: roles.map((role) => t(`role.${role}`)).join(", ") })}</p>
      {ways?.singleSignOn ? (
        <>
          <ProblemNote error={signOn.error} />
          <Button variant="default" size="md" loading={signOn.isPending} onClick={() => signOn.mutate()}>
            {t("signOn.with", { name: ways.singleSignOn.label })}
          </Button>
          <Divider label={t("signOn.or")} />
        </>
      ) : null}
      <TextInput label={t("field.email")} value={email} readOnly autoComplete="username" />
      <TextInput
        label={t("setup.ownerName")}
        autoComplete="name"
        required
        withAsterisk={false}
        maxLength={120}
        value={name}
        onChange={(event) => setName(event.target.value)}
      />
      <NewPassword label={t("field.password")} owner={{ name, email }} value={password} onChange={setPassword} />
      <ProblemNote error={accept.error} />
      <Button type="submit" size="md" loading={accept.isPending} disabled={name.trim() === ""}>
        {t("invitation.accept")}
      </Button>
    </form>
  );
}

function DeadLink({ error }: { error: Error }) {
  const { t } = useTranslation("access");
  const isUsed = error instanceof Problem && error.code === "access.invitation_used";
  return (
    <Doorway title={t(isUsed ? "invitation.used" : "invitation.dead")} text={wordsOf(error, (key) => t(`web:${key}`))}>
      <div className={form.actions}>
        <Button component={Link} to="/sign-in" variant={isUsed ? "filled" : "default"}>
          {t("signIn.enter")}
        </Button>
      </div>
    </Doorway>
  );
}
