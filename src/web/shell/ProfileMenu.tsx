import { Menu, useMantineColorScheme, type MantineColorScheme } from "@mantine/core";
import {
  IconCheck,
  IconDeviceDesktop,
  IconKeyboard,
  IconLogout,
  IconMoon,
  IconSun,
  IconUser,
  type TablerIcon,
} from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";

import { productLanguages } from "#kit/language";

import { useMe } from "../api/queries.ts";
import { ownName } from "../i18n/languages.ts";
import { useChooseLanguage } from "../i18n/use-choose-language.ts";
import classes from "./Navigation.module.css";
import { useSignOut } from "./use-sign-out.ts";

const schemes: readonly { value: MantineColorScheme; icon: TablerIcon; text: string }[] = [
  { value: "light", icon: IconSun, text: "theme.light" },
  { value: "dark", icon: IconMoon, text: "theme.dark" },
  { value: "auto", icon: IconDeviceDesktop, text: "theme.auto" },
];

/** Who is signed in; language, theme, keys, profile, sign out. */
export function ProfileMenu({ narrow, onKeys }: { narrow?: boolean; onKeys?: () => void }) {
  const { t, i18n } = useTranslation("web");
  const me = useMe();
  const choose = useChooseLanguage();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const leave = useSignOut();

  return (
    <Menu position="top-start" width={232} shadow="md">
      <Menu.Target>
        <button type="button" className={classes.profile} aria-label={t("profile.menu", { name: me?.name ?? "" })}>
          <span className={classes.initial} aria-hidden>
            {me?.name.slice(0, 1).toUpperCase()}
          </span>
          {narrow === true ? null : <span>{me?.name}</span>}
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{t("profile.language")}</Menu.Label>
        {productLanguages.map((language) => (
          <Menu.Item
            key={language}
            lang={language}
            onClick={() => void choose(language)}
            rightSection={i18n.language === language ? <IconCheck size={15} /> : null}
          >
            {ownName(language)}
          </Menu.Item>
        ))}
        <Menu.Divider />
        <Menu.Label>{t("theme.label")}</Menu.Label>
        {schemes.map(({ value, icon: Icon, text }) => (
          <Menu.Item
            key={value}
            leftSection={<Icon size={16} />}
            onClick={() => setColorScheme(value)}
            rightSection={colorScheme === value ? <IconCheck size={15} /> : null}
          >
            {t(text)}
          </Menu.Item>
        ))}
        <Menu.Divider />
        <Menu.Item leftSection={<IconUser size={16} />} component={Link} to="/settings/profile">
          {t("profile.own")}
        </Menu.Item>
        {onKeys === undefined ? null : (
          <Menu.Item leftSection={<IconKeyboard size={16} />} onClick={onKeys}>
            {t("keys.title")}
          </Menu.Item>
        )}
        <Menu.Item leftSection={<IconLogout size={16} />} onClick={() => void leave()}>
          {t("profile.signOut")}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
