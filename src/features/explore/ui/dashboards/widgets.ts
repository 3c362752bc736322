import type { ComponentType } from "react";

import { DriversWidget } from "#feature/drivers/ui";
import { OverviewWidget } from "#feature/insight/ui";

import type { WidgetKind } from "../../contract.ts";

/** A page that can stand on a dashboard: where it is at home, and its body, which reads the filter of its card. */
export interface WidgetPage {
  readonly page: string;
  readonly Body: ComponentType;
}

/** Every kind of widget. */
export const widgets: Readonly<Record<WidgetKind, WidgetPage>> = {
  drivers: { page: "/drivers", Body: DriversWidget },
  overview: { page: "/overview", Body: OverviewWidget },
};
