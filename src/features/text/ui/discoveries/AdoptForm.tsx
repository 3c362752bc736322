import { Button, NativeSelect, TextInput } from "@mantine/core";
import { useEffect, useRef, useState } from "react";

import type { Theme } from "../../contract.ts";
import { useThemeWords } from "../words.ts";
import styles from "./Discoveries.module.css";
import type { Thing } from "./things.ts";
import type { Discovering } from "./use-discoveries.ts";

interface AdoptFormProps {
  readonly thing: Thing;
  readonly themes: readonly Theme[];
  readonly discovering: Discovering;
  readonly onClose: () => void;
}

/** The name and the group of the theme that is made, in place; Enter makes it. */
export function AdoptForm({ thing, themes, discovering, onClose }: AdoptFormProps) {
  const { t } = useThemeWords();
  const [name, setName] = useState(thing.found.suggested.name);
  const [parent, setParent] = useState("");
  const [isMaking, setMaking] = useState(false);
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => field.current?.select(), []);
  const groups = themes.filter((one) => one.parent === null && !one.isArchived);
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        setMaking(true);
        const how = { name: name.trim(), parent: parent === "" ? null : parent };
        void discovering.adopt(thing, how, undefined).then(onClose, onClose);
      }}
    >
      <TextInput
        ref={field}
        label={t("field.name")}
        maxLength={300}
        value={name}
        onChange={(event) => setName(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === "Escape") onClose();
        }}
      />
      <NativeSelect
        label={t("field.parent")}
        value={parent}
        onChange={(event) => setParent(event.target.value)}
        data={[{ value: "", label: t("choice.top") }, ...groups.map((one) => ({ value: one.key, label: one.name }))]}
      />
      <div className={styles.deeds}>
        <Button type="submit" loading={isMaking} disabled={name.trim() === ""}>
          {t("discovery.makeIt")}
        </Button>
        <Button variant="subtle" onClick={onClose}>
          {t("web:action.cancel")}
        </Button>
      </div>
    </form>
  );
}
