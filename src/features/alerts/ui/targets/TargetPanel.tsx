import { useQuery } from "@tanstack/react-query";
import { useNavigate, useParams } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";

import { operationQuery } from "#web/api/queries.ts";
import { ProblemNote } from "#web/design/ProblemNote.tsx";
import { SidePanel } from "#web/design/SidePanel.tsx";
import { SkeletonList } from "#web/design/Skeleton.tsx";

import { useSpeech } from "../speech.ts";
import { TargetForm } from "./TargetForm.tsx";

/** One target, or a new one, beside the list. */
export function TargetPanel() {
  const { t } = useTranslation("alerts");
  const navigate = useNavigate();
  const speech = useSpeech();
  const { id = "new" } = useParams({ strict: false });
  const { data, error } = useQuery(operationQuery("alerts.listTargets"));
  const close = () => void navigate({ to: "/alerts/targets", search: {}, resetScroll: false });
  const target = data?.items.find((one) => one.id === id);
  const isWaiting = data === undefined && error === null;
  return (
    <SidePanel title={target === undefined ? t("targets.new") : speech.measure(target.measure)} onClose={close}>
      <ProblemNote error={error} />
      {isWaiting ? <SkeletonList rows={4} /> : null}
      {id === "new" || target !== undefined ? (
        <TargetForm key={`${id}/${target?.revision ?? 0}`} target={target} onDone={close} />
      ) : (
        <p>{isWaiting ? "" : t("targets.gone")}</p>
      )}
    </SidePanel>
  );
}
