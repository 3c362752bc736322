/** Colours of a picture that leaves the screen: the light theme's, so that it prints. */
export const printColours = {
  page: "#ffffff",
  ink: "#161a20",
  soft: "#636c79",
  line: "#e1e4e9",
  promoter: "#0d7f73",
  passive: "#a3abb6",
  detractor: "#c2410c",
} as const;

/** Text safe inside SVG. */
export function escapeXml(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");
}
