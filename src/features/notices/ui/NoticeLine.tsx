import { ActionIcon, Tooltip } from "@mantine/core";
import { IconCircle, IconCircleFilled } from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";

import type { Notice } from "#feature/notices/contract";
import { formatInstant } from "#web/format/time.ts";

import classes from "./Notices.module.css";

interface NoticeLineProps {
  readonly notice: Notice;
  readonly onMark: (isRead: boolean) => void;
}

/** One notice in words, with its time; leads to where it happened. */
export function NoticeLine({ notice, onMark }: NoticeLineProps) {
  const { t, i18n } = useTranslation("notices");
  const isRead = notice.readAt !== null;
  const text = t(`notice.${notice.kind}`, { ...notice.params, interpolation: { escapeValue: false } });
  const mark = t(isRead ? "markUnread" : "markRead");
  return (
    <li className={classes.line} data-read={isRead}>
      <Tooltip label={mark}>
        <ActionIcon variant="subtle" size={36} aria-label={mark} onClick={() => onMark(!isRead)}>
          {isRead ? <IconCircle size={10} /> : <IconCircleFilled size={10} />}
        </ActionIcon>
      </Tooltip>
      <div>
        {notice.link === null ? (
          <p>{text}</p>
        ) : (
          <Link to={notice.link} className={classes.link} onClick={() => (isRead ? undefined : onMark(true))}>
            {text}
          </Link>
        )}
        <time dateTime={notice.createdAt}>{formatInstant(notice.createdAt, i18n.language)}</time>
      </div>
    </li>
  );
}
