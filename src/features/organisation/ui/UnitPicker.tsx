import { lazy, Suspense } from "react";

import { SkeletonList } from "#web/design/Skeleton.tsx";

import type { UnitPickerProps } from "./UnitPickerBody.tsx";

const Body = lazy(() => import("./UnitPickerBody.tsx").then(({ UnitPickerBody }) => ({ default: UnitPickerBody })));

/**
 * Chooses one unit or several from the tree that the viewer sees, by words or by keys; `value` holds ids. Loaded when it
 * is first shown.
 * @example <UnitPicker label={t("grant.units")} value={ids} onChange={setIds} isMulti />
 */
export function UnitPicker(props: UnitPickerProps) {
  return (
    <Suspense fallback={<SkeletonList rows={5} />}>
      <Body {...props} />
    </Suspense>
  );
}
