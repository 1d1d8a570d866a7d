import { QueryClientProvider } from "@tanstack/react-query";
import { createRoot } from "react-dom/client";
import { followChanges } from "./api/changes.ts";
import { connect, ConnectionProvider } from "./api/client.ts";
import { App } from "./app.tsx";
import { flushTexts, guardTexts, retryTexts } from "./saving/open-texts.ts";
import "./styles/index.css";
import { ToastProvider } from "./ui/toast.tsx";

const root = document.getElementById("root");
if (root === null) throw new Error("the page has no root");

const connection = await connect();
guardTexts();
void followChanges(connection, { retry: retryTexts, flush: flushTexts });
createRoot(root).render(
  <QueryClientProvider client={connection.queryClient}>
    <ConnectionProvider value={connection}>
      <ToastProvider>
        <App />
      </ToastProvider>
    </ConnectionProvider>
  </QueryClientProvider>,
);
