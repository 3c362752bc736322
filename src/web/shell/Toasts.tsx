import { IconX } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";

import classes from "./Toasts.module.css";
import { dismissToast, useToasts } from "./toasts.ts";

/** The short messages at the foot of the window, read out politely; `undo` stands beside what can be undone. */
export function Toasts() {
  const { t } = useTranslation("web");
  const toasts = useToasts();
  return (
    <div className={classes.stack} role="status" aria-live="polite">
      {toasts.map(({ id, message, tone, undo }) => (
        <div key={id} className={classes.toast} data-tone={tone}>
          <span>{message}</span>
          {undo === undefined ? null : (
            <button type="button" onClick={() => [undo(), dismissToast(id)]}>
              {t("action.undo")}
            </button>
          )}
          <button type="button" aria-label={t("action.close")} onClick={() => dismissToast(id)}>
            <IconX size={16} aria-hidden />
          </button>
        </div>
      ))}
    </div>
  );
}
