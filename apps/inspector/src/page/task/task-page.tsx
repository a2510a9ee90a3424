import { linkExpiry, type TaskInfo } from "@viking-kb/client";
import { knownValues } from "@viking-kb/spec";
import { useEffect, useMemo } from "preact/hooks";
import { taskPath } from "../address/places.js";
import { noteVisit } from "../address/visited.js";
import { taskCall } from "../connection/panel-call.js";
import { AllFields } from "../fields/all-fields.js";
import { Help } from "../fields/help.js";
import { useLanguage } from "../language/language.js";
import { beginningOf, meaningOf } from "../language/meanings.js";
import { ExchangeLine } from "../panel/exchange-line.js";
import { FailureBanner } from "../panel/failure-banner.js";
import { PanelBar } from "../panel/panel-bar.js";
import { PlaceTitle } from "../panel/place-title.js";
import { Skeleton } from "../panel/skeleton.js";
import { Bar } from "../parts/bar.js";
import { Mark, type Tone } from "../parts/mark.js";
import { Expiry, webLink } from "../parts/outside-link.js";
import { Text } from "../parts/text.js";
import { useNow } from "../parts/time.js";
import { useTask, type WatchedTask } from "./use-task.js";

/** A download task: how far it is, when it is asked for next, its result. */
export function TaskPage({ task }: { task: string }) {
  const { words } = useLanguage();
  const call = useMemo(() => taskCall(task), [task]);
  const watched = useTask(task);
  const { data, failure, exchange, askAgain } = watched;
  const isKnown = data !== undefined;
  useEffect(() => {
    if (isKnown) noteVisit({ path: taskPath(task), kind: "task", name: task });
  }, [isKnown, task]);
  return (
    <>
      <div class="title-row">
        <PlaceTitle kind={words.task} name={task} />
        <PanelBar call={call} state={watched} />
      </div>
      <FailureBanner failure={failure} isStale={isKnown} onTry={askAgain} />
      {data ? <Progress task={data} watched={watched} /> : failure ? null : <Skeleton lines={4} />}
      <ExchangeLine exchange={exchange} />
    </>
  );
}

const tones: Readonly<Record<string, Tone>> = { running: "busy", success: "good", fail: "bad" };

function Progress({ task, watched }: { task: TaskInfo; watched: WatchedTask }) {
  const { language, words, number } = useLanguage();
  const { status, percentage, attachment_link } = task;
  const meaning = meaningOf(knownValues.TaskInfo.status, status, language);
  // Both are as they were answered, and may be anything.
  const share = typeof percentage === "number" ? percentage / 100 : 0;
  const label = `${words.progress}: ${typeof percentage === "number" ? number(percentage) : "?"}%`;
  return (
    <>
      <section class="state">
        <p class="state-line" aria-live="polite">
          <Mark tone={tones[status] ?? "unknown"}>
            {meaning === undefined ? <Text of={`status ${status}`} /> : beginningOf(meaning)}
          </Mark>{" "}
          <strong class="percent">{`${percentage}`}%</strong> <Help model="TaskInfo" field="percentage" />
        </p>
        <Bar share={share} label={label} />
        <NextQuestion watched={watched} isFinal={status === "success" || status === "fail"} />
      </section>
      {attachment_link && <Result link={attachment_link} onExpired={watched.askAgain} />}
      <AllFields of={task} />
    </>
  );
}

/** When the task is asked for again. It is not announced: the state is. */
function NextQuestion({ watched: { asksAt, failure, isBusy }, isFinal }: { watched: WatchedTask; isFinal: boolean }) {
  const { words } = useLanguage();
  const now = useNow(250);
  const text =
    asksAt !== undefined
      ? words.asksAgain(Math.max(1, Math.ceil((asksAt - now) / 1_000)))
      : isBusy
        ? words.asking
        : isFinal && !failure
          ? words.taskDone
          : "";
  return <p class="quiet next-question">{text}</p>;
}

/** The file of a finished task; when its link has expired, a fresh one is asked for first. */
function Result({ link: text, onExpired }: { link: string; onExpired: () => void }) {
  const { words } = useLanguage();
  const now = useNow(1_000);
  const link = webLink(text);
  const expires = linkExpiry(text);
  if (link === undefined) {
    return (
      <p>
        <Text of={text} />
      </p>
    );
  }
  return (
    <p class="after-state">
      {expires !== undefined && expires.getTime() <= now ? (
        <button type="button" class="main" onClick={onExpired}>
          {words.freshLink}
        </button>
      ) : (
        <a class="main-link" href={link.href} rel="noreferrer noopener" download>
          {words.download}
        </a>
      )}{" "}
      <Expiry at={expires} /> <Help model="TaskInfo" field="attachment_link" />
    </p>
  );
}
