import { createTheme, defaultVariantColorsResolver, type CSSVariablesResolver } from "@mantine/core";

const accent = [
  "#eef3fd",
  "#dbe5fa",
  "#b5c9f4",
  "#8fb0ff",
  "#6d92e6",
  "#4b77da",
  "#2f5bd0",
  "#2750bb",
  "#2146a4",
  "#193680",
] as const;

const scrim = { color: "#14181f", backgroundOpacity: 0.4 } as const;

/** How Mantine's parts look here: our accent, our font, one radius, our type scale. */
export const theme = createTheme({
  primaryColor: "accent",
  primaryShade: { light: 6, dark: 3 },
  colors: { accent },
  /** Filled buttons are pale in the dark theme: their words turn dark there. */
  variantColorResolver: (input) => {
    const resolved = defaultVariantColorsResolver(input);
    return input.variant === "filled" ? { ...resolved, color: "var(--accent-ink)" } : resolved;
  },
  fontFamily: "var(--font)",
  headings: { fontFamily: "var(--font)" },
  defaultRadius: 8,
  cursorType: "pointer",
  respectReducedMotion: true,
  fontSizes: { xs: "12px", sm: "14px", md: "14.5px", lg: "17px", xl: "24px" },
  components: {
    Tooltip: { defaultProps: { openDelay: 250, withArrow: false, multiline: true, maw: 320 } },
    Modal: { defaultProps: { centered: true, radius: 12, overlayProps: scrim } },
    Drawer: { defaultProps: { overlayProps: scrim } },
  },
});

/** Mantine's own variables, pointed at our tokens, so that both themes follow from one place. */
export const variables: CSSVariablesResolver = () => {
  const shared = {
    "--mantine-color-body": "var(--page)",
    "--mantine-color-text": "var(--ink)",
    "--mantine-color-dimmed": "var(--ink-3)",
    "--mantine-color-placeholder": "var(--ink-3)",
    "--mantine-color-default": "var(--raised)",
    "--mantine-color-default-hover": "var(--hover)",
    "--mantine-color-default-color": "var(--ink)",
    "--mantine-color-default-border": "var(--line)",
    "--mantine-color-error": "var(--detractor)",
    "--mantine-color-anchor": "var(--accent)",
    "--input-height": "var(--touch)",
    "--mantine-color-accent-light-color": "var(--accent)",
    "--mantine-color-red-filled": "var(--detractor)",
    "--mantine-color-red-filled-hover": "var(--detractor)",
    "--mantine-color-red-light-color": "var(--detractor)",
  };
  return { variables: {}, light: shared, dark: shared };
};
