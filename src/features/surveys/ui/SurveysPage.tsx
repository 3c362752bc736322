import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";

import { operationQuery } from "#web/api/queries.ts";
import { DataTable } from "#web/design/DataTable.tsx";
import { PageHead } from "#web/design/PageHead.tsx";
import { SkeletonList } from "#web/design/Skeleton.tsx";

/** The surveys there are, newest change first. */
export function SurveysPage() {
  const { t } = useTranslation("web");
  const { data } = useQuery(operationQuery("surveys.listSurveys"));
  return (
    <>
      <PageHead title={t("nav.surveys")} />
      {data === undefined ? (
        <SkeletonList rows={4} />
      ) : (
        <DataTable
          caption={t("nav.surveys")}
          rows={data.items}
          rowKey={({ id }) => id}
          columns={[{ key: "name", label: t("nav.surveys"), render: ({ name }) => name }]}
        />
      )}
    </>
  );
}
