import { Button, NativeSelect, Textarea, TextInput } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { callOperation } from "#web/api/client.ts";
import type { OperationCall } from "#web/api/operations.ts";
import { useMay } from "#web/api/queries.ts";
import { ProblemNote } from "#web/design/ProblemNote.tsx";
import classes from "#web/design/Sections.module.css";
import { useNames } from "#web/format/names.ts";
import { formatNumber } from "#web/format/number.ts";

import type { SheetLine } from "../../contract.ts";
import { amountOf, isSound, sumOf, type MarginDraft } from "./draft.ts";
import own from "./Population.module.css";

interface MarginEditorProps {
  readonly margin: MarginDraft;
  /** `from` says where the numbers came from, when they came from elsewhere than the keys. */
  readonly onChange: (margin: MarginDraft, from?: "paste" | "people") => void;
  readonly onRemove: () => void;
}

/** One dimension: its categories with their amounts, what is wrong beside each. */
export function MarginEditor({ margin, onChange, onRemove }: MarginEditorProps) {
  const { t, i18n } = useTranslation("sampling");
  const names = useNames();
  const { dimension, unit, cells } = margin;
  const sum = formatNumber(sumOf(margin), i18n.language, unit === "percent" ? 1 : 0);
  const setCell = (index: number, amount: string) =>
    onChange({ ...margin, cells: cells.map((cell, at) => (at === index ? { ...cell, amount } : cell)) });
  return (
    <fieldset className={own.margin}>
      <legend>{names.dimension(dimension)}</legend>
      <div className={classes.controls}>
        <NativeSelect
          label={t("margin.unit")}
          value={unit}
          onChange={(event) => onChange({ ...margin, unit: event.target.value as MarginDraft["unit"] })}
          data={[
            { value: "people", label: t("margin.people") },
            { value: "percent", label: t("margin.percent") },
          ]}
        />
        <Button variant="subtle" onClick={onRemove}>
          {t("margin.remove")}
        </Button>
      </div>
      {cells.length === 0 ? null : (
        <table className={own.cells}>
          <caption className="unseen">{names.dimension(dimension)}</caption>
          <tbody>
            {cells.map((cell, index) => (
              <tr key={cell.value}>
                <th scope="row">{names.value(dimension, cell.value, cell.name)}</th>
                <td>
                  <TextInput
                    size="xs"
                    inputMode="decimal"
                    aria-label={t("margin.amountOf", { category: cell.name })}
                    value={cell.amount}
                    error={amountOf(cell.amount) === null ? t("margin.notANumber") : undefined}
                    onChange={(event) => setCell(index, event.target.value)}
                  />
                </td>
                <td>
                  <Button
                    variant="subtle"
                    size="compact-sm"
                    aria-label={t("margin.removeCell", { category: cell.name })}
                    onClick={() => onChange({ ...margin, cells: cells.filter((_, at) => at !== index) })}
                  >
                    {t("remove")}
                  </Button>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {cells.length === 0 ? null : (
        <p className={`${classes.note} ${isSound(margin) ? "" : classes.bad}`} aria-live="polite">
          {t(unit === "percent" ? "margin.sumPercent" : "margin.sum", { sum })}
        </p>
      )}
      <Bring margin={margin} onChange={onChange} />
    </fieldset>
  );
}

/** Ways to numbers: pasted, or counted in the register of people. */
function Bring({ margin, onChange }: Pick<MarginEditorProps, "margin" | "onChange">) {
  const { t } = useTranslation("sampling");
  const mayCount = useMay("people.read");
  const [text, setText] = useState("");
  const [lines, setLines] = useState<readonly SheetLine[]>([]);
  const { dimension } = margin;
  const paste = useMutation({
    mutationFn: () => callOperation("sampling.readSheet", { body: { dimension, text } }),
    onSuccess: ({ lines: read }) => {
      setLines(read);
      const good = read.filter(({ code, amount }) => amount !== null && (code === null || code === "unknown"));
      if (good.length === 0) return;
      const cells = good.map(({ value, name, amount }) => ({ value, name, amount: String(amount) }));
      onChange({ ...margin, cells }, "paste");
    },
  });
  const count = useMutation({
    mutationFn: () =>
      callOperation("sampling.countPeople", {
        query: { field: registerField(dimension) } as OperationCall<"sampling.countPeople">["query"] & object,
      }),
    onSuccess: ({ items }) =>
      onChange(
        {
          ...margin,
          unit: "people",
          cells: items.map(({ value, name, count: n }) => ({ value, name, amount: String(n) })),
        },
        "people",
      ),
  });
  const start = useMutation({
    mutationFn: () => callOperation("facts.listValues", { body: { dimension, limit: 100 } }),
    onSuccess: ({ items }) => {
      const known = items.filter(({ value }) => value !== "");
      onChange({ ...margin, cells: known.map(({ value, name }) => ({ value, name, amount: "" })) });
    },
  });
  const wrong = lines.filter(({ code }) => code !== null);
  return (
    <div className={classes.section}>
      <div className={classes.actions}>
        {margin.cells.length === 0 ? (
          <Button variant="default" loading={start.isPending} onClick={() => start.mutate()}>
            {t("margin.start")}
          </Button>
        ) : null}
        {mayCount && registerField(dimension) !== null ? (
          <Button variant="default" loading={count.isPending} onClick={() => count.mutate()}>
            {t("margin.count")}
          </Button>
        ) : null}
      </div>
      <Textarea
        label={t("margin.paste")}
        description={t("margin.pasteNote")}
        rows={3}
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
      {text.trim() === "" ? null : (
        <div className={classes.actions}>
          <Button variant="default" loading={paste.isPending} onClick={() => paste.mutate()}>
            {t("margin.read")}
          </Button>
        </div>
      )}
      <ProblemNote error={paste.error ?? count.error ?? start.error} />
      {count.data?.items.length === 0 ? <p className={classes.caution}>{t("margin.noPeople")}</p> : null}
      {wrong.length === 0 ? null : (
        <ul className={classes.problems}>
          {wrong.slice(0, 20).map(({ line, text: written, code }) => (
            <li key={line}>{t(`sheet.${code ?? "unknown"}`, { line, text: written })}</li>
          ))}
        </ul>
      )}
    </div>
  );
}

/** The field of the register that fills a dimension; null where there is none. */
function registerField(dimension: string): string | null {
  if (dimension === "unit") return "home_unit";
  if (dimension === "language" || dimension.startsWith("attr.")) return dimension;
  return dimension === "segment" ? "attr.segment" : null;
}
