import { Button, Modal, NativeSelect, TextInput } from "@mantine/core";
import { IconUpload } from "@tabler/icons-react";
import { useMutation } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useRef, useState } from "react";
import { useTranslation } from "react-i18next";

import type { ExchangeFormat } from "#feature/surveys/contract";
import { textIn } from "#kit/language";
import { callOperation } from "#web/api/client.ts";
import { useRefresh } from "#web/api/queries.ts";
import { ProblemNote } from "#web/design/ProblemNote.tsx";

import { KindIcon } from "../builder/KindIcon.tsx";
import classes from "./Exchange.module.css";
import { formatNames, formatOf } from "./format-of.ts";
import { NotCarriedList } from "./NotCarriedList.tsx";

const formats = ["holos", "surveyjs", "limesurvey"] as const satisfies readonly ExchangeFormat[];

/** A file that was chosen. */
interface Chosen {
  readonly name: string;
  readonly format: ExchangeFormat;
  readonly content: string;
}

/** Makes a survey of a file: first what would become of it and what could not be carried over, then the survey. */
export function ImportDialog({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  const { t } = useTranslation("surveys");
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      size={680}
      title={t("exchange.import")}
      closeButtonProps={{ "aria-label": t("web:action.close") }}
    >
      <Importing />
    </Modal>
  );
}

function Importing() {
  const { t } = useTranslation("surveys");
  const [chosen, setChosen] = useState<Chosen | null>(null);
  const [name, setName] = useState("");
  const check = useMutation({
    mutationFn: ({ format, content }: Chosen) =>
      callOperation("surveys.importDefinition", { body: { format, content, dryRun: true } }),
    onSuccess: (read) => setName(read.name),
  });
  const choose = (next: Chosen) => {
    setChosen(next);
    check.mutate(next);
  };
  return (
    <div className={classes.dialog}>
      <p>{t("exchange.importText")}</p>
      <FileButton onFile={choose} />
      {chosen === null ? null : (
        <NativeSelect
          label={t("exchange.format", { file: chosen.name })}
          value={chosen.format}
          onChange={(event) => {
            const format = formats.find((each) => each === event.target.value);
            if (format !== undefined) choose({ ...chosen, format });
          }}
          data={formats.map((value) => ({ value, label: formatNames[value] }))}
        />
      )}
      <ProblemNote error={check.error} />
      {chosen === null || check.data === undefined ? null : (
        <>
          <Found read={check.data} />
          <TextInput
            label={t("words.name")}
            maxLength={200}
            value={name}
            onChange={(event) => setName(event.target.value)}
          />
          <Create chosen={chosen} name={name} />
        </>
      )}
    </div>
  );
}

function FileButton({ onFile }: { onFile: (chosen: Chosen) => void }) {
  const { t } = useTranslation("surveys");
  const input = useRef<HTMLInputElement>(null);
  const take = async (file: File | undefined) => {
    if (file === undefined) return;
    const content = await file.text();
    onFile({ name: file.name, format: formatOf(file.name, content), content });
  };
  return (
    <>
      <Button
        data-autofocus
        variant="default"
        className={classes.start ?? ""}
        leftSection={<IconUpload size={16} />}
        onClick={() => input.current?.click()}
      >
        {t("exchange.choose")}
      </Button>
      <input
        ref={input}
        type="file"
        accept=".json,.yaml,.yml,.lss,.lsq,.xml"
        hidden
        aria-label={t("exchange.choose")}
        onChange={(event) => void take(event.target.files?.[0])}
      />
    </>
  );
}

type Read = Awaited<ReturnType<typeof callOperation<"surveys.importDefinition">>>;

function Found({ read: { definition, notCarried } }: { read: Read }) {
  const { t, i18n } = useTranslation("surveys");
  const questions = definition.pages.flatMap((page) => page.questions);
  return (
    <>
      <h3>{t("map.questions", { count: questions.length })}</h3>
      <ol className={classes.questions}>
        {questions.map(({ key, kind, title }) => (
          <li key={key}>
            <KindIcon kind={kind} size={16} />
            {textIn(title, i18n.language, definition.defaultLanguage)}
          </li>
        ))}
      </ol>
      <NotCarriedList items={notCarried} />
    </>
  );
}

function Create({ chosen: { format, content }, name }: { chosen: Chosen; name: string }) {
  const { t } = useTranslation("surveys");
  const navigate = useNavigate();
  const refresh = useRefresh();
  const { mutate, isPending, error } = useMutation({
    mutationFn: () => callOperation("surveys.importDefinition", { body: { format, content, name } }),
    onSuccess: async ({ survey }) => {
      await refresh("surveys.listSurveys");
      if (survey !== null) await navigate({ to: "/surveys/$id", params: { id: survey.id }, search: {} });
    },
  });
  return (
    <>
      <ProblemNote error={error} />
      <Button
        className={classes.start ?? ""}
        disabled={name.trim() === ""}
        loading={isPending}
        onClick={() => mutate()}
      >
        {t("exchange.create")}
      </Button>
    </>
  );
}
