import { Button } from "@mantine/core";
import { IconLayoutGridAdd } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import type { WidgetKind } from "#feature/explore/contract";

import { useMay } from "../api/queries.ts";
import { stringifySearch } from "../filters/search.ts";
import { useFilter } from "../filters/use-filter.ts";
import { usePageKeys } from "../shell/keys.ts";
import { usePageCommand } from "../shell/page-commands.ts";
import { PinDialog } from "./PinDialog.tsx";

interface PinButtonProps {
  readonly kind: WidgetKind;
  /** What the page is called: what its card is named unless the reader says otherwise. */
  readonly name: string;
}

/** Puts the page one is on, with its filter as it stands, on a dashboard: by the button, by `B`, or from the palette. */
export function PinButton(props: PinButtonProps) {
  return useMay("insight.read") ? <Pin {...props} /> : null;
}

function Pin({ kind, name }: PinButtonProps) {
  const { t } = useTranslation("web");
  const { search } = useFilter();
  const [isOpen, setOpen] = useState(false);
  const open = () => setOpen(true);
  usePageKeys([{ key: "b", label: t("pin.action"), run: open }]);
  usePageCommand({ id: `pin-${kind}`, name: `${t("pin.action")}: ${name}`, run: open });
  const { driver: _, next: __, ...asked } = search;
  return (
    <>
      <Button variant="default" leftSection={<IconLayoutGridAdd size={17} />} onClick={open}>
        {t("pin.action")}
      </Button>
      <PinDialog
        opened={isOpen}
        pinned={{ kind, search: stringifySearch(asked).slice(1) }}
        name={name}
        onClose={() => setOpen(false)}
      />
    </>
  );
}
