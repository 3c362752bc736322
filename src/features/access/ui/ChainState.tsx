import { Button } from "@mantine/core";
import { useMutation, useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";

import { callOperation } from "#web/api/client.ts";
import type { OperationAnswer } from "#web/api/operations.ts";
import { operationQuery, useRefresh } from "#web/api/queries.ts";
import { ProblemNote } from "#web/design/ProblemNote.tsx";
import { formatInstant } from "#web/format/time.ts";

import classes from "./Access.module.css";

type Check = NonNullable<OperationAnswer<"access.readAuditCheck">["check"]>;

/** Whether the trail is whole, when that was checked, and the check itself. */
export function ChainState() {
  const { t } = useTranslation("access");
  const refresh = useRefresh();
  const { data } = useQuery(operationQuery("access.readAuditCheck"));
  const check = useMutation({
    mutationFn: () => callOperation("access.checkAudit", { body: {} }),
    onSuccess: () => refresh("access.readAuditCheck"),
  });
  if (data === undefined) return null;
  const last = data.check;
  return (
    <div className={classes.state} data-broken={last !== null && last.problem !== null} aria-live="polite">
      <div style={{ flex: "1 1 260px" }}>
        <Words last={last} />
        <ProblemNote error={check.error} />
      </div>
      <Button variant="default" loading={check.isPending} onClick={() => check.mutate()}>
        {t("chain.check")}
      </Button>
    </div>
  );
}

function Words({ last }: { readonly last: Check | null }) {
  const { t, i18n } = useTranslation("access");
  if (last === null) return <p>{t("chain.never")}</p>;
  const when = formatInstant(last.at, i18n.language);
  if (last.problem !== null) {
    const { kind, position } = last.problem;
    return (
      <p role="alert">
        <b>{t("chain.broken", { when })}</b> {t(`chain.${kind}`, { position })}
      </p>
    );
  }
  return (
    <>
      <p>
        <b>{t("chain.whole")}</b> {t("chain.checked", { when, count: last.entries })}
      </p>
      <p className={classes.quiet} style={{ overflowWrap: "anywhere" }}>
        {t("chain.head", last.head)}
      </p>
    </>
  );
}
