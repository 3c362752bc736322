import { Outlet, useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { ConfirmDialog } from "../design/ConfirmDialog.tsx";
import { SampleBanner } from "../sample/SampleBanner.tsx";
import bar from "./BottomBar.module.css";
import { BottomBar } from "./BottomBar.tsx";
import { CommandPalette } from "./CommandPalette.tsx";
import { usePageKeys } from "./keys.ts";
import { KeysHelp } from "./KeysHelp.tsx";
import { Navigation } from "./Navigation.tsx";
import { NoticeBell } from "./NoticeBell.tsx";
import { OfflineBanner } from "./OfflineBanner.tsx";
import classes from "./Shell.module.css";
import { Toasts } from "./Toasts.tsx";

/** The frame around every page: navigation, palette, keys, messages. */
export function Shell() {
  const { t } = useTranslation("web");
  const navigate = useNavigate();
  const [open, setOpen] = useState<"palette" | "keys" | null>(null);

  usePageKeys([
    { key: "mod+k", label: t("keys.palette"), run: () => setOpen("palette") },
    { key: "?", label: t("keys.help"), run: () => setOpen("keys") },
    { key: "g", label: t("keys.overview"), run: () => void navigate({ to: "/" }) },
    { key: "n", label: t("keys.notices"), run: () => void navigate({ to: "/notices" }) },
    { key: "a", label: t("keys.answers"), run: () => void navigate({ to: "/answers" }) },
  ]);

  return (
    <div className={classes.frame}>
      <a href="#main" className={classes.skip}>
        {t("shell.skip")}
      </a>
      <Navigation onPalette={() => setOpen("palette")} onKeys={() => setOpen("keys")} />
      <div className={classes.column}>
        <OfflineBanner />
        <SampleBanner />
        <main id="main" tabIndex={-1} className={classes.main}>
          <Outlet />
        </main>
      </div>
      <BottomBar extra={<NoticeBell className={bar.row} />} />
      <Toasts />
      <ConfirmDialog />
      <CommandPalette opened={open === "palette"} onClose={() => setOpen(null)} />
      <KeysHelp opened={open === "keys"} onClose={() => setOpen(null)} />
    </div>
  );
}
