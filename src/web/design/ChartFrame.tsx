import { Menu, Tooltip } from "@mantine/core";
import { IconChartLine, IconDownload, IconHelpCircle, IconTable, type TablerIcon } from "@tabler/icons-react";
import { useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";

import classes from "./ChartFrame.module.css";
import { download, fileNameOf, pngOf } from "./download.ts";
import { MethodDrawer, type Method } from "./MethodDrawer.tsx";
import { ModelTable } from "./ModelTable.tsx";
import { csvOf, type TableModel } from "./table-model.ts";

interface ChartFrameProps {
  /** The finding, in a sentence. */
  readonly title: string;
  readonly note?: ReactNode;
  readonly methods: readonly Method[];
  /** The same as a table, with n and intervals. */
  readonly table: TableModel;
  /** Draws the picture as a document of its own, for export. */
  readonly draw: () => string | Promise<string>;
  /** Tables as files made by the server, instead of the CSV made here. */
  readonly files?: readonly { readonly label: string; readonly save: () => void }[];
  /** Choices that belong to the picture. */
  readonly controls?: ReactNode;
  readonly children: ReactNode;
}

/** Around every picture: its finding, the table behind it, export, and how it is computed. */
export function ChartFrame({ title, note, methods, table, draw, files, controls, children }: ChartFrameProps) {
  const { t } = useTranslation("web");
  const [view, setView] = useState<"picture" | "table">("picture");
  const [explained, setExplained] = useState(false);
  const name = fileNameOf(title);
  const other = view === "picture" ? "table" : "picture";

  return (
    <section className={classes.frame} aria-label={title}>
      <div className={classes.head}>
        <div className={classes.words}>
          <h2>{title}</h2>
          {note === undefined ? null : <p>{note}</p>}
        </div>
        <div className={classes.tools}>
          {controls}
          <Tool
            label={t(`chart.${other}`)}
            icon={other === "table" ? IconTable : IconChartLine}
            onPress={() => setView(other)}
          />
          <Menu position="bottom-end" shadow="md">
            <Menu.Target>
              <button type="button" className={classes.tool} aria-label={t("chart.export")} title={t("chart.export")}>
                <IconDownload size={18} aria-hidden />
              </button>
            </Menu.Target>
            <Menu.Dropdown>
              <Menu.Item onClick={() => void saveAs("png")}>PNG</Menu.Item>
              <Menu.Item onClick={() => void saveAs("svg")}>SVG</Menu.Item>
              {files === undefined ? <Menu.Item onClick={() => void saveAs("csv")}>CSV</Menu.Item> : null}
              {files?.map(({ label, save }) => (
                <Menu.Item key={label} onClick={save}>
                  {label}
                </Menu.Item>
              ))}
            </Menu.Dropdown>
          </Menu>
          <Tool label={t("chart.how")} icon={IconHelpCircle} onPress={() => setExplained(true)} />
        </div>
      </div>
      {view === "picture" ? children : <ModelTable caption={title} model={table} />}
      <MethodDrawer methods={methods} opened={explained} onClose={() => setExplained(false)} />
    </section>
  );

  async function saveAs(format: "png" | "svg" | "csv"): Promise<void> {
    if (format === "csv") return download(`${name}.csv`, new Blob([csvOf(table)], { type: "text/csv" }));
    const svg = await draw();
    const content = format === "svg" ? new Blob([svg], { type: "image/svg+xml" }) : await pngOf(svg);
    download(`${name}.${format}`, content);
  }
}

function Tool({ label, icon: Icon, onPress }: { label: string; icon: TablerIcon; onPress: () => void }) {
  return (
    <Tooltip label={label}>
      <button type="button" className={classes.tool} aria-label={label} onClick={onPress}>
        <Icon size={18} aria-hidden />
      </button>
    </Tooltip>
  );
}
