import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link, useNavigate, useParams, useSearch } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import type { StaffDetail } from "#feature/workforce/contract";
import { operationQuery, useMay } from "#web/api/queries.ts";
import { ProblemNote } from "#web/design/ProblemNote.tsx";
import { SidePanel } from "#web/design/SidePanel.tsx";
import { SkeletonList } from "#web/design/Skeleton.tsx";
import type { AppSearch } from "#web/filters/search.ts";
import { formatDay } from "#web/format/time.ts";

import { LeaveDialog } from "./LeaveDialog.tsx";
import classes from "./Staff.module.css";
import { StaffForm } from "./StaffForm.tsx";

/** One member of staff beside the list, with a URL of its own. */
export function StaffPanel() {
  const navigate = useNavigate();
  const search: AppSearch = useSearch({ strict: false });
  const { code = "" } = useParams({ strict: false });
  const { data, error } = useQuery(operationQuery("workforce.readStaff", { params: { code } }));
  const close = () => void navigate({ to: "/staff", search, resetScroll: false });
  return (
    <SidePanel title={data?.name ?? code} onClose={close}>
      <ProblemNote error={error} />
      {data === undefined && error === null ? <SkeletonList rows={6} /> : null}
      {data === undefined ? null : (
        <div className={classes.panel}>
          <Facts member={data} />
          <Actions key={data.code} member={data} />
          <Posts member={data} />
          <People title="reports" people={data.reports} to="/staff/$code" />
          <People title="manages" people={data.manages} to="/organisation/$code" />
        </div>
      )}
    </SidePanel>
  );
}

function Facts({ member }: { member: StaffDetail }) {
  const { t, i18n } = useTranslation("workforce");
  const day = (of: string | null) => (of === null ? "" : formatDay(of, i18n.language));
  const language = new Intl.DisplayNames(i18n.language, { type: "language" });
  const facts: readonly (readonly [string, string])[] = [
    [t("field.code"), member.code],
    [t("field.position"), member.position],
    [t("field.unit"), member.unit?.name ?? t("noUnit")],
    [t("field.manager"), member.manager?.name ?? t("noManager")],
    [t("field.email"), member.email ?? ""],
    [t("field.hiredOn"), day(member.hiredOn)],
    [t("field.leftOn"), day(member.leftOn)],
    [t("field.skills"), member.skills.join(", ")],
    [t("field.languages"), member.languages.map((tag) => language.of(tag) ?? tag).join(", ")],
  ];
  return (
    <dl className={classes.facts}>
      {facts
        .filter(([, value]) => value !== "")
        .map(([term, value]) => (
          <div key={term}>
            <dt>{term}</dt>
            <dd>{value}</dd>
          </div>
        ))}
    </dl>
  );
}

function Actions({ member }: { member: StaffDetail }) {
  const { t } = useTranslation("workforce");
  const [open, setOpen] = useState<"edit" | "leave" | null>(null);
  const mayWrite = useMay("staff.write");
  const mayAnswers = useMay("answers.read");
  return (
    <div className={classes.actions}>
      {mayWrite ? (
        <>
          <Button variant="default" onClick={() => setOpen("edit")}>
            {t("change")}
          </Button>
          {member.leftOn === null ? (
            <Button variant="default" onClick={() => setOpen("leave")}>
              {t("leave")}
            </Button>
          ) : null}
        </>
      ) : null}
      {mayAnswers ? (
        <Link to="/answers" search={{ where: { employee: [member.code] } }} className={classes.link}>
          {t("answers")}
        </Link>
      ) : null}
      {open === "edit" ? <StaffForm member={member} onClose={() => setOpen(null)} /> : null}
      {open === "leave" ? <LeaveDialog member={member} onClose={() => setOpen(null)} /> : null}
    </div>
  );
}

function Posts({ member: { posts } }: { member: StaffDetail }) {
  const { t, i18n } = useTranslation("workforce");
  if (posts.length === 0) return null;
  const day = (of: string) => formatDay(of, i18n.language);
  const when = ({ from, to }: StaffDetail["posts"][number]) => {
    if (from !== null && to !== null) return t("fromTo", { from: day(from), to: day(to) });
    if (to !== null) return t("until", { day: day(to) });
    return from === null ? t("always") : t("since", { day: day(from) });
  };
  return (
    <section>
      <h3>{t("posts")}</h3>
      <ol className={classes.posts}>
        {posts.toReversed().map((post) => (
          <li key={post.from ?? ""}>
            {post.position === ""
              ? (post.unit?.name ?? t("noUnit"))
              : `${post.position}, ${post.unit?.name ?? t("noUnit")}`}
            <small>{when(post)}</small>
          </li>
        ))}
      </ol>
    </section>
  );
}

interface PeopleProps {
  readonly title: "reports" | "manages";
  readonly people: StaffDetail["reports"];
  readonly to: "/staff/$code" | "/organisation/$code";
}

function People({ title, people, to }: PeopleProps) {
  const { t } = useTranslation("workforce");
  if (people.length === 0) return null;
  return (
    <section>
      <h3>{t(title, { count: people.length })}</h3>
      <ul className={classes.people}>
        {people.map(({ code, name }) => (
          <li key={code}>
            <Link to={to} params={{ code }} search={{}}>
              {name}
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}
