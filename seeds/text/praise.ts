import type { StreamKey } from "../model/problems.ts";
import type { Draw } from "../random.ts";

const themes: Readonly<Record<StreamKey, readonly string[]>> = {
  visit: ["friendly", "quick", "competent", "place", "solved", "friendly"],
  call: ["friendly", "quick", "competent", "solved"],
  chat: ["quick", "solved", "competent"],
  app: ["app_good", "app_good", "quick"],
  relational: ["network", "price", "friendly", "app_good", "competent"],
};

/** What somebody who is content would praise after such a contact. */
export function praiseFor(stream: StreamKey, draw: Draw): string {
  return draw.pick(themes[stream]);
}
