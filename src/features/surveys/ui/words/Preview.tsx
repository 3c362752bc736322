import { useState } from "react";
import { useTranslation } from "react-i18next";

import { textIn } from "#kit/language";

import { useEditor } from "./editor.ts";
import { previewQuery, type Place } from "./preview-address.ts";
import classes from "./Preview.module.css";

interface PreviewProps {
  readonly surveyId: string;
  /** Grows with every save: the picture is taken anew. */
  readonly revision: number;
  readonly language: string;
  readonly place: Place;
}

/** The page as respondents will get it, from the server's own hand, in the size of a phone. */
export function Preview({ surveyId, revision, language, place }: PreviewProps) {
  const { t } = useTranslation("surveys");
  const { definition } = useEditor();
  const query = new URLSearchParams({
    ...previewQuery(definition, place),
    lang: language,
    revision: String(revision),
  });
  const address = `/surveys/${surveyId}/preview?${query.toString()}`;
  return (
    <div className={classes.preview}>
      <PlaceSelect place={place} />
      <Phone address={address} title={t("preview.title")} />
      <a href={address} target="_blank" rel="noreferrer" className={classes.open}>
        {t("preview.open")}
      </a>
    </div>
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

/**
 * A picture of the page, not a second page to tab through: who wants to use it opens it in full size. The next one loads
 * behind the one in sight, so that nothing flashes while one writes.
 */
function Phone({ address, title }: { address: string; title: string }) {
  const [shown, setShown] = useState({ address, height: 0 });
  const show = (loaded: string, frame: HTMLIFrameElement) =>
    setShown({ address: loaded, height: frame.contentDocument?.documentElement.scrollHeight ?? 0 });
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reached by keyboard
    <div className={classes.phone} role="group" aria-label={title} tabIndex={0}>
      {[...new Set([shown.address, address])].map((each) => (
        <iframe
          key={each}
          src={each}
          title={title}
          inert
          sandbox="allow-same-origin"
          data-shown={each === shown.address}
          style={each === shown.address ? { height: shown.height } : {}}
          onLoad={(event) => show(each, event.currentTarget)}
        />
      ))}
    </div>
  );
}
