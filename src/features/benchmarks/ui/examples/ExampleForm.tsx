import { Button, MultiSelect, NativeSelect, TagsInput, Textarea, TextInput } from "@mantine/core";
import { useMutation, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { callOperation } from "#web/api/client.ts";
import { operationQuery, useRefresh } from "#web/api/queries.ts";
import form from "#web/design/Form.module.css";
import { ProblemNote } from "#web/design/ProblemNote.tsx";
import { useNames } from "#web/format/names.ts";
import { toast } from "#web/shell/toasts.ts";

import type { Example, ExampleWish } from "../../contract.ts";

interface ExampleFormProps {
  readonly one: Example | undefined;
  readonly onDone: () => void;
}

/** An example in plain words, with where it is known from. */
export function ExampleForm({ one, onDone }: ExampleFormProps) {
  const { t } = useTranslation("benchmarks");
  const refresh = useRefresh();
  const competitors = useQuery(operationQuery("benchmarks.listCompetitors")).data?.items ?? [];
  const [wish, setWish] = useState<ExampleWish>(one?.wish ?? empty);
  const put = (next: Partial<ExampleWish>) => setWish({ ...wish, ...next });
  const save = useMutation({
    mutationFn: () =>
      one === undefined
        ? callOperation("benchmarks.createExample", { body: wish })
        : callOperation("benchmarks.updateExample", {
            params: { id: one.id },
            body: { ...wish, revision: one.revision },
          }),
    onSuccess: async () => {
      await refresh("benchmarks.");
      toast(t("competitor.saved"));
      onDone();
    },
  });
  return (
    <form
      className={form.form}
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate();
      }}
    >
      {(["title", "company"] as const).map((key) => (
        <TextInput
          key={key}
          label={t(`example.field-${key}`)}
          required
          maxLength={200}
          value={wish[key]}
          onChange={(event) => put({ [key]: event.target.value })}
        />
      ))}
      <NativeSelect
        label={t("example.competitor")}
        value={wish.competitorId ?? ""}
        data={[
          { value: "", label: t("example.noCompetitor") },
          ...competitors.map(({ id, name }) => ({ value: id, label: name })),
        ]}
        onChange={(event) => put({ competitorId: event.target.value === "" ? null : event.target.value })}
      />
      {(["strengths", "problems"] as const).map((key) => (
        <Textarea
          key={key}
          label={t(`example.${key}`)}
          autosize
          minRows={3}
          maxLength={10_000}
          value={wish[key]}
          onChange={(event) => put({ [key]: event.target.value })}
        />
      ))}
      <Places wish={wish} put={put} />
      <TagsInput
        label={t("example.tags")}
        value={wish.tags}
        maxTags={30}
        onChange={(tags) => put({ tags: tags.map((tag) => tag.slice(0, 120)) })}
      />
      <div className={form.row}>
        <TextInput
          label={t("figure.source")}
          maxLength={300}
          value={wish.source}
          onChange={(event) => put({ source: event.target.value })}
        />
        <TextInput
          type="date"
          label={t("example.dated")}
          value={wish.dated ?? ""}
          onChange={(event) => put({ dated: event.target.value === "" ? null : event.target.value })}
        />
      </div>
      <TextInput
        type="url"
        label={t("figure.sourceUrl")}
        maxLength={1000}
        value={wish.sourceUrl}
        onChange={(event) => put({ sourceUrl: event.target.value })}
      />
      <ProblemNote error={save.error} />
      <div className={form.actions}>
        <Button
          type="submit"
          loading={save.isPending}
          disabled={wish.title.trim() === "" || wish.company.trim() === ""}
        >
          {t("web:action.save")}
        </Button>
      </div>
    </form>
  );
}

const empty: ExampleWish = {
  title: "",
  company: "",
  competitorId: null,
  strengths: "",
  problems: "",
  source: "",
  sourceUrl: "",
  dated: null,
  journeys: [],
  touchpoints: [],
  tags: [],
};

/** Journeys and touchpoints that it is worth knowing at. */
function Places({ wish, put }: { wish: ExampleWish; put: (next: Partial<ExampleWish>) => void }) {
  const names = useNames();
  const journeys = useQuery(operationQuery("facts.listValues", { body: { dimension: "journey", limit: 200 } })).data;
  const touchpoints = useQuery(
    operationQuery("facts.listValues", { body: { dimension: "touchpoint", limit: 200 } }),
  ).data;
  const lists = [
    { key: "journeys", dimension: "journey", items: journeys?.items ?? [] },
    { key: "touchpoints", dimension: "touchpoint", items: touchpoints?.items ?? [] },
  ] as const;
  return lists.map(({ key, dimension, items }) => {
    const known = items.filter(({ value }) => value !== "").map(({ value, name }) => ({ value, label: name }));
    const others = wish[key].filter((value) => !known.some((one) => one.value === value));
    const choices = [...known, ...others.map((value) => ({ value, label: value }))];
    if (choices.length === 0) return null;
    return (
      <MultiSelect
        key={key}
        label={names.dimension(dimension)}
        data={choices}
        value={wish[key]}
        searchable
        onChange={(values) => put({ [key]: values })}
      />
    );
  });
}
