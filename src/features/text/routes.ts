import { route, type Route } from "#platform/http/route";

import { adoptDiscovery } from "./actions/adopting.ts";
import { readDesk } from "./actions/desk.ts";
import { markDiscovery, readDiscoveries } from "./actions/discoveries.ts";
import { exportCodebook, importCodebook } from "./actions/exchange.ts";
import { readQuality, train } from "./actions/learning.ts";
import { codeText, nextToCode, undoCoding } from "./actions/queue.ts";
import { listQuotes } from "./actions/quotes.ts";
import { readText } from "./actions/read-text.ts";
import { cancelRecode, readCodingState, recode } from "./actions/recoding.ts";
import { readSuggester, suggest, updateSuggester } from "./actions/suggesting.ts";
import { testPatterns } from "./actions/test-patterns.ts";
import { chooseIndustries, createTheme, listThemes, moveTheme, setThemeState, updateTheme } from "./actions/themes.ts";
import { textOperations as operations } from "./contract.ts";

/** The operations of this slice with the actions that carry them out. */
export const textRoutes: readonly Route[] = [
  route(operations.listThemes, listThemes),
  route(operations.chooseIndustries, chooseIndustries),
  route(operations.createTheme, createTheme),
  route(operations.updateTheme, updateTheme),
  route(operations.setThemeState, setThemeState),
  route(operations.moveTheme, moveTheme),
  route(operations.testPatterns, testPatterns),
  route(operations.exportCodebook, exportCodebook),
  route(operations.importCodebook, importCodebook),
  route(operations.readState, readCodingState),
  route(operations.recode, recode),
  route(operations.cancelRecode, cancelRecode),
  route(operations.readDesk, readDesk),
  route(operations.nextToCode, (call, { body }) => nextToCode(call, body)),
  route(operations.codeText, codeText),
  route(operations.undoCoding, (call, { body }) => undoCoding(call, body)),
  route(operations.readText, (call, { params }) => readText(call, params)),
  route(operations.readQuality, readQuality),
  route(operations.train, train),
  route(operations.listQuotes, (call, { body }) => listQuotes(call, body)),
  route(operations.readDiscoveries, (call, { body }) => readDiscoveries(call, body)),
  route(operations.adoptDiscovery, adoptDiscovery),
  route(operations.markDiscovery, markDiscovery),
  route(operations.readSuggester, readSuggester),
  route(operations.updateSuggester, updateSuggester),
  route(operations.suggest, suggest),
];
