import { Button, Checkbox } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";

import { callOperation } from "#web/api/client.ts";
import { useRefresh } from "#web/api/queries.ts";
import { ProblemNote } from "#web/design/ProblemNote.tsx";
import { SidePanel } from "#web/design/SidePanel.tsx";
import { toast } from "#web/shell/toasts.ts";

import type { Codebook } from "../../contract.ts";
import classes from "../Themes.module.css";
import { useThemeWords } from "../words.ts";

type Industries = Codebook["industries"];
const industries: Industries = ["telecom", "bank", "retail", "contact-centre"];

/** What kind of company this is: themes that do not fit are put away, and come back with their kind. */
export function IndustriesPanel({ codebook, onClose }: { codebook: Codebook; onClose: () => void }) {
  const { t } = useThemeWords();
  const refresh = useRefresh();
  const [chosen, setChosen] = useState<Industries>(codebook.industries);
  const put = async (wanted: Industries) => {
    await callOperation("text.chooseIndustries", { body: { industries: wanted } });
    await refresh("text.");
  };
  const { mutate, error, isPending } = useMutation({
    mutationFn: () => put(chosen),
    onSuccess: () => {
      toast(t("industries.said"), { undo: () => void put(codebook.industries) });
      onClose();
    },
  });
  return (
    <SidePanel title={t("industries.title")} onClose={onClose}>
      <form
        className={classes.section}
        onSubmit={(event) => {
          event.preventDefault();
          mutate();
        }}
      >
        <p className={classes.note}>{t("industries.text")}</p>
        {industries.map((one) => (
          <Checkbox
            key={one}
            label={t(`industry.${one}`)}
            checked={chosen.includes(one)}
            onChange={(event) =>
              setChosen(event.target.checked ? [...chosen, one] : chosen.filter((other) => other !== one))
            }
          />
        ))}
        <p className={classes.note}>{t("industries.none")}</p>
        <ProblemNote error={error} />
        <Button type="submit" loading={isPending}>
          {t("web:action.save")}
        </Button>
      </form>
    </SidePanel>
  );
}
