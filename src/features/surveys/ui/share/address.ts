/** What a survey's address may carry: a language, context codes, a prefilled score. Empty values are left out. */
export type Carried = Readonly<Record<string, string>>;

/** The address of a survey, or of a file of it such as `qr.svg`, with what it carries. */
export function surveyAddress(link: string, carried: Carried, file = ""): string {
  const query = new URLSearchParams(Object.entries(carried).filter(([, value]) => value.trim() !== ""));
  const text = query.toString();
  return `${link}${file === "" ? "" : `/${file}`}${text === "" ? "" : `?${text}`}`;
}

/** The public address of a survey as people open it; the server knows it, behind whatever proxy it stands. */
export function publicLink({ slug, link }: { readonly slug: string; readonly link?: string | undefined }): string {
  return link ?? `${window.location.origin}/s/${slug}`;
}
