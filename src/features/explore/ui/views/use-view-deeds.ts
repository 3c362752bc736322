import { useTranslation } from "react-i18next";

import { callOperation } from "#web/api/client.ts";
import { useRefresh } from "#web/api/queries.ts";
import { wordsOf } from "#web/design/ProblemNote.tsx";
import { toast } from "#web/shell/toasts.ts";

import type { View } from "../../contract.ts";

/** What one can do with a view in a list; deleting can be undone. */
export function useViewDeeds() {
  const { t } = useTranslation("explore");
  const refresh = useRefresh();
  const act = (work: () => Promise<unknown>, said?: () => void): void => {
    void work()
      .then(said)
      .catch((error: unknown) => toast(wordsOf(error, t), { tone: "problem" }))
      .finally(() => void refresh("explore."));
  };
  const bring = (view: View) => act(() => callOperation("explore.restoreView", { params: { id: view.id } }));
  return {
    mark: (view: View) =>
      act(() =>
        callOperation("explore.setFavourite", { params: { id: view.id }, body: { isFavourite: !view.isFavourite } }),
      ),
    copy: (view: View) =>
      act(
        () =>
          callOperation("explore.copyView", {
            params: { id: view.id },
            body: { name: t("views.copyOf", { name: view.name }).slice(0, 120) },
          }),
        () => toast(t("views.copied")),
      ),
    remove: (view: View) =>
      act(
        () => callOperation("explore.deleteView", { params: { id: view.id } }),
        () => toast(t("views.deleted", { name: view.name }), { undo: () => bring(view) }),
      ),
  };
}
