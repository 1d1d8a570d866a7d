import { createORPCClient } from "@orpc/client";
import type { ContractRouterClient } from "@orpc/contract";
import { createTanstackQueryUtils } from "@orpc/tanstack-query";
import { MutationCache, QueryClient } from "@tanstack/react-query";
import { createContext, useContext } from "react";
import type { Contract } from "../../../shared/contract/index.ts";
import { openLink } from "./link.ts";

/** The contract as a window calls it. */
export type Client = ContractRouterClient<Contract>;

/** A connection to the journal core. */
export interface Connection {
  client: Client;
  queries: ReturnType<typeof createTanstackQueryUtils<Client>>;
  queryClient: QueryClient;
}

/** Connects to whichever host this page came from. */
export async function connect(): Promise<Connection> {
  const client: Client = createORPCClient(await openLink());
  const mutationCache = new MutationCache({
    // What this window did shows at once, before the view that did it moves on.
    onSuccess: () => queryClient.invalidateQueries({ refetchType: "all" }),
  });
  const queryClient = new QueryClient({
    mutationCache,
    // The host tells what changed, and it is on this machine: nothing is read again for its age.
    defaultOptions: {
      queries: { staleTime: Number.POSITIVE_INFINITY, retry: false, networkMode: "always" },
      mutations: { networkMode: "always" },
    },
  });
  return { client, queries: createTanstackQueryUtils(client), queryClient };
}

const ConnectionContext = createContext<Connection | null>(null);

/** Hands the connection to every view. */
export const ConnectionProvider = ConnectionContext.Provider;

/** The connection this page works over. */
export function useConnection(): Connection {
  const connection = useContext(ConnectionContext);
  if (connection === null) throw new Error("there is no connection around this view");
  return connection;
}
