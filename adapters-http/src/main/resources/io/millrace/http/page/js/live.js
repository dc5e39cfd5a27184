// Learns what has changed: from server-sent events while they come, by asking in turn when not.
// The stream is read with fetch because EventSource cannot send the token.

import { request } from "./api.js";

const SILENCE_MS = 8000; // the server speaks every two seconds
const POLL_MS = 5000;
const RETRY_MS = [1000, 2000, 4000, 8000];

/**
 * Calls `changed(some of the topics)` when something has changed, `freshness(now)` with news about the job, and
 * `connected(isStreaming)` when the stream starts or ends. Runs until the page is closed.
 */
export async function follow(topics, { changed, freshness, connected }) {
  let failures = 0;
  const poll = setInterval(() => {
    if (failures > 0) changed([...topics, "freshness"]);
  }, POLL_MS);
  addEventListener("pagehide", () => clearInterval(poll), { once: true });
  for (;;) {
    try {
      await listen(changed, freshness, () => {
        const isBack = failures > 0;
        failures = 0;
        connected(true);
        if (isBack) changed(topics);
      });
    } catch {
      // the same as an end: the server is away, or has no room
    }
    connected(false);
    await new Promise((resolve) => setTimeout(resolve, RETRY_MS[Math.min(failures, RETRY_MS.length - 1)]));
    failures++;
  }
}

async function listen(changed, freshness, opened) {
  const control = new AbortController();
  let silence = setTimeout(() => control.abort(), SILENCE_MS);
  try {
    const answer = await request("live", control.signal);
    opened();
    const reader = answer.body.pipeThrough(new TextDecoderStream()).getReader();
    let text = "";
    for (;;) {
      const { value, done } = await reader.read();
      if (done) return;
      clearTimeout(silence);
      silence = setTimeout(() => control.abort(), SILENCE_MS);
      const messages = (text + value).split("\n\n");
      text = messages.pop();
      for (const message of messages) take(message, changed, freshness);
    }
  } finally {
    clearTimeout(silence);
    control.abort();
  }
}

function take(message, changed, freshness) {
  const fields = Object.fromEntries(message.split("\n").map((line) => line.split(/: (.*)/s, 2)));
  if (fields.event === "changed") changed(JSON.parse(fields.data));
  if (fields.event === "freshness") freshness(JSON.parse(fields.data));
}
