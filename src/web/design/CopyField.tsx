import { Button, TextInput } from "@mantine/core";
import { IconCheck, IconCopy } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";

/** A value to take along: shown whole, copied with one press. */
export function CopyField({ label, value }: { label: string; value: string }) {
  const { t } = useTranslation("web");
  const [copied, setCopied] = useState(false);
  const copy = async () => {
    await navigator.clipboard.writeText(value);
    setCopied(true);
  };
  return (
    <div style={{ display: "flex", alignItems: "end", gap: "var(--space-2)" }}>
      <TextInput
        label={label}
        value={value}
        readOnly
        onFocus={(event) => event.target.select()}
        style={{ flex: 1 }}
        styles={{ input: { fontFamily: "ui-monospace, monospace" } }}
      />
      <Button
        variant="default"
        leftSection={copied ? <IconCheck size={16} /> : <IconCopy size={16} />}
        onClick={() => void copy()}
      >
        <span aria-live="polite">{copied ? t("action.copied") : t("action.copy")}</span>
      </Button>
    </div>
  );
}
