/** Error codes with their Russian and Ukrainian words; English stands in the contracts. */
export type ErrorWords = Readonly<Record<string, { readonly ru: string; readonly uk: string }>>;
