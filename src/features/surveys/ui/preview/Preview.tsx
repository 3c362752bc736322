import { SegmentedControl } from "@mantine/core";
import { useElementSize } from "@mantine/hooks";
import { IconDeviceDesktop, IconDeviceMobile } from "@tabler/icons-react";
import { useRef, useState } from "react";
import { useTranslation } from "react-i18next";

import { textIn } from "#kit/language";
import { languageName } from "#web/format/names.ts";

import { useEditor } from "../draft/editor.ts";
import { previewQuery, type Place } from "./preview-address.ts";
import classes from "./Preview.module.css";
import { useLiveFrame } from "./use-live-frame.ts";

interface PreviewProps {
  readonly surveyId: string;
  readonly place: Place;
}

type Screen = "phone" | "desktop";

/** How wide the page is drawn on each screen, in pixels. */
const widths = { phone: 360, desktop: 1024 } as const;

/** The page as respondents will get it, drawn by the server's own hand from what is typed. */
export function Preview({ surveyId, place }: PreviewProps) {
  const { t } = useTranslation("surveys");
  const { definition, languages } = useEditor();
  const [screen, setScreen] = useState<Screen>("phone");
  const [chosen, setChosen] = useState<string>();
  const language = chosen !== undefined && definition.languages.includes(chosen) ? chosen : (languages[0] ?? "");
  const query = new URLSearchParams({ ...previewQuery(definition, place), lang: language });
  const address = `/surveys/${surveyId}/preview?${query.toString()}`;
  return (
    <div className={classes.preview}>
      <div className={classes.head}>
        <SegmentedControl
          aria-label={t("preview.screen")}
          value={screen}
          onChange={setScreen}
          data={[
            { value: "phone", label: <ScreenLabel icon={IconDeviceMobile} text={t("preview.phone")} /> },
            { value: "desktop", label: <ScreenLabel icon={IconDeviceDesktop} text={t("preview.desktop")} /> },
          ]}
        />
        {definition.languages.length < 2 ? null : <PreviewLanguage language={language} onChoose={setChosen} />}
      </div>
      <PlaceSelect place={place} />
      <Frame address={address} screen={screen} />
      <a href={address} target="_blank" rel="noreferrer" className={classes.open}>
        {t("preview.open")}
      </a>
    </div>
  );
}

function ScreenLabel({ icon: Icon, text }: { icon: typeof IconDeviceMobile; text: string }) {
  return (
    <span className={classes.screen}>
      <Icon size={17} aria-hidden />
      {text}
    </span>
  );
}

function PreviewLanguage({ language, onChoose }: { language: string; onChoose: (language: string) => void }) {
  const { t, i18n } = useTranslation("surveys");
  const { definition } = useEditor();
  return (
    <select
      className={classes.language}
      aria-label={t("preview.language")}
      value={language}
      onChange={(event) => onChoose(event.target.value)}
    >
      {definition.languages.map((each) => (
        <option key={each} value={each}>
          {languageName(each, i18n.language)}
        </option>
      ))}
    </select>
  );
}

function PlaceSelect({ place }: { place: Place }) {
  const { t, i18n } = useTranslation("surveys");
  const { definition, lookAt } = useEditor();
  const name = (words: Readonly<Record<string, string>> | undefined) =>
    textIn(words, i18n.language, definition.defaultLanguage);
  return (
    <select
      className={classes.place}
      aria-label={t("preview.part")}
      value={JSON.stringify(place)}
      onChange={(event) => lookAt(JSON.parse(event.target.value) as Place)}
    >
      {definition.pages
        .flatMap(({ questions }) => questions)
        .map(({ key, title }, index) => (
          <option key={key} value={JSON.stringify({ question: key })}>
            {`${index + 1}. ${name(title)}`}
          </option>
        ))}
      {definition.endings.map(({ key, title }) => (
        <option key={key} value={JSON.stringify({ ending: key })}>
          {t("preview.ending", { title: name(title) })}
        </option>
      ))}
    </select>
  );
}

/** A picture of the page, not a second page to tab through: who wants to use it opens it in full size. */
function Frame({ address, screen }: { address: string; screen: Screen }) {
  const { t } = useTranslation("surveys");
  const { definition } = useEditor();
  const frame = useRef<HTMLIFrameElement>(null);
  const { ref, width: room } = useElementSize();
  const { isDrawn, height } = useLiveFrame(frame, { address, draft: JSON.stringify(definition) });
  const width = screen === "phone" ? Math.min(widths.phone, room) : widths.desktop;
  const scale = room === 0 || width === 0 ? 1 : Math.min(1, room / width);
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reached by keyboard
    <div className={classes.device} data-screen={screen} role="group" aria-label={t("preview.title")} tabIndex={0}>
      <div ref={ref} className={classes.glass} style={{ height: Math.max(height * scale, 200) }}>
        <iframe
          ref={frame}
          srcDoc="<!doctype html><title>-</title>"
          title={t("preview.title")}
          inert
          sandbox="allow-same-origin"
          style={{ width, height: Math.max(height, 200 / scale), transform: `scale(${scale})` }}
        />
      </div>
      {isDrawn ? null : (
        <p className={classes.waiting} role="status">
          {t("preview.waiting")}
        </p>
      )}
    </div>
  );
}
