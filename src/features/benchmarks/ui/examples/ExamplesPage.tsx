import { Button, NativeSelect, TextInput } from "@mantine/core";
import { IconPlus } from "@tabler/icons-react";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { callOperation } from "#web/api/client.ts";
import { useMay } from "#web/api/queries.ts";
import { PageHead } from "#web/design/PageHead.tsx";
import sections from "#web/design/Sections.module.css";
import { SidePanel } from "#web/design/SidePanel.tsx";
import { useFilter } from "#web/filters/use-filter.ts";

import type { Example } from "../../contract.ts";
import { Asked, stateOf } from "../Asked.tsx";
import { BenchmarkTabs } from "../BenchmarkTabs.tsx";
import { ExampleCard } from "./ExampleCard.tsx";
import { ExampleForm } from "./ExampleForm.tsx";

/** What leaders and competitors do well and badly (R26). */
export function ExamplesPage() {
  const { t } = useTranslation("benchmarks");
  const { search, change } = useFilter();
  const [tag, setTag] = useState("");
  const [opened, setOpened] = useState<string>();
  const q = search.q ?? "";
  const found = useInfiniteQuery({
    queryKey: ["benchmarks.listExamples", { q, tag }],
    initialPageParam: "",
    queryFn: ({ pageParam, signal }) =>
      callOperation("benchmarks.listExamples", {
        query: { q, cursor: pageParam, ...(tag === "" ? {} : { tag }) },
        signal,
      }),
    getNextPageParam: ({ nextCursor }) => nextCursor,
    placeholderData: (before) => before,
  });
  const items = found.data?.pages.flatMap((page) => page.items);
  const isNarrowed = q !== "" || tag !== "";
  const add = <Add onAdd={() => setOpened("new")} />;
  return (
    <>
      <PageHead title={t("example.title")} answer={<Answer items={items} />} actions={add} />
      <BenchmarkTabs />
      <div className={sections.controls}>
        <TextInput
          type="search"
          label={t("example.search")}
          value={q}
          onChange={(event) => change({ q: event.target.value || undefined }, { replace: true })}
        />
        <TagField tags={found.data?.pages[0]?.tags ?? []} tag={tag} onTag={setTag} />
      </div>
      <Asked
        state={stateOf({ ...found, data: items }, (all) => all.length === 0)}
        error={found.error}
        empty={
          isNarrowed
            ? { title: t("example.noMatch"), text: t("example.noMatchText") }
            : { title: t("example.none"), text: t("example.noneText"), ways: add }
        }
      >
        {items?.map((one) => (
          <ExampleCard key={one.id} one={one} onEdit={setOpened} onTag={setTag} />
        ))}
        {found.hasNextPage ? (
          <Button variant="default" loading={found.isFetchingNextPage} onClick={() => void found.fetchNextPage()}>
            {t("example.more")}
          </Button>
        ) : null}
      </Asked>
      <ExamplePanel items={items} opened={opened} onClose={() => setOpened(undefined)} />
    </>
  );
}

function Answer({ items }: { items: readonly Example[] | undefined }) {
  const { t } = useTranslation("benchmarks");
  if (items === undefined) return " ";
  return items.length === 0 ? t("example.unknown") : t("example.answer", { count: items.length });
}

function Add({ onAdd }: { onAdd: () => void }) {
  const { t } = useTranslation("benchmarks");
  const mayWrite = useMay("weights.write");
  if (!mayWrite) return null;
  return (
    <Button leftSection={<IconPlus size={17} />} onClick={onAdd}>
      {t("example.add")}
    </Button>
  );
}

interface TagFieldProps {
  readonly tags: readonly { readonly tag: string; readonly n: number }[];
  readonly tag: string;
  readonly onTag: (tag: string) => void;
}

function TagField({ tags, tag, onTag }: TagFieldProps) {
  const { t } = useTranslation("benchmarks");
  if (tags.length === 0) return null;
  const choices = tags.map((one) => ({ value: one.tag, label: `${one.tag} (${one.n})` }));
  return (
    <NativeSelect
      label={t("example.tag")}
      value={tag}
      data={[{ value: "", label: t("example.anyTag") }, ...choices]}
      onChange={(event) => onTag(event.target.value)}
    />
  );
}

interface ExamplePanelProps {
  readonly items: readonly Example[] | undefined;
  readonly opened: string | undefined;
  readonly onClose: () => void;
}

function ExamplePanel({ items, opened, onClose }: ExamplePanelProps) {
  const { t } = useTranslation("benchmarks");
  if (opened === undefined) return null;
  const edited = items?.find(({ id }) => id === opened);
  return (
    <SidePanel title={edited?.wish.title ?? t("example.add")} onClose={onClose}>
      <ExampleForm key={opened} one={edited} onDone={onClose} />
    </SidePanel>
  );
}
