import { useQuery } from "@tanstack/react-query";
import { useNavigate, useParams } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";

import { operationQuery } from "#web/api/queries.ts";
import { ProblemNote } from "#web/design/ProblemNote.tsx";
import { SidePanel } from "#web/design/SidePanel.tsx";
import { SkeletonList } from "#web/design/Skeleton.tsx";

import { useWatchName } from "../watch-name.ts";
import { WatchForm } from "./WatchForm.tsx";

/** One watch, or a new one, beside the list. */
export function WatchPanel() {
  const { t } = useTranslation("alerts");
  const navigate = useNavigate();
  const { id = "new" } = useParams({ strict: false });
  const { data, error } = useQuery(operationQuery("alerts.listWatches"));
  const watchName = useWatchName();
  const close = () => void navigate({ to: "/alerts/watches", search: {}, resetScroll: false });
  const watch = data?.items.find((one) => one.id === id);
  const isWaiting = data === undefined && error === null;
  const title = t(id === "new" ? "watches.new" : "watches.one");
  return (
    <SidePanel title={watch === undefined ? title : watchName(watch)} onClose={close}>
      <ProblemNote error={error} />
      {isWaiting ? <SkeletonList rows={5} /> : null}
      {id === "new" || watch !== undefined ? (
        <WatchForm key={`${id}/${watch?.revision ?? 0}`} watch={watch} onDone={close} />
      ) : (
        <p>{isWaiting ? "" : t("watches.gone")}</p>
      )}
    </SidePanel>
  );
}
