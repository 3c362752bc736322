import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

/** Builds the web app into dist/web; the server hands those files out. A language is one chunk, so is the chart engine. */
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
  return `locale-${/locales[\\/](\w+)\.json/.exec(id)?.[1] ?? "other"}`;
}
