import { Button, TextInput } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { IconPlus } from "@tabler/icons-react";
import { keepPreviousData, useMutation, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import type { Segment } from "#feature/people/contract";
import type { Comparison, Condition } from "#kit/condition";
import { callOperation } from "#web/api/client.ts";
import { operationQuery, useRefresh } from "#web/api/queries.ts";
import form from "#web/design/Form.module.css";
import { ProblemNote } from "#web/design/ProblemNote.tsx";
import { formatCount } from "#web/format/number.ts";
import { toast } from "#web/shell/toasts.ts";

import classes from "../People.module.css";
import { nameOf } from "../person-words.ts";
import { ConditionLine } from "./ConditionLine.tsx";
import { isComplete, linesOf, treeOf, type Joined } from "./lines.ts";
import { useFieldWords, useSentence } from "./sentence.ts";

/** Builds a segment as sentences, with how many people it holds as one goes. */
export function SegmentEditor({ segment, onClose }: { segment: Segment | undefined; onClose: () => void }) {
  const { t } = useTranslation("people");
  const refresh = useRefresh();
  const sentence = useSentence();
  const [name, setName] = useState(segment?.name ?? "");
  const known = segment === undefined ? undefined : linesOf(segment.condition);
  const isSimple = segment === undefined || known !== undefined;
  const [{ join, lines }, setLines] = useState<Joined>(
    known ?? { join: "all", lines: [{ field: "role", op: "in", value: ["customer"] }] },
  );
  const condition: Condition = isSimple ? treeOf({ join, lines }) : segment.condition;
  const save = useMutation({
    mutationFn: () => {
      const body = { name: name.trim(), description: segment?.description ?? "", condition };
      return segment === undefined
        ? callOperation("people.createSegment", { body })
        : callOperation("people.updateSegment", { params: { id: segment.id }, body });
    },
    onSuccess: async () => {
      await refresh("people.");
      toast(t("segment.saved"));
      onClose();
    },
  });
  const isReady = name.trim() !== "" && lines.every(isComplete);

  return (
    <form
      className={classes.case}
      style={{ marginBottom: "var(--space-4)" }}
      onSubmit={(event) => [event.preventDefault(), save.mutate()]}
    >
      <TextInput
        label={t("segment.name")}
        value={name}
        maxLength={120}
        required
        withAsterisk={false}
        data-autofocus
        onChange={(event) => setName(event.target.value)}
      />
      {isSimple ? <Lines joined={{ join, lines }} onChange={setLines} /> : <p>{sentence(segment.condition)}</p>}
      <LiveCount condition={isSimple && !lines.every(isComplete) ? undefined : condition} />
      <ProblemNote error={save.error} />
      <div className={form.actions}>
        <Button type="submit" loading={save.isPending} disabled={!isReady}>
          {t("web:action.save")}
        </Button>
        <Button variant="default" onClick={onClose}>
          {t("web:action.cancel")}
        </Button>
      </div>
    </form>
  );
}

function Lines({ joined, onChange }: { joined: Joined; onChange: (joined: Joined) => void }) {
  const { t } = useTranslation("people");
  const { fields } = useFieldWords();
  const { join, lines } = joined;
  const change = (at: number, line: Comparison) =>
    onChange({ join, lines: lines.map((old, index) => (index === at ? line : old)) });
  return (
    <div>
      <label className={classes.line}>
        {t("cond.people")}
        <select
          className={classes.field}
          value={join}
          onChange={(event) => onChange({ join: event.target.value === "any" ? "any" : "all", lines })}
        >
          <option value="all">{t("cond.joinAll")}</option>
          <option value="any">{t("cond.joinAny")}</option>
        </select>
      </label>
      {lines.map((line, at) => (
        <ConditionLine
          // A line has no name of its own; its place is all there is.
          // oxlint-disable-next-line react/no-array-index-key -- lines have no identity but their place
          key={at}
          line={line}
          onChange={(next) => change(at, next)}
          onRemove={() => onChange({ join, lines: lines.filter((_, index) => index !== at) })}
        />
      ))}
      <Button
        variant="subtle"
        size="xs"
        mt="xs"
        leftSection={<IconPlus size={15} />}
        disabled={fields.length === 0}
        onClick={() => onChange({ join, lines: [...lines, { field: "home_unit", op: "in", value: [] }] })}
      >
        {t("cond.add")}
      </Button>
    </div>
  );
}

function LiveCount({ condition }: { condition: Condition | undefined }) {
  const { t, i18n } = useTranslation("people");
  const [asked] = useDebouncedValue(condition, 250);
  const query = operationQuery("people.previewSegment", { body: { condition: asked ?? { all: [] } } });
  const { data, error } = useQuery({ ...query, enabled: asked !== undefined, placeholderData: keepPreviousData });
  if (condition === undefined) return <p className={classes.quiet}>{t("cond.unfinished")}</p>;
  return (
    <div aria-live="polite">
      <ProblemNote error={error} />
      {data === undefined ? null : (
        <>
          <p className={classes.live}>
            {t(data.isEstimate ? "segment.about" : "segment.people", {
              count: data.count,
              n: formatCount(data.count, i18n.language),
            })}
          </p>
          {data.sample.length === 0 ? null : (
            <p className={classes.quiet}>
              {t("segment.sample", { names: data.sample.map((one) => nameOf(one, t)).join(", ") })}
            </p>
          )}
        </>
      )}
    </div>
  );
}
