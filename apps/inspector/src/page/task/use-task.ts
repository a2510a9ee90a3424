import type { TaskInfo } from "@viking-kb/client";
import { useCallback, useEffect, useState } from "preact/hooks";
import { useConnection } from "../connection/connection.js";
import { type Exchange, type Failure, withPageClient } from "../connection/page-client.js";
import { failureOf } from "../connection/use-panel.js";
import { useLanguage } from "../language/language.js";

/** A task that is watched until it is finished. */
export interface WatchedTask {
  readonly data: TaskInfo | undefined;
  readonly failure: Failure | undefined;
  readonly exchange: Exchange | undefined;
  /** When it is asked for again, in milliseconds; undefined while it is being asked for, and at the end. */
  readonly asksAt: number | undefined;
  readonly isBusy: boolean;
  /** Begins to watch anew. What is known stays until there is an answer. */
  readonly askAgain: () => void;
}

/** Watches a task as long as it is on the screen. */
export function useTask(task_id: string): WatchedTask {
  const { token, session, onRefused } = useConnection();
  const { language } = useLanguage();
  const [run, setRun] = useState(0);
  const [data, setData] = useState<TaskInfo>();
  const [failure, setFailure] = useState<Failure>();
  const [exchange, setExchange] = useState<Exchange>();
  const [asksAt, setAsksAt] = useState<number>();
  const [isOver, setOver] = useState(false);
  // A run that begins anew watches anew.
  useEffect(() => {
    const controller = new AbortController();
    const options = {
      token,
      locale: language,
      limits: session.limits,
      onRefused,
      onExchange: (last: Exchange) => {
        setAsksAt(undefined);
        setExchange(last);
      },
      onPause: (milliseconds: number) => setAsksAt(Date.now() + milliseconds),
    };
    const watch = async () => {
      setOver(false);
      setAsksAt(undefined);
      try {
        await withPageClient(options, async (kb) => {
          // It is watched for as long as it is looked at: an export may take hours.
          const forever = { signal: controller.signal, timeoutMs: Number.POSITIVE_INFINITY };
          for await (const state of kb.tasks.watch({ task_id }, forever)) {
            setData(state);
            setFailure(undefined);
          }
        });
      } catch (error) {
        if (controller.signal.aborted) return;
        setFailure(failureOf(error));
      }
      setAsksAt(undefined);
      setOver(true);
    };
    watch();
    return () => controller.abort();
  }, [task_id, token, session, language, onRefused, run]);
  const askAgain = useCallback(() => setRun((last) => last + 1), []);
  return { data, failure, exchange, asksAt, isBusy: !isOver && asksAt === undefined, askAgain };
}
