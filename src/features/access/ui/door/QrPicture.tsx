/** A QR code, always dark on light so that every camera reads it. */
export function QrPicture({ label, rows }: { label: string; rows: readonly (readonly boolean[])[] }) {
  const size = rows.length + 8;
  const path = rows.flatMap((row, y) => row.map((isDark, x) => (isDark ? `M${x + 4} ${y + 4}h1v1h-1z` : ""))).join("");
  return (
    <svg
      role="img"
      aria-label={label}
      viewBox={`0 0 ${size} ${size}`}
      shapeRendering="crispEdges"
      style={{ width: 208, height: 208, borderRadius: "var(--radius)", background: "#fff" }}
    >
      <path d={path} fill="#000" />
    </svg>
  );
}
