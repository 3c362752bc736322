import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";

import { operationQuery } from "#web/api/queries.ts";
import { DataTable } from "#web/design/DataTable.tsx";
import { PageHead } from "#web/design/PageHead.tsx";
import { SkeletonList } from "#web/design/Skeleton.tsx";

/** The imports so far, newest first. */
export function ImportsPage() {
  const { t } = useTranslation("web");
  const { data } = useQuery(operationQuery("imports.listImports"));
  return (
    <>
      <PageHead title={t("nav.imports")} />
      {data === undefined ? (
        <SkeletonList rows={4} />
      ) : (
        <DataTable
          caption={t("nav.imports")}
          rows={data.items}
          rowKey={({ id }) => id}
          columns={[{ key: "file", label: t("nav.imports"), render: ({ fileName }) => fileName }]}
        />
      )}
    </>
  );
}
