import { Button, TextInput } from "@mantine/core";
import { useMutation, useQuery } from "@tanstack/react-query";
import { useState } from "react";

import { callOperation } from "#web/api/client.ts";
import { operationQuery, useRefresh } from "#web/api/queries.ts";
import { ProblemNote } from "#web/design/ProblemNote.tsx";
import { SidePanel } from "#web/design/SidePanel.tsx";
import { toast } from "#web/shell/toasts.ts";

import type { Problem } from "../../contract.ts";
import classes from "../Pain.module.css";
import { useMapWords } from "../words.ts";

interface PanelProps {
  readonly problem: Problem;
  readonly onClose: () => void;
}

/** Puts other registered problems into this one. */
export function MergePanel({ problem, onClose }: PanelProps) {
  const { t } = useMapWords();
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const { data } = useQuery(operationQuery("problems.listProblems", { query: { side: problem.side, limit: 200 } }));
  const others = data?.items.filter(({ key }) => key !== problem.key) ?? [];
  const saving = useSaving(onClose, t("merge.done"));
  const merge = () =>
    saving.mutate(() =>
      callOperation("problems.mergeProblems", { params: { key: problem.key }, body: { keys: [...chosen] } }),
    );
  return (
    <SidePanel title={t("merge.title")} onClose={onClose}>
      <p className={classes.note}>{t("merge.text")}</p>
      <div className={classes.form}>
        {data !== undefined && others.length === 0 ? <p>{t("merge.none")}</p> : null}
        <Checks
          label={t("merge.title")}
          choices={others.map(({ key, title }) => ({ value: key, name: title }))}
          chosen={chosen}
          onChange={setChosen}
        />
        <ProblemNote error={saving.error} />
        <Button disabled={chosen.length === 0} loading={saving.isPending} onClick={merge}>
          {t("merge.do")}
        </Button>
      </div>
    </SidePanel>
  );
}

/** Takes some codes out into a new problem. */
export function SplitPanel({ problem, onClose }: PanelProps) {
  const { t, language } = useMapWords();
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const [name, setName] = useState("");
  const saving = useSaving(onClose, t("split.done"));
  const isReady = name.trim() !== "" && chosen.length > 0 && chosen.length < problem.codes.length;
  const split = () =>
    saving.mutate(() =>
      callOperation("problems.splitProblem", {
        params: { key: problem.key },
        body: { name: { [language]: name.trim() }, codes: [...chosen] },
      }),
    );
  return (
    <SidePanel title={t("split.title")} onClose={onClose}>
      <p className={classes.note}>{t("split.text")}</p>
      <div className={classes.form}>
        <TextInput
          label={t("split.name")}
          maxLength={200}
          value={name}
          onChange={(event) => setName(event.target.value)}
        />
        <Checks
          label={t("field.codes")}
          choices={problem.codes.map(({ code, title, about }) => ({
            value: code,
            name: about === "" ? title : `${title} · ${about}`,
          }))}
          chosen={chosen}
          onChange={setChosen}
        />
        <ProblemNote error={saving.error} />
        <Button disabled={!isReady} loading={saving.isPending} onClick={split}>
          {t("split.do")}
        </Button>
      </div>
    </SidePanel>
  );
}

function useSaving(onClose: () => void, done: string) {
  const refresh = useRefresh();
  return useMutation({
    mutationFn: (save: () => Promise<unknown>) => save(),
    onSuccess: async () => {
      await refresh("problems.");
      toast(done);
      onClose();
    },
  });
}

interface ChecksProps {
  readonly label: string;
  readonly choices: readonly { readonly value: string; readonly name: string }[];
  readonly chosen: readonly string[];
  readonly onChange: (chosen: readonly string[]) => void;
}

function Checks({ label, choices, chosen, onChange }: ChecksProps) {
  return (
    <fieldset>
      <legend>{label}</legend>
      {choices.map(({ value, name }) => (
        <label key={value} className={classes.check}>
          <input
            type="checkbox"
            checked={chosen.includes(value)}
            onChange={(event) =>
              onChange(event.target.checked ? [...chosen, value] : chosen.filter((one) => one !== value))
            }
          />
          {name}
        </label>
      ))}
    </fieldset>
  );
}
