import { Button, Menu } from "@mantine/core";
import { IconArrowsExchange } from "@tabler/icons-react";
import { useRef } from "react";

import { callOperation } from "#web/api/client.ts";
import type { OperationCall } from "#web/api/operations.ts";
import { useRefresh } from "#web/api/queries.ts";
import { confirm } from "#web/design/confirm.ts";
import { download } from "#web/design/download.ts";
import { wordsOf } from "#web/design/ProblemNote.tsx";
import { csvOf } from "#web/design/table-model.ts";
import { toast } from "#web/shell/toasts.ts";

import type { Theme } from "../../contract.ts";
import { useThemeWords, type ThemeWords } from "../words.ts";

type File = OperationCall<"text.importCodebook">["body"];

/** The codebook as a file and from one, and its counts as a table. */
export function ExchangeMenu({ themes, mayWrite }: { themes: readonly Theme[] | undefined; mayWrite: boolean }) {
  const words = useThemeWords();
  const { t } = words;
  const refresh = useRefresh();
  const input = useRef<HTMLInputElement>(null);
  const failed = (error: unknown) =>
    toast(
      wordsOf(error, (key) => t(`web:${key}`)),
      { tone: "problem" },
    );
  return (
    <>
      <Menu position="bottom-end" shadow="md">
        <Menu.Target>
          <Button variant="default" leftSection={<IconArrowsExchange size={17} aria-hidden />}>
            {t("exchange.open")}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item onClick={() => void exportFile().catch(failed)}>{t("exchange.export")}</Menu.Item>
          <Menu.Item onClick={() => download("themes.csv", countsOf(themes ?? [], words))}>
            {t("exchange.counts")}
          </Menu.Item>
          {mayWrite ? <Menu.Item onClick={() => input.current?.click()}>{t("exchange.import")}</Menu.Item> : null}
        </Menu.Dropdown>
      </Menu>
      <input
        ref={input}
        type="file"
        accept="application/json,.json"
        hidden
        aria-label={t("exchange.import")}
        onChange={(event) => {
          const [file] = event.target.files ?? [];
          event.target.value = "";
          if (file !== undefined) void importFile(file).catch(failed);
        }}
      />
    </>
  );

  async function importFile(file: Blob): Promise<void> {
    const body = readFile(await file.text());
    if (body === undefined) return toast(t("exchange.notJson"), { tone: "problem" });
    const trial = await callOperation("text.importCodebook", { query: { isTrial: "true" }, body });
    if (trial.added + trial.changed === 0) return toast(t("exchange.same"));
    const what = { added: words.count(trial.added), changed: words.count(trial.changed) };
    const question = { title: t("exchange.ask"), text: t("exchange.askText", what), action: t("exchange.take") };
    if (!(await confirm(question))) return;
    await callOperation("text.importCodebook", { query: {}, body });
    await refresh("text.");
    toast(t("exchange.taken", what));
  }
}

async function exportFile(): Promise<void> {
  const file = await callOperation("text.exportCodebook");
  download("codebook.json", new Blob([JSON.stringify(file, null, 2)], { type: "application/json" }));
}

/** What the file says, as far as it is JSON; the server says what is wrong within. */
function readFile(text: string): File | undefined {
  try {
    return JSON.parse(text) as File;
  } catch {
    return undefined;
  }
}

function countsOf(themes: readonly Theme[], { t }: ThemeWords): Blob {
  const columns = [
    ...["column.key", "column.group", "column.theme"].map((key) => ({ label: t(key), numeric: false })),
    ...["side.problem", "side.praise", "side.neutral"].map((key) => ({ label: t(key), numeric: true })),
  ];
  const nameOf = (key: string | null) => themes.find((one) => one.key === key)?.name ?? null;
  const rows = themes.map(({ key, parent, name, mentions }) => [
    key,
    nameOf(parent),
    name,
    mentions.problem,
    mentions.praise,
    mentions.neutral,
  ]);
  return new Blob([csvOf({ columns, rows })], { type: "text/csv" });
}
