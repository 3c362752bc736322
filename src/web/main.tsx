import "./design/layers.css";
import "./design/mantine.css";
import "./design/tokens.css";
import "./design/base.css";
import { MantineProvider } from "@mantine/core";
import { QueryClientProvider } from "@tanstack/react-query";
import { RouterProvider } from "@tanstack/react-router";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";

import { createQueryClient } from "./api/query-client.ts";
import { theme, variables } from "./design/theme.ts";
import { startTexts } from "./i18n/i18n.ts";
import { createAppRouter } from "./router.tsx";

async function start(): Promise<void> {
  await startTexts();
  const cache = createQueryClient(() => void router.navigate({ to: "/sign-in", search: { next: here() } }));
  const router = createAppRouter(cache);
  const here = () => router.state.location.href;

  createRoot(document.querySelector("#root") ?? document.body).render(
    <StrictMode>
      <MantineProvider theme={theme} cssVariablesResolver={variables} defaultColorScheme="auto">
        <QueryClientProvider client={cache}>
          <RouterProvider router={router} />
        </QueryClientProvider>
      </MantineProvider>
    </StrictMode>,
  );
}

void start();
