import { Button } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { IconPlus } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { Link, useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { callOperation } from "#web/api/client.ts";
import { operationQuery, useRefresh } from "#web/api/queries.ts";
import { EmptyState } from "#web/design/EmptyState.tsx";
import { PageHead } from "#web/design/PageHead.tsx";
import { ProblemNote, wordsOf } from "#web/design/ProblemNote.tsx";
import { SkeletonList } from "#web/design/Skeleton.tsx";
import { formatInstant } from "#web/format/time.ts";
import { toast } from "#web/shell/toasts.ts";

import classes from "../Lists.module.css";

/** The dashboards one may open. */
export function DashboardsPage() {
  const { t, i18n } = useTranslation("explore");
  const navigate = useNavigate();
  const refresh = useRefresh();
  const [words, setWords] = useState("");
  const [search] = useDebouncedValue(words.trim(), 200);
  const { data, error, isLoading } = useQuery({
    ...operationQuery("explore.listDashboards", { query: { limit: 200, ...(search === "" ? {} : { search }) } }),
    placeholderData: (previous) => previous,
  });
  const create = async () => {
    try {
      const { id } = await callOperation("explore.createDashboard", { body: { name: t("dashboards.first") } });
      await refresh("explore.listDashboards");
      void navigate({ to: "/dashboards/$id", params: { id }, search: {} });
    } catch (problem) {
      toast(wordsOf(problem, t), { tone: "problem" });
    }
  };
  const items = data?.items ?? [];
  return (
    <>
      <PageHead
        title={t("dashboards.title")}
        actions={
          <Button leftSection={<IconPlus size={17} />} onClick={() => void create()}>
            {t("dashboards.new")}
          </Button>
        }
      />
      <ProblemNote error={error} />
      {isLoading ? <SkeletonList rows={3} height={64} /> : null}
      {items.length > 0 || search !== "" ? (
        <div className={classes.narrowing} role="search">
          <input
            type="search"
            aria-label={t("dashboards.find")}
            placeholder={t("dashboards.find")}
            value={words}
            maxLength={100}
            onChange={(event) => setWords(event.target.value)}
          />
        </div>
      ) : null}
      {!isLoading && items.length === 0 && search === "" && error === null ? (
        <EmptyState title={t("dashboards.none")} text={t("dashboards.noneText")} />
      ) : null}
      <ul className={classes.list}>
        {items.map(({ id, name, description, cards, isOwn, owner, updatedAt }) => (
          <li key={id}>
            <div className={classes.what}>
              <Link to="/dashboards/$id" params={{ id }} search={{}}>
                {name}
              </Link>
              <small>
                {[
                  description,
                  t("dashboards.cards", { count: cards }),
                  isOwn ? "" : t("views.by", { name: owner.name }),
                  formatInstant(updatedAt, i18n.language),
                ]
                  .filter(Boolean)
                  .join(" · ")}
              </small>
            </div>
          </li>
        ))}
      </ul>
    </>
  );
}
