import { Button, Modal } from "@mantine/core";
import { useTranslation } from "react-i18next";

import { useAsked } from "./confirm.ts";

/** Shows the question that `confirm` asks; the safe answer has the focus. */
export function ConfirmDialog() {
  const { t } = useTranslation("web");
  const asked = useAsked();
  return (
    <Modal
      opened={asked !== null}
      zIndex={400}
      onClose={() => asked?.answer(false)}
      title={asked?.title}
      closeButtonProps={{ "aria-label": t("action.close") }}
    >
      <p style={{ color: "var(--ink-2)" }}>{asked?.text}</p>
      <div style={{ display: "flex", justifyContent: "end", gap: "var(--space-2)", marginTop: "var(--space-4)" }}>
        <Button variant="default" data-autofocus onClick={() => asked?.answer(false)}>
          {t("action.cancel")}
        </Button>
        <Button color="red" onClick={() => asked?.answer(true)}>
          {asked?.action}
        </Button>
      </div>
    </Modal>
  );
}
