import { useTranslation } from "react-i18next";

import { formatInstant } from "#web/format/time.ts";

/** How new the figures are; says so when answers are still being counted. */
export function Freshness({ asOf, lagSeconds }: { asOf: string | null; lagSeconds: number }) {
  const { t, i18n } = useTranslation("insight");
  if (asOf === null) return null;
  const late = lagSeconds > 5 ? ` ${t("fresh.behind", { count: Math.round(lagSeconds) })}` : "";
  return (
    <p style={{ marginTop: "var(--space-6)", color: "var(--ink-3)", fontSize: "var(--text-2)" }}>
      {t("fresh.asOf", { when: formatInstant(asOf, i18n.language) })}
      {late}
    </p>
  );
}
