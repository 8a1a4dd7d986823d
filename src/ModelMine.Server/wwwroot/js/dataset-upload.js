// Sends chosen files to the server in pieces, over lines that break: a piece that did not arrive is asked about and sent again,
// and the same file chosen again, even after a reload, goes on where it stopped.
import { Sha256 } from "./sha256.js";

const PIECE = 1024 * 1024;
const PATIENCE = 60_000;
const FIRST_PAUSE = 500;
const LONGEST_PAUSE = 10_000;
const TELL_EVERY = 200;

class Refusal extends Error {
  constructor(title, detail) {
    super(title);
    this.detail = detail;
  }
}

export const chosen = input => [...input.files].map(file => ({ name: file.name, size: file.size }));

export function start(input, owner) {
  const cancel = new AbortController();
  run([...input.files], new Report(owner, cancel.signal), cancel.signal);
  return { cancel: () => cancel.abort() };
}

async function run(files, report, signal) {
  try {
    const sent = [];
    for (const file of files) {
      const digest = await digestOf(file, report, signal);
      await send(file, digest, report, signal);
      sent.push({ name: file.name, digest });
    }

    await report.last("Arrived", sent);
  } catch (error) {
    if (signal.aborted) return;
    if (error instanceof Refusal) await report.last("Refused", error.message, error.detail);
    else await report.last("Refused", "The browser could not read the file to its end.", `${error.message ?? error} Choose it again.`);
  }
}

async function digestOf(file, report, signal) {
  const hash = new Sha256();
  for (let at = 0; at < file.size; at += PIECE) {
    signal.throwIfAborted();
    hash.update(new Uint8Array(await file.slice(at, at + PIECE).arrayBuffer()));
    report.tell("reading", file, Math.min(at + PIECE, file.size), 0);
  }

  return hash.hex();
}

async function send(file, digest, report, signal) {
  const address = `/api/datasets/uploads/${digest}`;
  let pause = FIRST_PAUSE;
  while (true) {
    try {
      await sendRest(file, address, report, signal, () => pause = FIRST_PAUSE);
      return;
    } catch (error) {
      if (error instanceof Refusal || signal.aborted || error.name === "NotReadableError") throw error;
      report.tell("waiting", file, report.done, 0, true);
      await waiting(pause, signal);
      pause = Math.min(pause * 2, LONGEST_PAUSE);
    }
  }
}

async function sendRest(file, address, report, signal, moved) {
  const state = await ask(address, { method: "HEAD" }, signal);
  if (state.status !== 404 && !state.ok) await refuse(state);
  let offset = offsetOf(state);
  const [began, from] = [performance.now(), offset];
  for (let complete = state.ok; !complete; complete = offset === file.size) {
    const body = file.slice(offset, offset + PIECE);
    // Read before it is sent: a file that has gone is told apart from a line that has.
    const bytes = await body.arrayBuffer();
    const headers = { "Upload-Offset": `${offset}`, "Upload-Length": `${file.size}`, "Content-Type": "application/octet-stream" };
    const answer = await ask(address, { method: "PATCH", headers, body: bytes }, signal);
    if (!answer.ok && answer.status !== 409) await refuse(answer);
    offset = offsetOf(answer);
    report.tell("sending", file, offset, (offset - from) / Math.max(1, performance.now() - began) * 1000);
    moved();
  }
}

async function ask(address, request, signal) {
  const answer = await fetch(address, { ...request, redirect: "error", signal: AbortSignal.any([signal, AbortSignal.timeout(PATIENCE)]) });
  // A fault of the server, or of what stands before it, may pass; a full disk does not by itself.
  if (answer.status === 408 || answer.status === 429 || (answer.status >= 500 && answer.status !== 507)) throw new Error(`status ${answer.status}`);
  return answer;
}

function offsetOf(answer) {
  const offset = Number.parseInt(answer.headers.get("Upload-Offset") ?? "", 10);
  if (Number.isNaN(offset)) throw new Error("an answer without Upload-Offset");
  return offset;
}

async function refuse(answer) {
  if (answer.status === 401) throw new Refusal("You are signed out.", "Sign in, and choose the file again: what has arrived is kept.");
  const problem = await answer.json().catch(() => ({}));
  throw new Refusal(problem.title ?? `The server answered ${answer.status}.`, problem.detail ?? "");
}

// Ends early when the browser says that it is online again.
function waiting(milliseconds, signal) {
  return new Promise((resolve, reject) => {
    const over = new AbortController();
    const end = settle => {
      over.abort();
      clearTimeout(timer);
      settle();
    };
    const timer = setTimeout(() => end(resolve), milliseconds);
    addEventListener("online", () => end(resolve), { signal: over.signal });
    signal.addEventListener("abort", () => end(() => reject(signal.reason)), { signal: over.signal });
  });
}

// Tells the page; while its own connection is gone, progress is lost, but the last word waits for it.
class Report {
  #owner;
  #signal;
  #told = 0;
  done = 0;

  constructor(owner, signal) {
    [this.#owner, this.#signal] = [owner, signal];
  }

  tell(doing, file, done, bytesPerSecond, always = false) {
    this.done = done;
    const now = performance.now();
    if (!always && done < file.size && now - this.#told < TELL_EVERY) return;
    this.#told = now;
    this.#owner.invokeMethodAsync("Moved", { doing, name: file.name, done, size: file.size, bytesPerSecond }).catch(() => {});
  }

  async last(method, ...words) {
    for (let pause = FIRST_PAUSE; !this.#signal.aborted; pause = Math.min(pause * 2, LONGEST_PAUSE)) {
      try {
        await this.#owner.invokeMethodAsync(method, ...words);
        return;
      } catch {
        await new Promise(resolve => setTimeout(resolve, pause));
      }
    }
  }
}
