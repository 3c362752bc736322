import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link, useNavigate, useParams, useSearch } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import type { AccountDetail } from "#feature/people/contract";
import { operationQuery, useMay } from "#web/api/queries.ts";
import { FigureView } from "#web/design/FigureView.tsx";
import { ProblemNote } from "#web/design/ProblemNote.tsx";
import { SidePanel } from "#web/design/SidePanel.tsx";
import { SkeletonList } from "#web/design/Skeleton.tsx";
import type { AppSearch } from "#web/filters/search.ts";

import classes from "../People.module.css";
import { AccountEditor } from "./AccountEditor.tsx";
import { Contacts } from "./Contacts.tsx";
import { revenueText } from "./revenue.ts";

/** One account beside the list: what it says, what it is worth, who speaks for it. */
export function AccountPanel() {
  const { t } = useTranslation("people");
  const navigate = useNavigate();
  const search: AppSearch = useSearch({ strict: false });
  const { code = "" } = useParams({ strict: false });
  const { data, error } = useQuery(operationQuery("people.readAccount", { params: { code } }));
  const mayWrite = useMay("people.write");
  const [isEditing, setEditing] = useState(false);

  return (
    <SidePanel
      title={data?.name ?? t("account.one")}
      onClose={() => void navigate({ to: "/people/accounts", search, resetScroll: false })}
    >
      <ProblemNote error={error} />
      {data === undefined && error === null ? <SkeletonList rows={5} /> : null}
      {data === undefined ? null : (
        <div className={classes.stack}>
          <Recommendation code={data.code} />
          <Facts account={data} />
          <Contacts account={data} />
          {mayWrite ? (
            <Button variant="default" onClick={() => setEditing(true)} style={{ justifySelf: "start" }}>
              {t("edit.open")}
            </Button>
          ) : null}
          {isEditing ? <AccountEditor account={data} onClose={() => setEditing(false)} /> : null}
        </div>
      )}
    </SidePanel>
  );
}

const measures = ["nps:relational", "nps:transactional"] as const;

function Recommendation({ code }: { code: string }) {
  const { t } = useTranslation("people");
  const mayRead = useMay("insight.read");
  const asked = (measure: string) =>
    operationQuery("facts.slice", { body: { measure, where: { field: "account", op: "eq", value: code } } });
  const relational = useQuery({ ...asked(measures[0]), enabled: mayRead }).data?.total.figure;
  const transactional = useQuery({ ...asked(measures[1]), enabled: mayRead }).data?.total.figure;
  const shown = [relational, transactional].flatMap((figure, index) =>
    figure === undefined || figure.n === 0 ? [] : [{ figure, measure: measures[index] ?? "" }],
  );
  if (!mayRead) return null;
  return (
    <section>
      <h3>{t("account.recommend")}</h3>
      {shown.length === 0 ? <p className={classes.quiet}>{t("account.noAnswers")}</p> : null}
      {shown.map(({ figure, measure }) => (
        <p key={measure} className={classes.line}>
          <FigureView kind="nps" figure={figure} size="large" />
          <Link to="/answers" search={{ where: { account: [code] }, measure }} className={classes.quiet}>
            {t("account.answers")}
          </Link>
        </p>
      ))}
    </section>
  );
}

function Facts({ account }: { account: AccountDetail }) {
  const { t, i18n } = useTranslation("people");
  const facts = [
    ["account.code", account.code],
    ["account.revenue", revenueText(account.revenue, i18n.language)],
    ["account.owner", account.ownerName ?? ""],
    ["account.parent", account.parentName ?? ""],
  ] as const;
  return (
    <dl className={classes.facts}>
      {facts
        .filter(([, value]) => value !== "")
        .map(([name, value]) => (
          <div key={name}>
            <dt>{t(name)}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      {account.children.map(({ code, name }) => (
        <div key={code}>
          <dt>{t("account.child")}</dt>
          <dd>
            <Link to="/people/accounts/$code" params={{ code }}>
              {name}
            </Link>
          </dd>
        </div>
      ))}
    </dl>
  );
}
