import { useMemo, useRef, useState } from "react";

import type { OperationAnswer } from "#web/api/operations.ts";
import { SkeletonList } from "#web/design/Skeleton.tsx";

import type { TextToCode, Theme } from "../../contract.ts";
import { partsOf } from "../sides.ts";
import { useThemeWords } from "../words.ts";
import { AskOutside } from "./AskOutside.tsx";
import { Buttons } from "./Buttons.tsx";
import { Chosen } from "./Chosen.tsx";
import classes from "./Coding.module.css";
import { CommentToCode } from "./CommentToCode.tsx";
import { codeOfFound, findable, findThemes, type Findable } from "./find-theme.ts";
import type { KeyDeed } from "./keys.ts";
import { KeysLegend } from "./KeysLegend.tsx";
import type { QueueEvent } from "./queue.ts";
import { Suggestions } from "./Suggestions.tsx";
import { ThemeSearch } from "./ThemeSearch.tsx";
import { useDeskKeys } from "./use-desk-keys.ts";
import type { Coding } from "./use-queue.ts";

const mostFound = 8;

/** What a coder works with. */
export type DeskGround = OperationAnswer<"text.readDesk">;

/** The comment in hand, what is said of it, and everything that can be said of it. */
export function Desk({ desk, coding }: { desk: DeskGround; coding: Coding }) {
  const { t } = useThemeWords();
  const { themes, isSuggesterOn } = desk;
  const { queue, tell } = coding;
  const input = useRef<HTMLInputElement>(null);
  const [typed, setTyped] = useState("");
  const [at, setAt] = useState(0);
  const all = useMemo(() => findable(themes), [themes]);
  const found = useMemo(() => findThemes(all, typed, mostFound), [all, typed]);
  const nameOf = useMemo(() => namesOf(themes), [themes]);
  const [text] = queue.texts;

  const type = (words: string) => {
    setTyped(words);
    setAt(0);
  };
  const choose = (one: Findable | undefined, side: Parameters<typeof codeOfFound>[1]["side"]) => {
    if (one === undefined || text === undefined) return;
    tell({ what: "toggled", code: codeOfFound(one, { typed, score: text.score, side }) });
    type("");
  };
  const accept = () => {
    if (text === undefined) return;
    if (queue.codes.length === 0) return tell({ what: "missed" });
    coding.accept(queue.codes);
  };
  const act = (deed: KeyDeed) => {
    switch (deed.do) {
      case "suggestion":
      case "side":
      case "drop":
        return said(deed);
      case "choose":
        return choose(found[at], deed.side);
      case "step":
        return setAt((found.length + at + deed.by) % Math.max(1, found.length));
      default:
        return plain[deed.do]();
    }
  };
  const said = (deed: KeyDeed) => {
    const event = eventOf(deed, text);
    if (event !== undefined) tell(event);
  };
  const plain = {
    accept,
    nothing: () => coding.accept([]),
    skip: coding.skip,
    back: coding.back,
    clear: () => type(""),
    search: () => input.current?.focus(),
    help: () => input.current?.blur(),
  } as const;
  useDeskKeys({ typed, act, input });

  return (
    <div className={classes.desk}>
      <div className={classes.paper}>
        {text === undefined ? <SkeletonList rows={3} height={60} /> : <CommentToCode text={text} nameOf={nameOf} />}
        <Chosen queue={queue} nameOf={nameOf} onToggle={(code) => tell({ what: "toggled", code })} onSide={act} />
        <Buttons coding={coding} onAccept={accept} />
      </div>
      <div className={classes.side}>
        <Suggestions text={text} codes={queue.codes} onToggle={(code) => tell({ what: "toggled", code })} />
        {isSuggesterOn && text !== undefined ? (
          <AskOutside key={`${text.responseId} ${text.question}`} text={text} codes={queue.codes} tell={tell} />
        ) : null}
        <ThemeSearch
          input={input}
          typed={typed}
          found={found}
          at={at}
          onType={type}
          onChoose={(one, side) => choose(one, side)}
          label={t("coding.search")}
        />
        <KeysLegend />
      </div>
    </div>
  );
}

/** What a key does to what is said of the comment. */
function eventOf(deed: KeyDeed, text: TextToCode | undefined): QueueEvent | undefined {
  if (deed.do === "side") return { what: "sided", side: deed.side };
  if (deed.do === "drop") return { what: "dropped" };
  const code = deed.do === "suggestion" ? text?.suggestions[deed.index]?.code : undefined;
  return code === undefined ? undefined : { what: "toggled", code };
}

/** What codes are called, as far as the codebook knows them. */
function namesOf(themes: readonly Theme[]): (code: string) => string {
  const known = new Map(themes.map((theme) => [theme.key, theme]));
  return (code) => {
    const { theme, side } = partsOf(code);
    return known.get(theme)?.sideNames[side] ?? code;
  };
}
