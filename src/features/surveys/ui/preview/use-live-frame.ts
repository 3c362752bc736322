import { useEffect, useRef, useState, type RefObject } from "react";

import { send } from "#web/api/client.ts";

import { createLiveFrame, type LiveFrame, type Picture } from "./live-frame.ts";

/** Keeps a frame showing the draft as it is typed, drawn by the very renderer that respondents get. */
export function useLiveFrame(frame: RefObject<HTMLIFrameElement | null>, { address, draft }: Picture) {
  const live = useRef<LiveFrame | null>(null);
  const [isDrawn, setIsDrawn] = useState(true);
  const [height, setHeight] = useState(0);
  useEffect(() => {
    const made = createLiveFrame({
      draw: drawn,
      put: (html) => {
        const page = frame.current?.contentDocument;
        if (page === null || page === undefined) return;
        putInto(page, html);
        setHeight(page.body.scrollHeight);
        performance.mark("preview-shown");
      },
      onState: setIsDrawn,
    });
    live.current = made;
    return () => made.stop();
  }, [frame]);
  useEffect(() => {
    performance.mark("preview-asked");
    live.current?.show({ address, draft });
  }, [address, draft]);
  return { isDrawn, height };
}

async function drawn({ address, draft }: Picture, signal: AbortSignal): Promise<string> {
  const headers = { accept: "text/html" };
  const response = await send(address, { method: "POST", body: draft, headers, signal });
  return response.text();
}

/** Puts a page into the frame without loading it anew: nothing flashes, and one stays where one has scrolled to. */
function putInto(page: Document, html: string): void {
  const next = new DOMParser().parseFromString(html, "text/html");
  const root = page.documentElement;
  root.lang = next.documentElement.lang;
  root.dir = next.documentElement.dir;
  if (page.head.innerHTML !== next.head.innerHTML) page.head.replaceChildren(...next.head.childNodes);
  become(page.body, next.body);
}

/** Changes only what differs, so that a letter more lays out a line and not a page. */
function become(now: Element, next: Element): void {
  if (now.isEqualNode(next)) return;
  const isAlike =
    now.cloneNode(false).isEqualNode(next.cloneNode(false)) && now.childNodes.length === next.childNodes.length;
  if (!isAlike && now.tagName === "BODY") return now.replaceChildren(...next.childNodes);
  if (!isAlike) return now.replaceWith(next);
  const coming = [...next.childNodes];
  for (const [index, node] of [...now.childNodes].entries()) {
    const wanted = coming[index];
    if (wanted === undefined || node.isEqualNode(wanted)) continue;
    if (node.nodeType === Node.ELEMENT_NODE && wanted.nodeType === Node.ELEMENT_NODE)
      become(node as Element, wanted as Element);
    else node.replaceWith(wanted);
  }
}
