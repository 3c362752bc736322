import { Button, Modal } from "@mantine/core";
import { IconArrowsDiff, IconX } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import type { Condition } from "#kit/condition";
import { operationQuery } from "#web/api/queries.ts";
import { Picker } from "#web/filters/Picker.tsx";
import { useFilter } from "#web/filters/use-filter.ts";
import { useNames } from "#web/format/names.ts";

import type { ViewState } from "../contract.ts";
import { linesOf, conditionOfLines, type Line } from "./condition-lines.ts";
import { useConditionText } from "./condition-text.ts";
import classes from "./Explore.module.css";

/** Two groups, A against B, each by any condition; takes the place of a comparison in time. */
export function GroupsControl({ state }: { state: ViewState }) {
  const { t } = useTranslation("explore");
  const { change } = useFilter();
  const say = useConditionText();
  const [opened, setOpened] = useState(false);
  return (
    <>
      <button
        type="button"
        className={classes.pill}
        data-active={state.groups !== undefined}
        onClick={() => setOpened(true)}
      >
        <IconArrowsDiff size={16} aria-hidden />
        <span>
          {state.groups === undefined
            ? t("groups.none")
            : t("groups.some", { a: say(state.groups.a), b: say(state.groups.b) })}
        </span>
      </button>
      {state.groups === undefined ? null : (
        <button
          type="button"
          className={classes.clear}
          aria-label={t("groups.clear")}
          onClick={() => change({ a: undefined, b: undefined })}
        >
          <IconX size={15} aria-hidden />
        </button>
      )}
      <Modal
        opened={opened}
        onClose={() => setOpened(false)}
        title={t("groups.title")}
        size="lg"
        closeButtonProps={{ "aria-label": t("web:action.close") }}
      >
        <GroupsForm
          state={state}
          onDone={(groups) => {
            change({ a: JSON.stringify(groups.a), b: JSON.stringify(groups.b), compare: undefined });
            setOpened(false);
          }}
        />
      </Modal>
    </>
  );
}

interface GroupsFormProps {
  readonly state: ViewState;
  readonly onDone: (groups: { readonly a: Condition; readonly b: Condition }) => void;
}

function GroupsForm({ state: { groups }, onDone }: GroupsFormProps) {
  const { t } = useTranslation("explore");
  const [a, setA] = useState<readonly Line[]>(linesOf(groups?.a) ?? [emptyLine]);
  const [b, setB] = useState<readonly Line[]>(linesOf(groups?.b) ?? [emptyLine]);
  const [first, second] = [conditionOfLines(a), conditionOfLines(b)];
  return (
    <div className={classes.groups}>
      <p>{t("groups.what")}</p>
      <GroupLines title={t("groups.a")} lines={a} onLines={setA} />
      <GroupLines title={t("groups.b")} lines={b} onLines={setB} />
      <Button
        disabled={first === undefined || second === undefined}
        onClick={() => first !== undefined && second !== undefined && onDone({ a: first, b: second })}
      >
        {t("groups.compare")}
      </Button>
    </div>
  );
}

const emptyLine: Line = { field: "", isNot: false, values: [] };

interface GroupLinesProps {
  readonly title: string;
  readonly lines: readonly Line[];
  readonly onLines: (lines: readonly Line[]) => void;
}

function GroupLines({ title, lines, onLines }: GroupLinesProps) {
  const { t } = useTranslation("explore");
  const set = (index: number, line: Line) => onLines(lines.map((other, at) => (at === index ? line : other)));
  return (
    <fieldset className={classes.group}>
      <legend>{title}</legend>
      {lines.map((line, index) => (
        <ConditionLine
          // oxlint-disable-next-line react/no-array-index-key -- lines have no identity but their place
          key={index}
          line={line}
          onLine={(next) => set(index, next)}
          onRemove={lines.length < 2 ? undefined : () => onLines(lines.filter((_, at) => at !== index))}
        />
      ))}
      <Button variant="subtle" size="compact-sm" onClick={() => onLines([...lines, emptyLine])}>
        {t("groups.and")}
      </Button>
    </fieldset>
  );
}

interface ConditionLineProps {
  readonly line: Line;
  readonly onLine: (line: Line) => void;
  readonly onRemove: (() => void) | undefined;
}

function ConditionLine({ line, onLine, onRemove }: ConditionLineProps) {
  const { t } = useTranslation("explore");
  const names = useNames();
  const { data } = useQuery({ ...operationQuery("facts.listDimensions"), staleTime: 60_000 });
  const { data: values } = useQuery({
    ...operationQuery("facts.listValues", { body: { dimension: line.field === "" ? "unit" : line.field, limit: 200 } }),
    enabled: line.field !== "",
  });
  const choices = (values?.items ?? []).map(({ value, name }) => ({
    value,
    name: names.value(line.field, value, name),
  }));
  const chosen = line.values.map((value) => choices.find((choice) => choice.value === value)?.name ?? value);
  return (
    <div className={classes.line}>
      <select
        className={classes.select}
        aria-label={t("groups.field")}
        value={line.field}
        onChange={(event) => onLine({ field: event.target.value, isNot: false, values: [] })}
      >
        <option value="">{t("groups.field")}</option>
        {(data?.items ?? []).map(({ dimension }) => (
          <option key={dimension} value={dimension}>
            {names.dimension(dimension)}
          </option>
        ))}
      </select>
      <select
        className={classes.select}
        aria-label={t("groups.how")}
        value={line.isNot ? "not" : "is"}
        onChange={(event) => onLine({ ...line, isNot: event.target.value === "not" })}
      >
        <option value="is">{t("groups.is")}</option>
        <option value="not">{t("groups.isNot")}</option>
      </select>
      {line.field === "" ? null : (
        <Picker
          label={chosen.length === 0 ? t("groups.values") : chosen.join(", ")}
          active={chosen.length > 0}
          choices={choices}
          chosen={line.values}
          most={100}
          onChoose={(next) => onLine({ ...line, values: next })}
        />
      )}
      {onRemove === undefined ? null : (
        <button type="button" className={classes.clear} aria-label={t("groups.remove")} onClick={onRemove}>
          <IconX size={15} aria-hidden />
        </button>
      )}
    </div>
  );
}
