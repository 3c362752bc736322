import { useNavigate } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";

import { callOperation } from "#web/api/client.ts";
import { SidePanel } from "#web/design/SidePanel.tsx";
import { useFilter } from "#web/filters/use-filter.ts";

import { SheetImport } from "../SheetImport.tsx";

const example = `competitor;date;promoters;passives;detractors;score;n;source;address;method;whose;paid by
Kvantel;2026-03-31;210;150;140;;;Our panel, spring;;web-panel;market;us
Tivora;2026-03-31;45%;30%;25%;;800;Tivora annual report;https://example.org/report;customer-list;theirs;them
Nordakom;2025-12-15;;;;35;;Press interview;https://example.org/news;unknown;unknown;them`;

/** Figures of competitors out of a file. */
export function ImportPanel() {
  const { t } = useTranslation("benchmarks");
  const navigate = useNavigate();
  const { search } = useFilter();
  return (
    <SidePanel
      title={t("import.title")}
      onClose={() => void navigate({ to: "/competitors", search, resetScroll: false })}
    >
      <SheetImport
        about={t("import.about")}
        example={example}
        run={(text, dryRun) => callOperation("benchmarks.importFigures", { body: { text, dryRun } })}
      />
    </SidePanel>
  );
}
