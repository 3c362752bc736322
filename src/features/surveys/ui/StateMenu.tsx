import { Button, Menu } from "@mantine/core";
import { IconArchive, IconChevronDown, IconLock, IconPlayerPlay } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";

import type { Survey } from "#feature/surveys/contract";
import { useMay } from "#web/api/queries.ts";
import { confirm } from "#web/design/confirm.ts";

import { useSetState, type SettableState } from "./use-set-state.ts";

const icons = { open: IconPlayerPlay, closed: IconLock, archived: IconArchive } as const;

/** Closes, reopens, archives or restores a survey; each can be undone, save that of a draft, which asks first. */
export function StateMenu({ survey }: { survey: Survey }) {
  const { t } = useTranslation("surveys");
  const mayWrite = useMay("surveys.write");
  const { setState, isPending } = useSetState(survey);
  if (!mayWrite || survey.origin === "imported") return null;

  const choose = async (state: SettableState) => {
    const text = { title: t("archive.title"), text: t("archive.text"), action: t("state.to-archived") };
    if (survey.publishedVersion === null && !(await confirm(text))) return;
    setState(state);
  };

  return (
    <Menu position="bottom-end" withinPortal={false} withInitialFocusPlaceholder={false}>
      <Menu.Target>
        <Button variant="default" rightSection={<IconChevronDown size={15} />} loading={isPending}>
          {t("state.change")}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {offered(survey).map((state) => {
          const Icon = icons[state];
          return (
            <Menu.Item key={state} leftSection={<Icon size={16} />} onClick={() => void choose(state)}>
              {t(`state.to-${state}`)}
            </Menu.Item>
          );
        })}
      </Menu.Dropdown>
    </Menu>
  );
}

function offered({ state, publishedVersion }: Survey): readonly SettableState[] {
  const reachable = publishedVersion === null ? (["archived"] as const) : (["open", "closed", "archived"] as const);
  return reachable.filter((each) => each !== state);
}
