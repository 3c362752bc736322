import { Button } from "@mantine/core";
import { IconArrowBackUp } from "@tabler/icons-react";
import { useMutation, useQuery } from "@tanstack/react-query";
import { Link, useNavigate, useParams, useSearch } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";

import type { PersonDetail } from "#feature/people/contract";
import { callOperation } from "#web/api/client.ts";
import { operationQuery, useMay, useRefresh } from "#web/api/queries.ts";
import { ProblemNote } from "#web/design/ProblemNote.tsx";
import { SidePanel } from "#web/design/SidePanel.tsx";
import { SkeletonList } from "#web/design/Skeleton.tsx";
import type { AppSearch } from "#web/filters/search.ts";
import { toast } from "#web/shell/toasts.ts";

import { Consents } from "./Consents.tsx";
import classes from "./People.module.css";
import { nameOf } from "./person-words.ts";
import { PersonActions } from "./PersonActions.tsx";
import { PersonFacts } from "./PersonFacts.tsx";
import { Roles } from "./PersonList.tsx";
import { PersonMark } from "./PersonMark.tsx";
import { Timeline } from "./Timeline.tsx";
import { useProblemToast } from "./use-problem.ts";

/** One person beside the list, with a URL of their own. */
export function PersonPanel() {
  const { t } = useTranslation("people");
  const navigate = useNavigate();
  const search: AppSearch = useSearch({ strict: false });
  const { id = "" } = useParams({ strict: false });
  const { data, error } = useQuery(operationQuery("people.readPerson", { params: { id } }));
  const mayErase = useMay("answers.erase");
  const close = () => void navigate({ to: "/people", search, resetScroll: false });

  return (
    <SidePanel title={data === undefined ? t("person") : nameOf(data, t)} onClose={close}>
      <ProblemNote error={error} />
      {data === undefined && error === null ? <SkeletonList rows={5} /> : null}
      {data === undefined ? null : (
        <div className={classes.stack}>
          <Head person={data} />
          <PersonFacts person={data} />
          {data.isColleagueOnly ? <p className={classes.quiet}>{t("colleagueOnly")}</p> : null}
          {data.isColleagueOnly ? null : <Consents person={data} />}
          <Merged person={data} />
          <MayBeOne id={data.id} />
          {data.isColleagueOnly ? null : <Timeline id={data.id} />}
          {mayErase ? <PersonActions personId={data.id} onErased={close} /> : null}
        </div>
      )}
    </SidePanel>
  );
}

function Head({ person }: { person: PersonDetail }) {
  const { t } = useTranslation("people");
  return (
    <div className={classes.head}>
      <PersonMark name={person.displayName} size="large" />
      <div style={{ display: "grid", gap: 4, justifyItems: "start" }}>
        <Roles roles={person.roles} />
        {person.accounts.map(({ code, name, role }) => (
          <Link key={code} to="/people/accounts/$code" params={{ code }} className={classes.quiet}>
            {`${role} · ${name}`}
          </Link>
        ))}
        {person.preferences.doNotContact === true ? <strong>{t("doNotContact")}</strong> : null}
      </div>
    </div>
  );
}

function Merged({ person }: { person: PersonDetail }) {
  const { t } = useTranslation("people");
  const refresh = useRefresh();
  const problem = useProblemToast();
  const mayWrite = useMay("people.write");
  const undo = useMutation({
    mutationFn: (id: string) => callOperation("people.undoMerge", { params: { id } }),
    onSuccess: async () => {
      toast(t("merge.undone"));
      await refresh("people.");
    },
    onError: problem,
  });
  if (person.merges.length === 0) return null;
  return (
    <section>
      <h3>{t("merge.merged")}</h3>
      <ul className={classes.list}>
        {person.merges.map(({ id, name, reason }) => (
          <li key={id} className={classes.line} style={{ justifyContent: "space-between" }}>
            <span>
              {name ?? t("nameless")} <span className={classes.quiet}>{t(`reason.${reason}`)}</span>
            </span>
            {mayWrite ? (
              <Button
                size="xs"
                variant="default"
                leftSection={<IconArrowBackUp size={15} />}
                onClick={() => undo.mutate(id)}
              >
                {t("merge.undo")}
              </Button>
            ) : null}
          </li>
        ))}
      </ul>
    </section>
  );
}

function MayBeOne({ id }: { id: string }) {
  const { t } = useTranslation("people");
  const mayWrite = useMay("people.write");
  const asked = operationQuery("people.listSuggestions", { query: { person: id, limit: 5 } });
  const items = useQuery({ ...asked, enabled: mayWrite }).data?.items ?? [];
  if (items.length === 0) return null;
  return (
    <section>
      <h3>{t("merge.maybe")}</h3>
      <ul className={classes.list}>
        {items.map(({ id: suggestion, one, other, reasons }) => (
          <li key={suggestion} className={classes.line}>
            <Link to="/people/duplicates" search={{ view: suggestion }}>
              {nameOf(one.id === id ? other : one, t)}
            </Link>
            <span className={classes.quiet}>{reasons.map((reason) => t(`reason.${reason}`)).join(", ")}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
