import { Drawer } from "@mantine/core";
import { IconDots } from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import { useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";

import { useMe } from "../api/queries.ts";
import { onlyFilter } from "../filters/filter.ts";
import classes from "./BottomBar.module.css";
import { homeOf, homes } from "./home.ts";
import { destinations, mayGo, type Destination } from "./navigation.ts";

const most = 4;

/** The navigation of a phone, within reach of the thumb: one's first page first, what does not fit behind "More". */
export function BottomBar({ extra }: { extra: ReactNode }) {
  const { t } = useTranslation("web");
  const me = useMe();
  const [opened, setOpened] = useState(false);
  const home = me === undefined ? null : homeOf(me);
  const first = home === null ? "" : homes[home].to;
  const open = destinations
    .filter((item) => mayGo(item, me))
    .toSorted((a, b) => Number(b.to === first) - Number(a.to === first));
  const [shown, rest] = open.length <= most + 1 ? [open, []] : [open.slice(0, most), open.slice(most)];

  return (
    <nav aria-label={t("nav.label")} className={classes.bar}>
      {shown.map((item) => (
        <BarLink key={item.to} item={item} className={classes.link} />
      ))}
      {rest.length === 0 ? null : (
        <button type="button" className={classes.link} onClick={() => setOpened(true)}>
          <IconDots size={22} stroke={1.6} aria-hidden />
          {t("nav.more")}
        </button>
      )}
      <Drawer
        opened={opened}
        onClose={() => setOpened(false)}
        position="bottom"
        size="auto"
        title={t("nav.more")}
        closeButtonProps={{ "aria-label": t("action.close") }}
      >
        <div className={classes.sheet}>
          {rest.map((item) => (
            <BarLink key={item.to} item={item} className={classes.row} onClick={() => setOpened(false)} />
          ))}
          <div onClickCapture={() => setOpened(false)}>{extra}</div>
        </div>
      </Drawer>
    </nav>
  );
}

interface BarLinkProps {
  readonly item: Destination;
  readonly className: string | undefined;
  readonly onClick?: () => void;
}

function BarLink({ item: { to, text, icon: Icon, keepsFilter }, className, onClick }: BarLinkProps) {
  const { t } = useTranslation("web");
  return (
    <Link
      to={to}
      search={keepsFilter ? (now) => onlyFilter(now) : {}}
      activeOptions={{ includeSearch: false }}
      className={className}
      onClick={onClick}
    >
      <Icon size={22} stroke={1.6} aria-hidden />
      {t(text)}
    </Link>
  );
}
