import { createHash } from "node:crypto";

import type { Theme } from "#feature/surveys/contract";

import { fixedColours, safeColours } from "../colours.ts";

/** A style sheet to be put into the page, and its hash for the content security policy. */
export interface PageStyle {
  /** The whole `<style>` element; one sign more or less and the hash no longer fits. */
  readonly element: string;
  readonly hash: string;
}

/** What a page looks like: the organisation's colour, and what the survey's own theme says besides. */
export interface Look {
  readonly colour: string;
  readonly theme?: Theme | undefined;
}

/** Names a look; the same name is the same style. */
export function nameOfLook({ colour, theme }: Look): string {
  return theme === undefined ? colour : `${colour} ${JSON.stringify(theme)}`;
}

/** The whole look of the public pages, with every colour made readable; chosen ones are the same in dark mode. */
export function styleFor(look: Look): PageStyle {
  const name = nameOfLook(look);
  const known = styles.get(name);
  if (known !== undefined) return known;

  const css = `${coloursFor(look)}${look.theme === undefined ? "" : shapesFor(look.theme)}`;
  const style = {
    element: `<style>${css}</style>`,
    hash: `sha256-${createHash("sha256").update(css).digest("base64")}`,
  };
  if (styles.size > 50) styles.clear();
  styles.set(name, style);
  return style;
}

function coloursFor({ colour, theme }: Look): string {
  const accent = theme?.colour ?? colour;
  if (theme?.background === undefined && theme?.text === undefined) {
    const { light, onLight, dark, onDark } = safeColours(accent);
    return `:root{--a:${light};--on:${onLight}}${sheet}@media(prefers-color-scheme:dark){:root{--a:${dark};--on:${onDark};${darkColours}}}`;
  }
  const fixed = fixedColours({ colour: accent, background: theme.background, text: theme.text });
  const { scheme, onAccent, around, ink, soft, line, bad } = fixed;
  return `${sheet}:root{color-scheme:${scheme};--a:${fixed.accent};--on:${onAccent};--bg:${around};--card:${fixed.sheet};--ink:${ink};--soft:${soft};--line:${line};--bad:${bad}}`;
}

const fonts: Readonly<Record<Theme["font"], string>> = {
  sans: "",
  serif: 'body{font-family:Georgia,"Noto Serif","Times New Roman",serif}',
  rounded: 'body{font-family:ui-rounded,"SF Pro Rounded",Nunito,"Varela Round","Segoe UI",system-ui,sans-serif}',
};

const corners: Readonly<Record<Theme["corners"], string>> = {
  square: ":root{--r:0;--R:0}",
  round: "",
  pill: ":root{--r:24px;--R:28px}",
};

function shapesFor(theme: Theme): string {
  return fonts[theme.font] + corners[theme.corners];
}

const styles = new Map<string, PageStyle>();

const darkColours = "--bg:#16181c;--card:#202328;--ink:#f0f1f3;--soft:#aab0ba;--line:#7d8590;--bad:#ff9d8a";

const sheet = `
:root{color-scheme:light dark;--r:8px;--R:12px;--bg:#f4f5f7;--card:#fff;--ink:#1b1e24;--soft:#5a616c;--line:#868d98;--bad:#b3261e}
*{box-sizing:border-box}
body{margin:0;background:var(--bg);color:var(--ink);font:16px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans",sans-serif;overflow-wrap:anywhere}
.w{max-width:640px;margin:0 auto;padding:16px}
header{display:flex;align-items:center;gap:12px;margin-bottom:16px;font-weight:600}
header img{max-height:40px;max-width:160px;display:block}
main{background:var(--card);border-radius:var(--R);padding:24px}
h1{font-size:18px;line-height:1.3;margin:0 0 4px}
h1:focus{outline:0}
h2{font-size:17px;margin:0 0 8px}
p{margin:0 0 12px}
.s,.h,footer{color:var(--soft);font-size:14px}
fieldset{border:0;margin:0;padding:0;min-width:0}
.q{margin:24px 0 0}
legend,.l{padding:0;font-size:20px;line-height:1.35;font-weight:600;display:block;margin-bottom:8px}
.q .q legend,.m legend{font-size:16px;margin-bottom:8px}
.o{font-weight:400;color:var(--soft);font-size:14px}
.e{color:var(--bad);font-weight:600;margin:0 0 8px}
.e::before,.x h2::before{content:"!";display:inline-block;width:1.3em;height:1.3em;line-height:1.3;border-radius:50%;background:var(--bad);color:var(--card);text-align:center;font-weight:700;margin-inline-end:8px}
.x{border:2px solid var(--bad);border-radius:var(--r);padding:16px;margin:16px 0}
.x:focus{outline:0}
main>:first-child{margin-top:0}
main>:last-child{margin-bottom:0}
.x ul{margin:0;padding-inline-start:20px}
.n{border-inline-start:4px solid var(--a);padding:8px 12px;margin:16px 0;background:var(--bg)}
a{color:var(--a)}
:focus-visible{outline:3px solid var(--a);outline-offset:2px}
.c{display:grid;gap:6px;grid-template-columns:repeat(var(--n),1fr)}
.c label,.m label,.v label{position:relative;display:flex;align-items:center;min-height:44px;border:1px solid var(--line);border-radius:var(--r);cursor:pointer}
.c label{justify-content:center;flex-direction:column;min-height:52px;font-variant-numeric:tabular-nums}
.c input{position:absolute;inset:0;width:100%;height:100%;margin:0;opacity:0;cursor:pointer}
.c label:has(:checked){background:var(--a);color:var(--on);border-color:var(--a);font-weight:700;box-shadow:inset 0 0 0 2px var(--card)}
.c label:has(:focus-visible){outline:3px solid var(--a);outline-offset:2px}
.c svg{width:28px;height:28px;fill:none;stroke:currentColor;stroke-width:1.6;stroke-linecap:round}
.st label:has(~label :checked) svg,.st label:has(:checked) svg{fill:currentColor}
.g{display:flex;justify-content:space-between;gap:24px;margin-top:8px;color:var(--soft);font-size:14px}
.g span:last-child{text-align:end}
.v label{gap:12px;padding:8px 14px;margin-bottom:8px}
.v label:has(:checked),.m label:has(:checked){border-color:var(--a);box-shadow:inset 0 0 0 1px var(--a);font-weight:600}
.v input[type=radio],.v input[type=checkbox],.m input{width:20px;height:20px;flex:none;accent-color:var(--a);margin:0}
.m{margin:16px 0}
.m div{display:grid;gap:6px;grid-template-columns:repeat(var(--n),1fr)}
.m label{flex-direction:column;justify-content:center;text-align:center;gap:4px;padding:8px 4px;font-size:14px}
textarea,.i,select{width:100%;min-height:44px;padding:10px 12px;font:inherit;color:inherit;background:var(--card);border:1px solid var(--line);border-radius:var(--r)}
textarea{min-height:120px;resize:vertical}
.r{display:flex;align-items:center;gap:12px;margin-bottom:8px}
.r select{width:auto;flex:none}
.b{display:flex;flex-direction:row-reverse;justify-content:space-between;align-items:center;gap:12px;margin-top:24px}
button,.u{min-height:48px;padding:0 24px;font:inherit;font-weight:600;border-radius:var(--r);border:1px solid var(--a);background:var(--a);color:var(--on);cursor:pointer;display:inline-flex;align-items:center;text-decoration:none}
button.k{background:none;color:var(--a);border-color:transparent;padding:0 12px}
footer{padding:16px 0;display:flex;flex-wrap:wrap;gap:8px 24px;justify-content:space-between}
footer p{margin:0;flex:1 1 100%}
footer nav{display:flex;flex-wrap:wrap;gap:0 16px}
footer a,footer b{display:inline-flex;align-items:center;min-height:44px}
.sr{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
.z{position:absolute;left:-9999px}
@media(max-width:599px){.w{padding:8px 8px 16px}main{padding:16px}legend,.l{font-size:18px}.c.c11{--n:6}.c.c10,.c.c9,.c.c8{--n:5}.m div{grid-template-columns:1fr}.m label{flex-direction:row;justify-content:flex-start;text-align:start;padding:8px 12px;gap:12px}}
@media(forced-colors:active){.c label:has(:checked){outline:4px solid Highlight}}
@media print{body{background:#fff}}
${Array.from({ length: 10 }, (_, index) => `.n${index + 2}{--n:${index + 2}}`).join("")}
`.replaceAll("\n", "");
