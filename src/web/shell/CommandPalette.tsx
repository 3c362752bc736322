import { Modal } from "@mantine/core";
import { useNavigate } from "@tanstack/react-router";
import { useId, useState, type KeyboardEvent } from "react";
import { useTranslation } from "react-i18next";

import classes from "./CommandPalette.module.css";
import { useCommands, type Command } from "./commands.ts";
import { noteUsed } from "./recent.ts";

/** ⌘K: pages, surveys and actions by a few letters, all by keyboard. */
export function CommandPalette({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  const { t } = useTranslation("web");
  return (
    <Modal.Root opened={opened} onClose={onClose} size={560} yOffset="12vh">
      <Modal.Overlay />
      <Modal.Content aria-label={t("palette.open")}>
        <Modal.Body p={0}>{opened ? <Palette onClose={onClose} /> : null}</Modal.Body>
      </Modal.Content>
    </Modal.Root>
  );
}

function Palette({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation("web");
  const navigate = useNavigate();
  const list = useId();
  const [words, setWords] = useState("");
  const [at, setAt] = useState(0);
  const commands = useCommands(words);
  const chosen = Math.min(at, commands.length - 1);

  const run = (command: Command | undefined) => {
    if (command === undefined) return;
    noteUsed(command.id);
    onClose();
    if (command.run === undefined) void navigate({ href: command.href });
    else command.run();
  };
  const press = (event: KeyboardEvent) => {
    const step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
    if (event.key === "Enter") run(commands[chosen]);
    if (step === 0 || commands.length === 0) return;
    event.preventDefault();
    setAt((chosen + step + commands.length) % commands.length);
  };

  return (
    <div className={classes.palette}>
      <input
        data-autofocus
        role="combobox"
        aria-expanded
        aria-controls={list}
        aria-activedescendant={commands[chosen] === undefined ? undefined : `${list}-${chosen}`}
        aria-label={t("palette.open")}
        placeholder={t("palette.placeholder")}
        value={words}
        onChange={(event) => [setWords(event.target.value), setAt(0)]}
        onKeyDown={press}
      />
      <ul id={list} role="listbox" aria-label={t("palette.open")}>
        {commands.map((command, index) => (
          <li
            key={command.id}
            id={`${list}-${index}`}
            role="option"
            aria-selected={index === chosen}
            onPointerMove={() => setAt(index)}
            onClick={() => run(command)}
            onKeyDown={press}
          >
            <span>{command.name}</span>
            <small>{command.kind}</small>
          </li>
        ))}
      </ul>
      {commands.length === 0 ? <p>{t("palette.nothing")}</p> : null}
    </div>
  );
}
