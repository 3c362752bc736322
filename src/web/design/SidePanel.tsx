import { IconX } from "@tabler/icons-react";
import { useEffect, useRef, type ReactNode } from "react";
import { useTranslation } from "react-i18next";

import classes from "./SidePanel.module.css";

interface SidePanelProps {
  readonly title: string;
  /** Goes back to the URL of the list. */
  readonly onClose: () => void;
  readonly actions?: ReactNode;
  readonly children: ReactNode;
}

/** Detail beside its list, with a URL of its own; Escape closes it, the list stays where it was. */
export function SidePanel({ title, onClose, actions, children }: SidePanelProps) {
  const { t } = useTranslation("web");
  const panel = useRef<HTMLElement>(null);
  const close = useRef(onClose);
  useEffect(() => {
    close.current = onClose;
  });
  useEffect(() => {
    panel.current?.focus({ preventScroll: true });
    const press = (event: KeyboardEvent) => {
      if (event.key === "Escape" && !event.defaultPrevented) close.current();
    };
    window.addEventListener("keydown", press);
    return () => window.removeEventListener("keydown", press);
  }, []);

  return (
    <aside ref={panel} tabIndex={-1} className={classes.panel} aria-label={title}>
      <div className={classes.head}>
        <h2>{title}</h2>
        {actions}
        <button type="button" className={classes.close} onClick={onClose} aria-label={t("action.close")}>
          <IconX size={20} aria-hidden />
        </button>
      </div>
      <div className={classes.body}>{children}</div>
    </aside>
  );
}
