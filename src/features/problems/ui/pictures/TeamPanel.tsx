import { Button } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";

import { callOperation } from "#web/api/client.ts";
import { useRefresh } from "#web/api/queries.ts";
import { ProblemNote } from "#web/design/ProblemNote.tsx";
import { SidePanel } from "#web/design/SidePanel.tsx";
import { toast } from "#web/shell/toasts.ts";

import type { Department } from "../../contract.ts";
import classes from "../Pain.module.css";
import { OwnerSelect } from "../problem/OwnerSelect.tsx";
import { PlaceSelect } from "../problem/PlaceSelect.tsx";
import { useMapWords } from "../words.ts";

/** Who answers for a function, and whose people do its work: they find its problems on their own page. */
export function TeamPanel({ department, onClose }: { department: Department; onClose: () => void }) {
  const { t } = useMapWords();
  const refresh = useRefresh();
  const { team } = department;
  const place = department.function;
  const [owner, setOwner] = useState(team.owner?.id ?? null);
  const [units, setUnits] = useState<readonly string[]>(() => team.units.map(({ code }) => code));
  const { mutate, error, isPending } = useMutation({
    mutationFn: () =>
      callOperation("problems.putTeam", {
        params: { function: place?.code ?? "" },
        body: { owner, units: [...units], revision: team.revision },
      }),
    onSuccess: async () => {
      await refresh("problems.");
      toast(t("edit.saved"));
      onClose();
    },
  });
  return (
    <SidePanel title={t("department.edit", { name: place?.name ?? "" })} onClose={onClose}>
      <p className={classes.note}>{t("department.edit-text")}</p>
      <form
        className={classes.form}
        onSubmit={(event) => {
          event.preventDefault();
          if (!isPending) mutate();
        }}
      >
        <OwnerSelect label={t("field.departmentOwner")} known={team.owner} value={owner} onChange={setOwner} />
        <PlaceSelect
          kind="unit"
          label={t("field.departmentUnits")}
          chosen={units}
          known={team.units}
          onChange={setUnits}
        />
        <ProblemNote error={error} />
        <Button type="submit" loading={isPending}>
          {t("edit.save")}
        </Button>
      </form>
    </SidePanel>
  );
}
