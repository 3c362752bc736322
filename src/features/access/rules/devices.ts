/** What a browser tells of itself, as far as people need it to recognise their own. */
export interface Device {
  readonly browser: string | null;
  readonly system: string | null;
  readonly isPhone: boolean;
}

/** Browser and system behind a `User-Agent` header; the first name that fits counts, for each claims to be others too. */
export function deviceOf(userAgent: string): Device {
  return {
    browser: nameIn(browsers, userAgent),
    system: nameIn(systems, userAgent),
    isPhone: /iphone|android.*mobile|windows phone/i.test(userAgent),
  };
}

type Names = readonly (readonly [RegExp, string])[];

const browsers: Names = [
  [/edg(e|a|ios)?\//i, "Edge"],
  [/opr\/|opera/i, "Opera"],
  [/yabrowser\//i, "Yandex Browser"],
  [/samsungbrowser\//i, "Samsung Internet"],
  [/firefox\/|fxios\//i, "Firefox"],
  [/chrome\/|crios\/|chromium\//i, "Chrome"],
  [/safari\//i, "Safari"],
];

const systems: Names = [
  [/iphone/i, "iPhone"],
  [/ipad/i, "iPad"],
  [/android/i, "Android"],
  [/windows/i, "Windows"],
  [/mac os x|macintosh/i, "macOS"],
  [/cros/i, "ChromeOS"],
  [/linux|x11/i, "Linux"],
];

function nameIn(names: Names, userAgent: string): string | null {
  return names.find(([sign]) => sign.test(userAgent))?.[1] ?? null;
}
