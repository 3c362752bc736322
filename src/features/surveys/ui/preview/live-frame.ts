/** Where a picture of the draft comes from, and what it shows. */
export interface Picture {
  /** Address of the preview, with the part to show. */
  readonly address: string;
  /** The draft as JSON. */
  readonly draft: string;
}

/** Draws the draft as it is typed into a frame. */
export interface LiveFrame {
  /** Shows this as soon as it can: what comes while a picture is on its way waits, and only the latest of it is drawn. */
  readonly show: (picture: Picture) => void;
  readonly stop: () => void;
}

interface LiveFrameOptions {
  /** Throws when the server cannot draw it; the picture in sight stays. */
  readonly draw: (picture: Picture, signal: AbortSignal) => Promise<string>;
  readonly put: (html: string) => void;
  /** Whether what is typed is in sight; false while it cannot be drawn. */
  readonly onState: (isDrawn: boolean) => void;
}

/** Makes a live frame. One picture is on its way at a time, so that a slow line is never jammed. */
export function createLiveFrame({ draw, put, onState }: LiveFrameOptions): LiveFrame {
  const stopped = new AbortController();
  let wanted: Picture | undefined;
  let isRunning = false;

  async function run(): Promise<void> {
    while (wanted !== undefined && !stopped.signal.aborted) {
      const picture = wanted;
      wanted = undefined;
      try {
        put(await draw(picture, stopped.signal));
        onState(true);
      } catch {
        if (!stopped.signal.aborted) onState(false);
      }
    }
  }

  return {
    show: (picture) => {
      wanted = picture;
      if (isRunning) return;
      isRunning = true;
      void run().finally(() => (isRunning = false));
    },
    stop: () => stopped.abort(),
  };
}
