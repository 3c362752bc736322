import type { Answer, Found, ViewState } from "../../contract.ts";

/** What every picture is drawn from. */
export interface PictureProps {
  readonly state: ViewState;
  readonly found: Found;
  readonly against: Answer["against"];
  /** The finding in words, for those who do not see it. */
  readonly caption: string;
}
