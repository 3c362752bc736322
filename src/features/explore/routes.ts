import { route, type Route } from "#platform/http/route";

import {
  createAnnotation,
  deleteAnnotation,
  listAnnotations,
  restoreAnnotation,
  updateAnnotation,
} from "./actions/annotations.ts";
import { ask } from "./actions/ask.ts";
import { exportDashboard } from "./actions/dashboard-pdf.ts";
import {
  createDashboard,
  deleteDashboard,
  listDashboards,
  readDashboard,
  restoreDashboard,
  updateDashboard,
} from "./actions/dashboards.ts";
import {
  deleteDigest,
  previewDigest,
  putDigest,
  readDigest,
  readSubscription,
  unsubscribe,
} from "./actions/digests.ts";
import { exportAnswer } from "./actions/export.ts";
import { createPublication, listPublications, restorePublication, revokePublication } from "./actions/publications.ts";
import {
  copyView,
  createView,
  deleteView,
  listReaders,
  listViews,
  readView,
  restoreView,
  setFavourite,
  updateView,
} from "./actions/views.ts";
import { exploreOperations as operations } from "./contract.ts";
import { previewPublication } from "./page/preview.ts";

/** The operations of this slice with the actions that carry them out. */
export const exploreRoutes: readonly Route[] = [
  route(operations.ask, (call, { body }) => ask(call, body)),
  route(operations.export, exportAnswer),
  route(operations.listReaders, listReaders),
  route(operations.listViews, listViews),
  route(operations.readView, (call, { params }) => readView(call, params.id)),
  route(operations.createView, (call, { body }) => createView(call, body)),
  route(operations.updateView, updateView),
  route(operations.deleteView, (call, { params }) => deleteView(call, params.id)),
  route(operations.restoreView, (call, { params }) => restoreView(call, params.id)),
  route(operations.copyView, (call, { params, body }) => copyView(call, params.id, body.name)),
  route(operations.setFavourite, (call, { params, body }) => setFavourite(call, params.id, body.isFavourite)),
  route(operations.listDashboards, listDashboards),
  route(operations.readDashboard, (call, { params }) => readDashboard(call, params.id)),
  route(operations.createDashboard, (call, { body }) => createDashboard(call, body)),
  route(operations.updateDashboard, updateDashboard),
  route(operations.deleteDashboard, (call, { params }) => deleteDashboard(call, params.id)),
  route(operations.restoreDashboard, (call, { params }) => restoreDashboard(call, params.id)),
  route(operations.exportDashboard, (call, { params }) => exportDashboard(call, params.id)),
  route(operations.readDigest, (call, { params }) => readDigest(call, params.id)),
  route(operations.putDigest, (call, { params, body }) => putDigest(call, params.id, body)),
  route(operations.deleteDigest, (call, { params }) => deleteDigest(call, params.id)),
  route(operations.previewDigest, (call, { params }) => previewDigest(call, params.id)),
  route(operations.readSubscription, (call, { params }) => readSubscription(call, params.token)),
  route(operations.unsubscribe, (call, { params }) => unsubscribe(call, params.token)),
  route(operations.listPublications, (call, { params }) => listPublications(call, params.id)),
  route(operations.createPublication, createPublication),
  route(operations.previewPublication, previewPublication),
  route(operations.revokePublication, (call, { params }) => revokePublication(call, params.id)),
  route(operations.restorePublication, (call, { params }) => restorePublication(call, params.id)),
  route(operations.listAnnotations, listAnnotations),
  route(operations.createAnnotation, (call, { body }) => createAnnotation(call, body)),
  route(operations.updateAnnotation, updateAnnotation),
  route(operations.deleteAnnotation, (call, { params }) => deleteAnnotation(call, params.id)),
  route(operations.restoreAnnotation, (call, { params }) => restoreAnnotation(call, params.id)),
];
