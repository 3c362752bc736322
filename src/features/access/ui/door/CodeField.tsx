import { TextInput } from "@mantine/core";
import { useTranslation } from "react-i18next";

interface CodeFieldProps {
  readonly label: string;
  readonly note?: string;
  readonly value: string;
  readonly isBackup?: boolean;
  readonly onChange: (value: string) => void;
}

/** Six digits, with the number keys on a phone; a backup code takes letters too. */
export function CodeField({ label, note, value, isBackup = false, onChange }: CodeFieldProps) {
  const { t } = useTranslation("access");
  return (
    <TextInput
      label={label}
      description={note}
      placeholder={isBackup ? t("code.backupLike") : "000000"}
      inputMode={isBackup ? "text" : "numeric"}
      autoComplete="one-time-code"
      autoCapitalize="none"
      spellCheck={false}
      maxLength={isBackup ? 20 : 7}
      size="md"
      required
      withAsterisk={false}
      value={value}
      onChange={(event) => onChange(event.target.value)}
      styles={{ input: { fontVariantNumeric: "tabular-nums", letterSpacing: "0.12em" } }}
    />
  );
}
