/** What a letter says; see the action that writes it. */
interface Parts {
  readonly title: string;
  readonly intro: string;
  readonly cards: readonly {
    readonly name: string;
    readonly finding: string;
    readonly rows: readonly { readonly name: string; readonly figure: string; readonly change: string }[];
    readonly link: string;
  }[];
  readonly left: string;
  readonly open: string;
  readonly link: string;
  readonly unsubscribe: string;
  readonly unsubscribeLink: string;
  readonly language: string;
  readonly read: string;
}

const ink = "color:#161a20;";
const soft = "color:#636c79;";
const font = "font-family:Inter,-apple-system,'Segoe UI',Roboto,Arial,sans-serif;";

/** The letter as HTML that mail programs show: tables, inline styles, no pictures, every text escaped. */
export function letterHtml(parts: Parts): string {
  const left = parts.left === "" ? "" : `<p style="${soft}font-size:14px;margin:24px 0 0">${escaped(parts.left)}</p>`;
  return [
    `<!doctype html><html lang="${escaped(parts.language)}"><head><meta charset="utf-8">`,
    `<meta name="viewport" content="width=device-width"><title>${escaped(parts.title)}</title></head>`,
    `<body style="margin:0;background:#f5f6f8;${font}${ink}">`,
    `<table role="presentation" width="100%" cellpadding="0" cellspacing="0"><tr><td align="center" style="padding:24px 12px">`,
    `<table role="presentation" width="600" cellpadding="0" cellspacing="0" style="max-width:600px;width:100%;background:#fff;border-radius:12px"><tr><td style="padding:32px">`,
    `<h1 style="margin:0;font-size:22px;line-height:1.3">${escaped(parts.title)}</h1>`,
    `<p style="${soft}font-size:14px;margin:6px 0 0">${escaped(parts.intro)}</p>`,
    ...parts.cards.map((card) => cardHtml(card, parts.read)),
    left,
    `<p style="margin:32px 0 0"><a href="${escaped(parts.link)}" style="display:inline-block;padding:11px 18px;border-radius:8px;background:#2f5bd0;color:#fff;font-size:15px;text-decoration:none">${escaped(parts.open)}</a></p>`,
    `<p style="${soft}font-size:13px;margin:32px 0 0"><a href="${escaped(parts.unsubscribeLink)}" style="${soft}">${escaped(parts.unsubscribe)}</a></p>`,
    "</td></tr></table></td></tr></table></body></html>",
  ].join("");
}

function cardHtml({ name, finding, rows, link }: Parts["cards"][number], read: string): string {
  const lines = rows.map(
    (row) =>
      `<tr><td style="padding:6px 12px 6px 0;border-top:1px solid #e1e4e9;font-size:14px">${escaped(row.name)}</td>` +
      `<td align="right" style="padding:6px 0;border-top:1px solid #e1e4e9;font-size:14px">${escaped(row.figure)}` +
      `${row.change === "" ? "" : `<br><b>${escaped(row.change)}</b>`}</td></tr>`,
  );
  return [
    `<h2 style="${soft}font-size:14px;font-weight:500;margin:32px 0 4px">${escaped(name)}</h2>`,
    `<p style="font-size:17px;line-height:1.4;font-weight:600;margin:0 0 10px">${escaped(finding)}</p>`,
    lines.length === 0
      ? ""
      : `<table role="presentation" width="100%" cellpadding="0" cellspacing="0">${lines.join("")}</table>`,
    `<p style="margin:8px 0 0;font-size:14px"><a href="${escaped(link)}" style="color:#2f5bd0">${escaped(read)}</a></p>`,
  ].join("");
}

function escaped(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");
}
