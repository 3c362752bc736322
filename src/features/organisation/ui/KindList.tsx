import { ActionIcon, TextInput } from "@mantine/core";
import { IconArrowDown, IconArrowUp, IconGripVertical, IconTrash } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import type { UnitKind } from "#feature/organisation/contract";
import { formatCount } from "#web/format/number.ts";

import classes from "./Settings.module.css";

type Items = readonly { readonly id: string; readonly name: string }[];

interface KindListProps {
  readonly kinds: readonly UnitKind[];
  /** Undefined: the reader may only look. */
  readonly onSave: ((items: Items) => void) | undefined;
}

/** Kinds in their order: drawn to another place or sent there by buttons, renamed where they stand. */
export function KindList({ kinds, onSave }: KindListProps) {
  const { t } = useTranslation("organisation");
  const [drawn, setDrawn] = useState<number>();
  const move = (from: number, to: number) => {
    const rest = kinds.filter((_, index) => index !== from);
    const one = kinds[from];
    if (one !== undefined && from !== to) onSave?.(itemsOf([...rest.slice(0, to), one, ...rest.slice(to)]));
  };
  return (
    <ol className={classes.list} aria-label={t("kinds.title")}>
      {kinds.map((kind, index) => (
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- drawing is for the mouse, buttons for all
        <li
          key={kind.id}
          className={classes.line}
          data-drawn={drawn === index}
          onDragOver={(event) => event.preventDefault()}
          onDrop={() => drawn !== undefined && move(drawn, index)}
        >
          {onSave === undefined ? (
            <span className={classes.grow}>{kind.name}</span>
          ) : (
            <>
              <span
                className={classes.grip}
                draggable
                aria-hidden
                onDragStart={() => setDrawn(index)}
                onDragEnd={() => setDrawn(undefined)}
              >
                <IconGripVertical size={18} />
              </span>
              <KindName
                key={kind.name}
                kind={kind}
                onRename={(name) => onSave(itemsOf(kinds.map((one) => (one === kind ? { ...one, name } : one))))}
              />
            </>
          )}
          <Uses kind={kind} />
          {onSave === undefined ? null : (
            <Buttons
              kind={kind}
              isFirst={index === 0}
              isLast={index === kinds.length - 1}
              onMove={(by) => move(index, index + by)}
              onRemove={() => onSave(itemsOf(kinds.filter((one) => one !== kind)))}
            />
          )}
        </li>
      ))}
    </ol>
  );
}

function itemsOf(kinds: readonly UnitKind[]): Items {
  return kinds.map(({ id, name }) => ({ id, name }));
}

function Uses({ kind: { units } }: { kind: UnitKind }) {
  const { t, i18n } = useTranslation("organisation");
  return (
    <span className={classes.uses}>{t("kinds.units", { count: units, n: formatCount(units, i18n.language) })}</span>
  );
}

/** Enter or leaving the field saves the name; Escape brings the old one back. */
function KindName({ kind, onRename }: { kind: UnitKind; onRename: (name: string) => void }) {
  const { t } = useTranslation("organisation");
  const [name, setName] = useState(kind.name);
  const settle = () => {
    const next = name.trim();
    if (next === "") setName(kind.name);
    else if (next !== kind.name) onRename(next);
  };
  return (
    <TextInput
      className={classes.grow}
      aria-label={t("kinds.nameOf", { name: kind.name })}
      maxLength={60}
      value={name}
      onChange={(event) => setName(event.target.value)}
      onBlur={settle}
      onKeyDown={(event) => {
        if (event.key === "Enter") event.currentTarget.blur();
        if (event.key === "Escape") setName(kind.name);
      }}
    />
  );
}

interface ButtonsProps {
  readonly kind: UnitKind;
  readonly isFirst: boolean;
  readonly isLast: boolean;
  readonly onMove: (by: -1 | 1) => void;
  readonly onRemove: () => void;
}

function Buttons({ kind: { name, units }, isFirst, isLast, onMove, onRemove }: ButtonsProps) {
  const { t } = useTranslation("organisation");
  const icon = { variant: "subtle", color: "gray", size: 44 } as const;
  return (
    <span className={classes.buttons}>
      <ActionIcon {...icon} aria-label={t("kinds.up", { name })} disabled={isFirst} onClick={() => onMove(-1)}>
        <IconArrowUp size={18} aria-hidden />
      </ActionIcon>
      <ActionIcon {...icon} aria-label={t("kinds.down", { name })} disabled={isLast} onClick={() => onMove(1)}>
        <IconArrowDown size={18} aria-hidden />
      </ActionIcon>
      <ActionIcon
        {...icon}
        aria-label={t("kinds.remove", { name })}
        title={units > 0 ? t("kinds.inUse") : undefined}
        disabled={units > 0}
        onClick={onRemove}
      >
        <IconTrash size={18} aria-hidden />
      </ActionIcon>
    </span>
  );
}
