interface CheckProps {
  readonly label: string;
  readonly checked: boolean;
  readonly onChange: (isOn: boolean) => void;
}

/** One thing to tick, with room for a finger. */
export function Check({ label, checked, onChange }: CheckProps) {
  return (
    <label style={{ display: "flex", alignItems: "center", gap: 10, minHeight: "var(--touch)" }}>
      <input type="checkbox" checked={checked} onChange={(event) => onChange(event.target.checked)} />
      {label}
    </label>
  );
}
