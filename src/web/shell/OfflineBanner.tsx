import { useIsFetching, useQueryClient } from "@tanstack/react-query";
import { useSyncExternalStore } from "react";
import { useTranslation } from "react-i18next";

import { Problem, unreachable } from "../api/problem.ts";
import classes from "./OfflineBanner.module.css";

/** Says that the server cannot be reached, and that what is shown may be old. */
export function OfflineBanner() {
  const { t } = useTranslation("web");
  const cache = useQueryClient();
  const online = useSyncExternalStore(listenToNetwork, () => navigator.onLine);
  useIsFetching();
  const lost = cache
    .getQueryCache()
    .getAll()
    .some(({ state }) => state.error instanceof Problem && state.error.code === unreachable);
  if (online && !lost) return null;

  return (
    <div className={classes.banner} role="alert">
      <span>{t("offline.message")}</span>
      <button type="button" onClick={() => void cache.refetchQueries({ type: "active" })}>
        {t("action.retry")}
      </button>
    </div>
  );
}

function listenToNetwork(changed: () => void): () => void {
  window.addEventListener("online", changed);
  window.addEventListener("offline", changed);
  return () => {
    window.removeEventListener("online", changed);
    window.removeEventListener("offline", changed);
  };
}
