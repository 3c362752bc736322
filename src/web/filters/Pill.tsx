import { Popover } from "@mantine/core";
import { IconChevronDown } from "@tabler/icons-react";
import type { ReactNode } from "react";

import classes from "./FilterBar.module.css";

interface PillProps {
  readonly label: ReactNode;
  /** Whether it changes what is shown. */
  readonly active: boolean;
  readonly opened: boolean;
  readonly onToggle: (opened: boolean) => void;
  readonly children: ReactNode;
}

/** A button of the filter bar that opens its choices below itself. */
export function Pill({ label, active, opened, onToggle, children }: PillProps) {
  return (
    <Popover
      opened={opened}
      onChange={onToggle}
      position="bottom-start"
      shadow="md"
      width={300}
      trapFocus
      returnFocus
      transitionProps={{ duration: 0 }}
    >
      <Popover.Target>
        <button type="button" className={classes.pill} data-active={active} onClick={() => onToggle(!opened)}>
          <span>{label}</span>
          <IconChevronDown size={14} aria-hidden />
        </button>
      </Popover.Target>
      <Popover.Dropdown p={8}>{children}</Popover.Dropdown>
    </Popover>
  );
}
