import { type ComponentChildren, createContext } from "preact";
import { useContext } from "preact/hooks";
import type { Session } from "../../session.js";

/** How this page reaches the API. */
export interface Connection {
  readonly token: string;
  readonly session: Session;
  /** Called when the relay refused a request: the page asks whether its token still holds. */
  readonly onRefused: () => void;
}

const Context = createContext<Connection | undefined>(undefined);

export function ConnectionProvider({ connection, children }: { connection: Connection; children: ComponentChildren }) {
  return <Context.Provider value={connection}>{children}</Context.Provider>;
}

export function useConnection(): Connection {
  const connection = useContext(Context);
  if (connection === undefined) throw new Error("There is no ConnectionProvider around this.");
  return connection;
}
