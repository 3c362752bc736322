import type { Said } from "../rules.ts";

/** Everything a mail says. */
export interface Letter {
  readonly language: string;
  readonly title: string;
  readonly items: readonly (Said & { readonly link: string })[];
  readonly left: string;
  readonly open: string;
  readonly link: string;
  readonly end: string;
  readonly endPage: string;
  /** Ends the mails when it is posted to. */
  readonly endLink: string;
}

/** The mail as plain text. */
export function letterText({ title, items, left, open, link, end, endPage }: Letter): string {
  const parts = items.map((item) => [`${item.about}: ${item.what}`, item.detail, item.link].filter(Boolean).join("\n"));
  return [title, ...parts, left, `${open}: ${link}`, `${end}: ${endPage}`].filter(Boolean).join("\n\n");
}

const ink = "color:#161a20;";
const soft = "color:#636c79;";
const font = "font-family:Inter,-apple-system,'Segoe UI',Roboto,Arial,sans-serif;";

/** The mail as HTML that mail programs show: a table, inline styles, no pictures, every text escaped. */
export function letterHtml(letter: Letter): string {
  const { language, title, items, left, open, link, end, endPage } = letter;
  return [
    `<!doctype html><html lang="${escaped(language)}"><head><meta charset="utf-8">`,
    `<meta name="viewport" content="width=device-width"><title>${escaped(title)}</title></head>`,
    `<body style="margin:0;background:#f5f6f8;${font}${ink}">`,
    `<table role="presentation" width="100%" cellpadding="0" cellspacing="0"><tr><td align="center" style="padding:24px 12px">`,
    `<table role="presentation" width="600" cellpadding="0" cellspacing="0" style="max-width:600px;width:100%;background:#fff;border-radius:12px"><tr><td style="padding:32px">`,
    `<h1 style="margin:0 0 8px;font-size:22px;line-height:1.3">${escaped(title)}</h1>`,
    ...items.map(itemHtml),
    left === "" ? "" : `<p style="${soft}font-size:14px;margin:20px 0 0">${escaped(left)}</p>`,
    `<p style="margin:32px 0 0"><a href="${escaped(link)}" style="display:inline-block;padding:11px 18px;border-radius:8px;background:#2f5bd0;color:#fff;font-size:15px;text-decoration:none">${escaped(open)}</a></p>`,
    `<p style="${soft}font-size:13px;margin:32px 0 0"><a href="${escaped(endPage)}" style="${soft}">${escaped(end)}</a></p>`,
    "</td></tr></table></td></tr></table></body></html>",
  ].join("");
}

function itemHtml({ about, what, detail, link }: Letter["items"][number]): string {
  return [
    `<p style="${soft}font-size:14px;margin:22px 0 2px">${escaped(about)}</p>`,
    `<p style="font-size:17px;line-height:1.4;font-weight:600;margin:0"><a href="${escaped(link)}" style="${ink}text-decoration:none">${escaped(what)}</a></p>`,
    detail === "" ? "" : `<p style="${soft}font-size:14px;margin:2px 0 0">${escaped(detail)}</p>`,
  ].join("");
}

function escaped(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");
}
