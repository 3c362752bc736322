import type { PersonalData } from "#feature/people";

import { forgetTakenLinks, deleteOpenLinks, listLinksOf } from "../store/personal-links.ts";

/**
 * What single-use links hold about persons: whom they were made for and with which context. Erasing takes links that
 * nobody has begun to answer away; of the others it stays known only that they cannot be used again. The composition
 * root registers it.
 */
export const linksPersonalData: PersonalData = {
  name: "links",
  export: (tx, _, { identities }) => listLinksOf(tx, identities),
  erase: async (tx, _, { identities }) => {
    await deleteOpenLinks(tx, identities);
    await forgetTakenLinks(tx, identities);
    return { erased: 0, kept: 0 };
  },
};
