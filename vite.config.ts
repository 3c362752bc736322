import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

import { lateTexts } from "./src/web/i18n/late-texts.ts";

/** Builds the web app into dist/web; the server hands those files out. A language is one chunk, so are the chart engine and late texts. */
export default defineConfig({
  root: "src/web",
  plugins: [react()],
  build: {
    outDir: "../../dist/web",
    emptyOutDir: true,
    target: "es2022",
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 700,
    rolldownOptions: {
      output: {
        codeSplitting: {
          groups: [
            { name: (id: string) => localeChunk(id), test: /[\\/]locales[\\/](en|ru|uk)\.json/ },
            { name: "charts", test: /node_modules[\\/](echarts|zrender)[\\/]/ },
          ],
        },
      },
    },
  },
});

function localeChunk(id: string): string {
  const language = /locales[\\/](\w+)\.json/.exec(id)?.[1] ?? "other";
  const slice = /features[\\/]([^\\/]+)[\\/]/.exec(id)?.[1] ?? "";
  return lateTexts.includes(slice) ? `locale-${language}-${slice}` : `locale-${language}`;
}
