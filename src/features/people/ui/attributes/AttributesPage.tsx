import { Button } from "@mantine/core";
import { IconPlus } from "@tabler/icons-react";
import { useMutation, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import type { Attribute } from "#feature/people/contract";
import { textIn } from "#kit/language";
import { callOperation } from "#web/api/client.ts";
import { operationQuery, useMay, useRefresh } from "#web/api/queries.ts";
import { confirm } from "#web/design/confirm.ts";
import { DataTable, type Column } from "#web/design/DataTable.tsx";
import { EmptyState } from "#web/design/EmptyState.tsx";
import { PageHead } from "#web/design/PageHead.tsx";
import { ProblemNote } from "#web/design/ProblemNote.tsx";
import { SkeletonList } from "#web/design/Skeleton.tsx";

import classes from "../People.module.css";
import { PeopleTabs } from "../PeopleTabs.tsx";
import { useProblemToast } from "../use-problem.ts";
import { useValueText } from "../value-words.ts";
import { AttributeEditor } from "./AttributeEditor.tsx";

/** What the organisation notes about people, and who may see it. */
export function AttributesPage() {
  const { t } = useTranslation("people");
  const { data, error } = useQuery(operationQuery("people.listAttributes"));
  const mayWrite = useMay("people.write");
  const [edited, setEdited] = useState<Attribute | "new" | undefined>();
  const columns = useColumns(setEdited);

  return (
    <>
      <PageHead
        title={t("tab.attributes")}
        actions={
          mayWrite ? (
            <Button leftSection={<IconPlus size={17} />} onClick={() => setEdited("new")}>
              {t("attribute.new")}
            </Button>
          ) : undefined
        }
      />
      <PeopleTabs />
      <ProblemNote error={error} />
      {data === undefined && error === null ? <SkeletonList rows={4} height={44} /> : null}
      {data?.items.length === 0 ? <EmptyState title={t("attribute.none")} text={t("attribute.noneText")} /> : null}
      {data === undefined || data.items.length === 0 ? null : (
        <DataTable caption={t("tab.attributes")} columns={columns} rows={data.items} rowKey={({ key }) => key} />
      )}
      {edited === undefined ? null : (
        <AttributeEditor attribute={edited === "new" ? undefined : edited} onClose={() => setEdited(undefined)} />
      )}
    </>
  );
}

function useColumns(onEdit: (attribute: Attribute) => void): readonly Column<Attribute>[] {
  const { t, i18n } = useTranslation("people");
  const mayWrite = useMay("people.write");
  const words = useValueText();
  const choices = ({ options }: Attribute) =>
    options.map(({ key, names }) => textIn(names, i18n.language) || key).join(", ");
  const columns: readonly Column<Attribute>[] = [
    {
      key: "name",
      label: t("field.displayName"),
      render: (attribute) => (
        <>
          <span className={classes.name}>{words.name(attribute)}</span>{" "}
          <span className={classes.quiet}>{attribute.key}</span>
        </>
      ),
    },
    {
      key: "type",
      label: t("attribute.type"),
      render: (attribute) => (
        <>
          {t(`attribute.is.${attribute.type}`)}{" "}
          {attribute.options.length === 0 ? null : <span className={classes.quiet}>{choices(attribute)}</span>}
        </>
      ),
    },
    {
      key: "seenBy",
      label: t("attribute.seenBy"),
      render: ({ seenBy, isSensitive }) => (
        <>
          {t(`attribute.by.${seenBy}`)}{" "}
          {isSensitive ? <span className={classes.role}>{t("attribute.isSensitive")}</span> : null}
        </>
      ),
    },
  ];
  if (!mayWrite) return columns;
  return [
    ...columns,
    {
      key: "actions",
      label: t("attribute.actions"),
      render: (attribute) => <Actions attribute={attribute} onEdit={() => onEdit(attribute)} />,
    },
  ];
}

function Actions({ attribute, onEdit }: { attribute: Attribute; onEdit: () => void }) {
  const { t } = useTranslation("people");
  const refresh = useRefresh();
  const problem = useProblemToast();
  const name = useValueText().name(attribute);
  const remove = useMutation({
    mutationFn: () => callOperation("people.deleteAttribute", { params: { key: attribute.key } }),
    onSuccess: () => refresh("people."),
    onError: problem,
  });
  const ask = async () => {
    const title = t("attribute.removeTitle", { name });
    if (await confirm({ title, text: t("attribute.removeText"), action: t("segment.remove") })) remove.mutate();
  };
  return (
    <span className={classes.line} style={{ flexWrap: "nowrap" }}>
      <Button size="xs" variant="subtle" aria-label={`${t("edit.open")}: ${name}`} onClick={onEdit}>
        {t("edit.open")}
      </Button>
      <Button
        size="xs"
        variant="subtle"
        color="red"
        aria-label={`${t("segment.remove")}: ${name}`}
        onClick={() => void ask()}
      >
        {t("segment.remove")}
      </Button>
    </span>
  );
}
