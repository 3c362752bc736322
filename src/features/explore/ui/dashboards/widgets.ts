import type { ComponentType } from "react";

import { AlertsWidget, TargetsWidget } from "#feature/alerts/ui";
import { CompetitorsWidget } from "#feature/benchmarks/ui";
import { ChangesWidget } from "#feature/changes/ui";
import { DriversWidget, TopicsWidget } from "#feature/drivers/ui";
import { OverviewWidget } from "#feature/insight/ui";
import { PainWidget, PraiseWidget } from "#feature/problems/ui";

import type { WidgetKind } from "../../contract.ts";

/** A page that can stand on a dashboard: where it is at home, and its body, which reads the filter of its card. */
export interface WidgetPage {
  readonly page: string;
  readonly Body: ComponentType;
}

/** Every kind of widget. */
export const widgets: Readonly<Record<WidgetKind, WidgetPage>> = {
  alerts: { page: "/alerts", Body: AlertsWidget },
  changes: { page: "/changes", Body: ChangesWidget },
  competitors: { page: "/competitors", Body: CompetitorsWidget },
  drivers: { page: "/drivers", Body: DriversWidget },
  overview: { page: "/overview", Body: OverviewWidget },
  pain: { page: "/pain", Body: PainWidget },
  praise: { page: "/pain", Body: PraiseWidget },
  targets: { page: "/alerts/targets", Body: TargetsWidget },
  topics: { page: "/drivers/topics", Body: TopicsWidget },
};
