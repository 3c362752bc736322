import { TextInput } from "@mantine/core";

interface TimeFieldProps {
  readonly label: string;
  /** HH:MM; an end may be 24:00, which the browser's field writes as 00:00. */
  readonly value: string;
  readonly isEnd?: boolean;
  readonly onChange: (value: string) => void;
}

/** A time of day. */
export function TimeField({ label, value, isEnd = false, onChange }: TimeFieldProps) {
  return (
    <TextInput
      type="time"
      aria-label={label}
      required
      w={140}
      value={value === "24:00" ? "00:00" : value}
      onChange={({ target }) => onChange(isEnd && target.value === "00:00" ? "24:00" : target.value)}
    />
  );
}
