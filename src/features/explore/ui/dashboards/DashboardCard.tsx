import { ActionIcon } from "@mantine/core";
import {
  IconArrowLeft,
  IconArrowRight,
  IconArrowsDiagonal,
  IconArrowsDiagonalMinimize2,
  IconChevronDown,
  IconChevronUp,
  IconX,
  type TablerIcon,
} from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import { Suspense, type KeyboardEvent, type ReactNode } from "react";
import { useTranslation } from "react-i18next";

import { ProblemNote } from "#web/design/ProblemNote.tsx";
import { Skeleton } from "#web/design/Skeleton.tsx";
import { FilterScope } from "#web/filters/filter-scope.ts";
import { parseSearch, readSearch } from "#web/filters/search.ts";

import type { Answer, Dashboard, Found, Widget } from "../../contract.ts";
import { sayFinding } from "../../rules.ts";
import { MiniTrend } from "../pictures/MiniTrend.tsx";
import { Picture } from "../pictures/Picture.tsx";
import { useSpeech } from "../speech.ts";
import { searchOf } from "../state.ts";
import { shownAs, useAnswer } from "../use-question.ts";
import { heightened, widened } from "./cards.ts";
import classes from "./Dashboards.module.css";
import { widgets } from "./widgets.ts";

type Card = Dashboard["cards"][number];

interface DashboardCardProps {
  readonly card: Card;
  readonly isArranging: boolean;
  readonly onMove: (by: number) => void;
  readonly onChange: (card: Card) => void;
  readonly onRemove: () => void;
  readonly onDrag: () => void;
  readonly onDrop: () => void;
}

/** One view on a dashboard. What is wrong with it stays within it. While arranging: drag, or the arrow keys. */
export function DashboardCard({ card, isArranging, onMove, onChange, onRemove, onDrag, onDrop }: DashboardCardProps) {
  const { t } = useTranslation("explore");
  const name = "widget" in card ? card.widget.name : (card.view?.name ?? t("dashboards.gone"));
  const press = (event: KeyboardEvent) => {
    const act = {
      ArrowLeft: () => (event.shiftKey ? onChange(widened(card, -1)) : onMove(-1)),
      ArrowRight: () => (event.shiftKey ? onChange(widened(card, 1)) : onMove(1)),
      ArrowUp: () => event.shiftKey && onChange(heightened(card, -1)),
      ArrowDown: () => event.shiftKey && onChange(heightened(card, 1)),
      Delete: onRemove,
    }[event.key];
    if (act === undefined || event.target !== event.currentTarget) return;
    event.preventDefault();
    act();
  };
  return (
    <li
      className={classes.card}
      data-width={card.width}
      data-height={card.height}
      data-arranging={isArranging}
      {...(isArranging
        ? {
            draggable: true,
            tabIndex: 0,
            "aria-label": t("dashboards.card", { name }),
            onKeyDown: press,
            onDragStart: onDrag,
            onDragOver: (event: { preventDefault: () => void }) => event.preventDefault(),
            onDrop,
          }
        : {})}
    >
      {isArranging ? (
        <Arranging card={card} name={name} onMove={onMove} onChange={onChange} onRemove={onRemove} />
      ) : null}
      <CardContent card={card} />
    </li>
  );
}

type ArrangingProps = Pick<DashboardCardProps, "card" | "onMove" | "onChange" | "onRemove"> & { readonly name: string };

function Arranging({ card, name, onMove, onChange, onRemove }: ArrangingProps) {
  const { t } = useTranslation("explore");
  const tool = (key: string, Icon: TablerIcon, act: () => void) => (
    <ActionIcon
      key={key}
      variant="subtle"
      size="var(--touch)"
      aria-label={t(`arrange.${key}`, { name })}
      title={t(`arrange.${key}`, { name })}
      onClick={act}
    >
      <Icon size={17} />
    </ActionIcon>
  );
  return (
    <div className={classes.tools}>
      {tool("earlier", IconArrowLeft, () => onMove(-1))}
      {tool("later", IconArrowRight, () => onMove(1))}
      {tool("narrower", IconArrowsDiagonalMinimize2, () => onChange(widened(card, -1)))}
      {tool("wider", IconArrowsDiagonal, () => onChange(widened(card, 1)))}
      {tool("lower", IconChevronUp, () => onChange(heightened(card, -1)))}
      {tool("higher", IconChevronDown, () => onChange(heightened(card, 1)))}
      {tool("remove", IconX, onRemove)}
    </div>
  );
}

function CardContent({ card }: { card: Card }) {
  const { t } = useTranslation("explore");
  if ("widget" in card) return <WidgetBody widget={card.widget} />;
  if (card.view === null) return <p className={classes.gone}>{t("dashboards.goneText")}</p>;
  return <CardBody view={card.view} />;
}

function WidgetBody({ widget }: { widget: Widget }) {
  const { t } = useTranslation("explore");
  const { page, Body } = widgets[widget.kind];
  const search = readSearch(parseSearch(widget.search));
  return (
    <>
      <div className={classes.head}>
        <Link to={page} search={{ ...search }}>
          {widget.name}
        </Link>
      </div>
      <ScrollRegion label={t("dashboards.picture", { name: widget.name })} isOld={false}>
        <FilterScope value={{ page, search }}>
          <Suspense fallback={<Skeleton height={180} />}>
            <Body />
          </Suspense>
        </FilterScope>
      </ScrollRegion>
    </>
  );
}

type ShownView = NonNullable<Extract<Card, { viewId: string }>["view"]>;

function CardBody({ view }: { view: ShownView }) {
  const speech = useSpeech();
  const { data, error, isFetching } = useAnswer(view.state);
  const first = data?.found.find(({ measure }) => measure !== null) ?? data?.found[0];
  const finding = data === undefined || first === undefined ? " " : sayFinding(first, data.against, speech);
  return (
    <>
      <div className={classes.head}>
        <Link to="/explore" search={{ ...searchOf(view.state), view: view.id }}>
          {view.name}
        </Link>
        <h2>{finding}</h2>
      </div>
      <ProblemNote error={error} />
      {data === undefined && error === null ? <Skeleton height={180} /> : null}
      {data === undefined || first === undefined || first.measure === null ? null : (
        <CardPicture view={view} answer={data} first={first} isOld={isFetching} />
      )}
    </>
  );
}

interface CardPictureProps {
  readonly view: ShownView;
  readonly answer: Answer;
  readonly first: Found;
  readonly isOld: boolean;
}

/** A picture that may be longer than its card, and scrolls within it. */
function CardPicture({ view, answer, first, isOld }: CardPictureProps) {
  const { t } = useTranslation("explore");
  const shown = shownAs(view.state);
  if (shown.picture === "trend") {
    return (
      <div className={classes.body} data-old={isOld} data-fits>
        <MiniTrend state={view.state} found={first} />
      </div>
    );
  }
  return (
    <ScrollRegion label={t("dashboards.picture", { name: view.name })} isOld={isOld}>
      <Picture shown={shown} answer={answer} caption={view.name} />
    </ScrollRegion>
  );
}

function ScrollRegion({ label, isOld, children }: { label: string; isOld: boolean; children: ReactNode }) {
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reached by keyboard
    <div className={classes.body} data-old={isOld} tabIndex={0} role="region" aria-label={label}>
      {children}
    </div>
  );
}
