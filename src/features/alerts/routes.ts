import { route, type Route } from "#platform/http/route";

import { listAlerts, readAlert, readAttention, setAlertState } from "./actions/alerts.ts";
import { endMail, putMail, readMail } from "./actions/mails.ts";
import { previewWatch } from "./actions/preview.ts";
import { runNow } from "./actions/run-now.ts";
import {
  createTarget,
  deleteTarget,
  listMetrics,
  listTargets,
  restoreTarget,
  reviewTarget,
  updateTarget,
} from "./actions/targets.ts";
import { createWatch, deleteWatch, listWatches, restoreWatch, updateWatch } from "./actions/watches.ts";
import { alertsOperations as operations } from "./contract.ts";

/** The operations of this slice with the actions that carry them out. */
export const alertsRoutes: readonly Route[] = [
  route(operations.listAlerts, listAlerts),
  route(operations.readAttention, readAttention),
  route(operations.readMail, readMail),
  route(operations.putMail, putMail),
  route(operations.endMail, (call, { params }) => endMail(call, params.token)),
  route(operations.readAlert, (call, { params }) => readAlert(call, params.id)),
  route(operations.setAlertState, setAlertState),
  route(operations.listWatches, listWatches),
  route(operations.previewWatch, (call, { body }) => previewWatch(call, body)),
  route(operations.createWatch, createWatch),
  route(operations.updateWatch, updateWatch),
  route(operations.deleteWatch, (call, { params }) => deleteWatch(call, params.id)),
  route(operations.restoreWatch, (call, { params }) => restoreWatch(call, params.id)),
  route(operations.runWatch, (call, { params }) => runNow(call, params.id)),
  route(operations.listMetrics, (call) => Promise.resolve(listMetrics(call))),
  route(operations.listTargets, listTargets),
  route(operations.createTarget, createTarget),
  route(operations.updateTarget, updateTarget),
  route(operations.reviewTarget, (call, { params }) => reviewTarget(call, params.id)),
  route(operations.deleteTarget, (call, { params }) => deleteTarget(call, params.id)),
  route(operations.restoreTarget, (call, { params }) => restoreTarget(call, params.id)),
];
