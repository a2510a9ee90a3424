import { QueryClient, QueryClientProvider } from "@tanstack/preact-query";
import { useCallback, useEffect, useMemo, useRef, useState } from "preact/hooks";
import { Route, Switch } from "wouter-preact";
import { usePathname, useSearch } from "wouter-preact/use-browser-location";
import type { Session } from "../session.js";
import { collectionPlace } from "./address/places.js";
import { CollectionPage } from "./collection/collection-page.js";
import { ConnectionProvider } from "./connection/connection.js";
import { openSession, Shut, type ShutReason } from "./connection/open-session.js";
import { DocumentPage } from "./document/document-page.js";
import { Undocumented } from "./fields/undocumented.js";
import { Header } from "./header.js";
import { LanguageProvider, languageOf, useLanguage } from "./language/language.js";
import { PointsPage } from "./points/points-page.js";
import { ShutPage } from "./start/shut-page.js";
import { StartPage } from "./start/start-page.js";
import { TaskPage } from "./task/task-page.js";

export function App({ token }: { token: string | undefined }) {
  const [session, setSession] = useState<Session>();
  const [shut, setShut] = useState<ShutReason>();
  const open = useCallback(() => {
    openSession(token)
      .then((opened) => {
        setSession(opened);
        setShut(undefined);
      })
      .catch((error: unknown) => setShut(error instanceof Shut ? error.reason : "no-relay"));
  }, [token]);
  useEffect(open, [open]);
  // A relay that is gone is told by the panel that asked it; only a token that it does not take ends the whole page.
  const onRefused = useCallback(() => {
    openSession(token).catch((error: unknown) => {
      if (error instanceof Shut && error.reason === "refused-token") setShut(error.reason);
    });
  }, [token]);
  const [queries] = useState(createQueries);
  const connection = useMemo(
    () => (session && token !== undefined ? { session, token, onRefused } : undefined),
    [session, token, onRefused],
  );
  return (
    <LanguageProvider preferred={languageOf(session?.lang ?? navigator.language)}>
      {shut ? (
        <ShutPage reason={shut} onTry={open} />
      ) : connection ? (
        <ConnectionProvider connection={connection}>
          <QueryClientProvider client={queries}>
            <Header />
            <Places />
          </QueryClientProvider>
        </ConnectionProvider>
      ) : null}
    </LanguageProvider>
  );
}

/** The client tries again by itself, and what is asked goes to this machine, whatever the network is. */
function createQueries() {
  return new QueryClient({
    defaultOptions: {
      queries: {
        retry: false,
        networkMode: "always",
        refetchOnWindowFocus: false,
        refetchOnReconnect: false,
        gcTime: 60_000,
      },
    },
  });
}

function Places() {
  // As they stand in the address: the router would decode them first, and `%2520` would end as a space.
  const path = usePathname();
  const search = useSearch();
  // The points keep their own place, in the address.
  useEffect(() => {
    if (!path.endsWith("/points")) scrollTo(0, 0);
  }, [path]);
  // Another place is read from its beginning, and Tab goes on there. A page that is loaded does so by itself.
  const shownPath = useRef(path);
  useEffect(() => {
    if (shownPath.current === path) return;
    shownPath.current = path;
    document.getElementById("content")?.focus({ preventScroll: true });
  }, [path]);
  const id = new URLSearchParams(search).get("id") ?? "";
  return (
    <main id="content" tabIndex={-1}>
      <Undocumented at={path + search}>
        <Switch location={path}>
          <Route path="/">
            <StartPage />
          </Route>
          <Route path="/collections/:collection">
            {({ collection }) => <CollectionPage place={collectionPlace(decoded(collection), search)} />}
          </Route>
          <Route path="/collections/:collection/points">
            {({ collection }) => <PointsPage place={collectionPlace(decoded(collection), search)} />}
          </Route>
          <Route path="/collections/:collection/document">
            {({ collection }) => (
              <DocumentPage key={id} place={collectionPlace(decoded(collection), search)} doc={id} />
            )}
          </Route>
          <Route path="/task">
            <TaskPage key={id} task={id} />
          </Route>
          <Route>
            <UnknownPlace />
          </Route>
        </Switch>
      </Undocumented>
    </main>
  );
}

function UnknownPlace() {
  const { words } = useLanguage();
  useEffect(() => {
    document.title = `${words.unknownPlace.replace(/[.。]$/, "")} · viking-kb`;
  }, [words]);
  return (
    <>
      <h1>{words.unknownPlace}</h1>
      <p>
        <a href="/">{words.toStart}</a>
      </p>
    </>
  );
}

function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    // A `%` that somebody typed: it stands for itself.
    return segment;
  }
}
