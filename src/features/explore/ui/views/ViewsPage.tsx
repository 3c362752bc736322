import { ActionIcon, Button, Menu } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { IconCopy, IconDots, IconPencil, IconShare, IconStar, IconStarFilled, IconTrash } from "@tabler/icons-react";
import { useInfiniteQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { callOperation } from "#web/api/client.ts";
import { EmptyState } from "#web/design/EmptyState.tsx";
import { PageHead } from "#web/design/PageHead.tsx";
import { ProblemNote } from "#web/design/ProblemNote.tsx";
import { SkeletonList } from "#web/design/Skeleton.tsx";
import { formatInstant } from "#web/format/time.ts";

import type { View } from "../../contract.ts";
import classes from "../Lists.module.css";
import { searchOf } from "../state.ts";
import { RenameDialog } from "./RenameDialog.tsx";
import { ShareDialog } from "./ShareDialog.tsx";
import { useViewDeeds } from "./use-view-deeds.ts";

/** Every saved view one may open, one's favourites at hand. */
export function ViewsPage() {
  const { t } = useTranslation("explore");
  const [words, setWords] = useState("");
  const [favourites, setFavourites] = useState(false);
  const [search] = useDebouncedValue(words.trim(), 200);
  const { views, error, isLoading, more } = useViews(search, favourites);
  const isNarrowed = search !== "" || favourites;
  const isEmpty = !isLoading && error === null && views.length === 0;
  return (
    <>
      <PageHead
        title={t("views.title")}
        actions={
          <Button component={Link} to="/explore">
            {t("views.new")}
          </Button>
        }
      />
      <div className={classes.narrowing} role="search">
        <input
          type="search"
          aria-label={t("views.find")}
          placeholder={t("views.find")}
          value={words}
          maxLength={100}
          onChange={(event) => setWords(event.target.value)}
        />
        <label>
          <input type="checkbox" checked={favourites} onChange={(event) => setFavourites(event.target.checked)} />
          {t("views.favourites")}
        </label>
      </div>
      <ProblemNote error={error} />
      {isLoading ? <SkeletonList rows={4} height={64} /> : null}
      {isEmpty ? <NoViews isNarrowed={isNarrowed} /> : null}
      <ul className={classes.list}>
        {views.map((view) => (
          <ViewRow key={view.id} view={view} />
        ))}
      </ul>
      {more === undefined ? null : (
        <Button variant="default" onClick={more}>
          {t("views.more")}
        </Button>
      )}
    </>
  );
}

function NoViews({ isNarrowed }: { isNarrowed: boolean }) {
  const { t } = useTranslation("explore");
  if (isNarrowed) return <p className={classes.nothing}>{t("views.nothing")}</p>;
  return <EmptyState title={t("views.none")} text={t("views.noneText")} />;
}

/** The views that are called so, page by page; `more` brings the next one where there is one. */
function useViews(search: string, favourites: boolean) {
  const query = { ...(search === "" ? {} : { search }), ...(favourites ? { favourites: "true" } : {}) };
  const { data, error, isLoading, hasNextPage, fetchNextPage } = useInfiniteQuery({
    queryKey: ["explore.listViews", "pages", query],
    queryFn: ({ pageParam, signal }) =>
      callOperation("explore.listViews", {
        query: { ...query, ...(pageParam === "" ? {} : { cursor: pageParam }) },
        signal,
      }),
    initialPageParam: "",
    getNextPageParam: ({ nextCursor }) => nextCursor ?? undefined,
    placeholderData: (previous) => previous,
  });
  const views = data?.pages.flatMap(({ items }) => items) ?? [];
  return { views, error, isLoading, more: hasNextPage ? () => void fetchNextPage() : undefined };
}

function ViewRow({ view }: { view: View }) {
  const { t, i18n } = useTranslation("explore");
  const deeds = useViewDeeds();
  const [open, setOpen] = useState<"share" | "rename" | null>(null);
  const close = () => setOpen(null);
  const given = view.sharing.everybody || view.sharing.roles.length > 0 || view.sharing.users.length > 0;
  return (
    <li>
      <ActionIcon
        variant="subtle"
        size={44}
        aria-pressed={view.isFavourite}
        aria-label={t(view.isFavourite ? "views.unmark" : "views.mark", { name: view.name })}
        onClick={() => deeds.mark(view)}
      >
        {view.isFavourite ? <IconStarFilled size={18} /> : <IconStar size={18} />}
      </ActionIcon>
      <div className={classes.what}>
        <Link to="/explore" search={{ ...searchOf(view.state), view: view.id }}>
          {view.name}
        </Link>
        <small>
          {[
            view.description,
            view.isOwn ? t(given ? "views.given" : "views.own") : t("views.by", { name: view.owner.name }),
            formatInstant(view.updatedAt, i18n.language),
          ]
            .filter(Boolean)
            .join(" · ")}
        </small>
      </div>
      <Menu position="bottom-end" shadow="md">
        <Menu.Target>
          <ActionIcon variant="subtle" size={44} aria-label={t("views.actions", { name: view.name })}>
            <IconDots size={18} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          {view.isOwn ? (
            <>
              <Menu.Item leftSection={<IconPencil size={16} />} onClick={() => setOpen("rename")}>
                {t("rename.action")}
              </Menu.Item>
              <Menu.Item leftSection={<IconShare size={16} />} onClick={() => setOpen("share")}>
                {t("share.action")}
              </Menu.Item>
            </>
          ) : null}
          <Menu.Item leftSection={<IconCopy size={16} />} onClick={() => deeds.copy(view)}>
            {t("views.copy")}
          </Menu.Item>
          {view.isOwn ? (
            <Menu.Item leftSection={<IconTrash size={16} />} onClick={() => deeds.remove(view)}>
              {t("views.delete")}
            </Menu.Item>
          ) : null}
        </Menu.Dropdown>
      </Menu>
      <ShareDialog opened={open === "share"} kind="view" kept={view} onClose={close} />
      <RenameDialog opened={open === "rename"} kind="view" kept={view} onClose={close} />
    </li>
  );
}
