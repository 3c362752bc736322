import { Button } from "@mantine/core";
import { IconTrash } from "@tabler/icons-react";
import { useMutation, useQuery } from "@tanstack/react-query";
import { useNavigate, useParams, useSearch } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";

import type { Response } from "#feature/answers/contract";
import { PersonActions } from "#feature/people/ui";
import { callOperation } from "#web/api/client.ts";
import { operationQuery, useMay, useRefresh } from "#web/api/queries.ts";
import { confirm } from "#web/design/confirm.ts";
import { ProblemNote, wordsOf } from "#web/design/ProblemNote.tsx";
import { SidePanel } from "#web/design/SidePanel.tsx";
import { SkeletonList } from "#web/design/Skeleton.tsx";
import type { AppSearch } from "#web/filters/search.ts";
import { toast } from "#web/shell/toasts.ts";

import classes from "./AnswerPanel.module.css";
import { AnswerScore } from "./AnswerScore.tsx";
import { Circumstances } from "./Circumstances.tsx";

/** One answer in full, beside the list, with a URL of its own. */
export function AnswerPanel() {
  const { t } = useTranslation("answers");
  const navigate = useNavigate();
  const search: AppSearch = useSearch({ strict: false });
  const { id = "" } = useParams({ strict: false });
  const { data, error } = useQuery(operationQuery("answers.readResponse", { params: { id } }));
  const mayErase = useMay("answers.erase");
  const close = () => void navigate({ to: "/answers", search, resetScroll: false });

  return (
    <SidePanel title={data?.surveyName ?? t("one")} onClose={close}>
      <ProblemNote error={error} />
      {data === undefined && error === null ? <SkeletonList rows={5} /> : null}
      {data === undefined ? null : (
        <div className={classes.panel}>
          <Questions response={data} />
          <Circumstances response={data} />
          {mayErase ? <Erase id={id} onErased={close} /> : null}
          {mayErase && data.personId !== null ? <PersonActions personId={data.personId} onErased={close} /> : null}
        </div>
      )}
    </SidePanel>
  );
}

function Questions({ response }: { response: Response }) {
  return (
    <dl className={classes.questions} lang={response.language ?? undefined}>
      {response.answers.map((answer) => (
        <div key={answer.question}>
          <dt>{answer.title || answer.question}</dt>
          <dd>
            {answer.score === null || answer.kind === "number" ? (
              <p className={classes.text}>{answer.display}</p>
            ) : (
              <AnswerScore answer={answer} />
            )}
          </dd>
        </div>
      ))}
    </dl>
  );
}

function Erase({ id, onErased }: { id: string; onErased: () => void }) {
  const { t } = useTranslation("answers");
  const refresh = useRefresh();
  const erase = useMutation({
    mutationFn: () => callOperation("answers.eraseResponse", { params: { id } }),
    onSuccess: async () => {
      onErased();
      toast(t("erase.done"));
      await refresh("answers.listResponses", "insight.", "facts.", "access.listAudit");
    },
    onError: (error) =>
      toast(
        wordsOf(error, (key) => t(`web:${key}`)),
        { tone: "problem" },
      ),
  });
  const ask = async () => {
    if (await confirm({ title: t("erase.title"), text: t("erase.text"), action: t("erase.action") })) erase.mutate();
  };
  return (
    <div>
      <Button
        variant="subtle"
        color="red"
        leftSection={<IconTrash size={16} />}
        loading={erase.isPending}
        onClick={() => void ask()}
      >
        {t("erase.open")}
      </Button>
    </div>
  );
}
