import { Modal } from "@mantine/core";
import { useTranslation } from "react-i18next";

import { useRegisteredKeys } from "./keys.ts";
import classes from "./KeysHelp.module.css";

/** The keys that work on this page. */
export function KeysHelp({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  const { t } = useTranslation("web");
  const keys = useRegisteredKeys();
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={t("keys.title")}
      closeButtonProps={{ "aria-label": t("action.close") }}
    >
      <dl className={classes.keys}>
        {keys.map(({ key, label }) => (
          <div key={`${key} ${label}`}>
            <dt>
              <kbd>{key.replace("mod+", "Ctrl ").toUpperCase()}</kbd>
            </dt>
            <dd>{label}</dd>
          </div>
        ))}
      </dl>
    </Modal>
  );
}
