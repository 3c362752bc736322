import { Button, TextInput } from "@mantine/core";
import { useMutation, useQuery } from "@tanstack/react-query";
import { useNavigate, useParams, useSearch } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import type { GrantWish } from "#feature/access/contract";
import { callOperation } from "#web/api/client.ts";
import type { OperationAnswer } from "#web/api/operations.ts";
import { operationQuery, useRefresh } from "#web/api/queries.ts";
import { confirm } from "#web/design/confirm.ts";
import { CopyField } from "#web/design/CopyField.tsx";
import form from "#web/design/Form.module.css";
import { ProblemNote } from "#web/design/ProblemNote.tsx";
import { SidePanel } from "#web/design/SidePanel.tsx";
import { SkeletonList } from "#web/design/Skeleton.tsx";
import { toast } from "#web/shell/toasts.ts";

import classes from "./Access.module.css";
import { Delegations } from "./Delegations.tsx";
import { GrantFields, isComplete } from "./GrantFields.tsx";
import { GrantList } from "./GrantList.tsx";
import { usersSearch } from "./searches.ts";
import { UserSecurity } from "./UserSecurity.tsx";

type Detail = OperationAnswer<"access.readUser">;

/** One user beside the list: what they may do, who stands in, which employee they are, the account itself. */
export function UserPanel() {
  const { t } = useTranslation("access");
  const { id } = useParams({ from: "/shell/settings/users/$id" });
  const navigate = useNavigate();
  const search = useSearch({ strict: false });
  const { data, error } = useQuery(operationQuery("access.readUser", { params: { id } }));
  const close = () => void navigate({ to: "/settings/users", search: usersSearch(search) });
  return (
    <SidePanel title={data?.name ?? t("users.one")} onClose={close}>
      <ProblemNote error={error} />
      {data === undefined && error === null ? <SkeletonList rows={5} /> : null}
      {data === undefined ? null : (
        <>
          <p className={classes.quiet}>{data.email}</p>
          <Grants key={`grants-${data.id}`} user={data} />
          <section className={classes.section}>
            <h3>{t("delegations.title")}</h3>
            <Delegations userId={data.id} mayLend={data.mayChange} />
          </section>
          {data.mayChange ? <Employee key={`employee-${data.id}`} user={data} /> : null}
          {data.mayChange ? <UserSecurity user={data} /> : null}
          {data.mayChange ? <Account user={data} /> : null}
        </>
      )}
    </SidePanel>
  );
}

function Grants({ user }: { readonly user: Detail }) {
  const { t } = useTranslation("access");
  const refresh = useRefresh();
  const [draft, setDraft] = useState<readonly GrantWish[]>();
  const save = useMutation({
    mutationFn: (grants: readonly GrantWish[]) =>
      callOperation("access.setGrants", { params: { id: user.id }, body: { grants: [...grants] } }),
    onSuccess: async () => refresh("access."),
  });
  const before = wishesOf(user);
  const change = async (grants: readonly GrantWish[]) => {
    await save.mutateAsync(grants);
    setDraft(undefined);
    toast(t("grants.saved", { name: user.name }), { undo: () => save.mutate(before) });
  };
  return (
    <section className={classes.section}>
      <h3>{t("users.may")}</h3>
      {draft === undefined ? (
        <>
          <GrantList grants={user.grants} />
          {user.mayChange ? (
            <div>
              <Button variant="default" onClick={() => setDraft(before)}>
                {t("grants.change")}
              </Button>
            </div>
          ) : (
            <p className={classes.quiet}>{t("grants.notYours")}</p>
          )}
        </>
      ) : (
        <>
          <GrantFields grants={draft} onChange={setDraft} />
          <ProblemNote error={save.error} />
          <div className={form.actions}>
            <Button
              loading={save.isPending}
              disabled={!isComplete(draft)}
              onClick={() => void change(draft).catch(() => undefined)}
            >
              {t("web:action.save")}
            </Button>
            <Button variant="default" onClick={() => setDraft(undefined)}>
              {t("web:action.cancel")}
            </Button>
          </div>
        </>
      )}
    </section>
  );
}

/** Own grants that were given, as they would be given again. */
function wishesOf({ grants }: Detail): GrantWish[] {
  return grants
    .filter((grant) => grant.delegatedBy === null && grant.source === "given")
    .map((grant) => ({
      role: grant.role as GrantWish["role"],
      units: grant.units === "all" ? "all" : grant.units.map((unit) => unit.id),
      endsAt: grant.endsAt,
    }));
}

function Employee({ user }: { readonly user: Detail }) {
  const { t } = useTranslation("access");
  const refresh = useRefresh();
  const [code, setCode] = useState(user.employee ?? "");
  const save = useMutation({
    mutationFn: () =>
      callOperation("access.setEmployee", { params: { id: user.id }, body: { employee: code.trim() || null } }),
    onSuccess: () => refresh("access."),
  });
  return (
    <section className={classes.section}>
      <h3>{t("employee.title")}</h3>
      <p className={classes.quiet}>{t("employee.text")}</p>
      <form className={form.row} onSubmit={(event) => [event.preventDefault(), save.mutate()]}>
        <TextInput label={t("employee.code")} value={code} onChange={(event) => setCode(event.target.value)} />
        <Button
          type="submit"
          variant="default"
          loading={save.isPending}
          disabled={code.trim() === (user.employee ?? "")}
        >
          {t("web:action.save")}
        </Button>
      </form>
      <ProblemNote error={save.error} />
    </section>
  );
}

function Account({ user }: { readonly user: Detail }) {
  const { t } = useTranslation("access");
  const refresh = useRefresh();
  const isDisabled = user.disabledAt !== null;
  const turn = useMutation({
    mutationFn: () =>
      callOperation("access.setUserState", {
        params: { id: user.id },
        body: { state: isDisabled ? "active" : "disabled" },
      }),
    onSuccess: () => refresh("access."),
  });
  const reset = useMutation({
    mutationFn: () => callOperation("access.resetPassword", { params: { id: user.id }, body: {} }),
  });
  const askReset = async () => {
    const { name } = user;
    const agreed = await confirm({
      title: t("account.resetTitle", { name }),
      text: t("account.resetText"),
      action: t("account.reset"),
    });
    if (agreed) reset.mutate();
  };
  const askTurn = async () => {
    const agreed =
      isDisabled ||
      (await confirm({
        title: t("account.disableTitle", { name: user.name }),
        text: [
          t("account.disableText"),
          t("account.keys", { count: user.apiKeys }),
          t("account.delegations", { count: user.delegations }),
        ].join(" "),
        action: t("account.disable"),
      }));
    if (agreed) turn.mutate();
  };
  return (
    <section className={classes.section}>
      <h3>{t("account.title")}</h3>
      {isDisabled ? <p className={classes.quiet}>{t("account.isDisabled")}</p> : null}
      {reset.data?.password ? (
        <>
          <p className={form.note}>{t("users.passwordNote")}</p>
          <CopyField label={t("field.password")} value={reset.data.password} />
        </>
      ) : null}
      <ProblemNote error={turn.error ?? reset.error} />
      <div className={form.actions}>
        <Button variant="default" loading={reset.isPending} onClick={() => void askReset()}>
          {t("account.reset")}
        </Button>
        <Button
          variant="default"
          {...(isDisabled ? {} : { color: "red" })}
          loading={turn.isPending}
          onClick={() => void askTurn()}
        >
          {t(isDisabled ? "account.enable" : "account.disable")}
        </Button>
      </div>
    </section>
  );
}
