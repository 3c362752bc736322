import { Button, TextInput } from "@mantine/core";
import { useMutation, useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState, type SubmitEvent } from "react";
import { useTranslation } from "react-i18next";

import { callOperation } from "#web/api/client.ts";
import { operationQuery } from "#web/api/queries.ts";
import form from "#web/design/Form.module.css";
import { ProblemNote } from "#web/design/ProblemNote.tsx";

import { Doorway } from "../Doorway.tsx";

/** Asks for a link to set a new password; says the same whoever the address belongs to. */
export function ForgotPasswordPage() {
  const { t } = useTranslation("access");
  const { data } = useQuery(operationQuery("access.readSignIn"));
  const [email, setEmail] = useState("");
  const ask = useMutation({
    mutationFn: () => callOperation("access.requestPasswordReset", { body: { email: email.trim() } }),
  });
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    ask.mutate();
  };
  const text = data?.resetsByMail === false ? "forgot.noMail" : ask.isSuccess ? "forgot.sent" : "forgot.text";
  return (
    <Doorway title={t(ask.isSuccess ? "forgot.look" : "forgot.title")} text={t(text)}>
      {data?.resetsByMail === true && !ask.isSuccess ? (
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
          <ProblemNote error={ask.error} />
          <Button type="submit" size="md" loading={ask.isPending}>
            {t("forgot.send")}
          </Button>
        </form>
      ) : null}
      <Link to="/sign-in" style={{ justifySelf: "start", padding: "12px 0" }}>
        {t("forgot.back")}
      </Link>
    </Doorway>
  );
}
