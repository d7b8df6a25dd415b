// Asks for one picture and tells how it comes to be, step by step.

const FRAME_MS = 90; // small models draw faster than anybody can see
const STREAM_HEAD_START_MS = 250;
const RETRY_WITHOUT_ADVICE_S = 5;
const LONGEST_RETRY_S = 120; // whoever is told to come back later than that, decides alone
const MOST_RETRIES = 20;

/** A picture that does not come, in the words of the origin. */
export class Refusal extends Error {
  /** @param {{status: number, title?: string, detail?: string, reason?: string}} problem */
  constructor(problem, retryAfter) {
    super(problem.detail ?? `The origin answered ${problem.status}.`);
    this.title = problem.title ?? "No picture";
    this.reason = problem.reason ?? "";
    this.retryAfter = retryAfter;
  }
}

/** An origin that does not answer at all. */
export class Unreached extends Error {}

/** What the origin answers; browsers tell in words of their own that nobody does. */
export async function ask(url, options) {
  try {
    return await fetch(url, options);
  } catch (error) {
    throw error instanceof TypeError ? new Unreached(error.message) : error;
  }
}

/**
 * Gets the picture of a recipe.
 *
 * @param recipe what the origin says of the hash
 * @param {boolean} followed whether the origin tells of its steps
 * @param watch is told of {queued, position}, {step, steps, preview} and {waiting, seconds, words}
 * @returns {Promise<Blob>} the picture
 * @throws {Refusal} when there is none to be had
 * @throws {Unreached} when nobody answers
 */
export async function draw(recipe, followed, watch, signal) {
  const frames = new Frames(watch, signal);
  const stream = followed ? await follow(recipe.hash, frames, signal) : undefined;
  try {
    // Not from a bucket that others are sent to: this page asks no other host.
    const bytes = await fetchPatiently(`${recipe.url}?redirect=n`, watch, signal);
    await frames.shown();
    return bytes;
  } finally {
    stream?.close();
    frames.stop();
  }
}

async function fetchPatiently(url, watch, signal) {
  for (let attempt = 0; ; attempt++) {
    const answer = await ask(url, { signal });
    if (answer.ok) {
      return answer.blob();
    }
    const advice = Number(answer.headers.get("Retry-After")) || RETRY_WITHOUT_ADVICE_S;
    const refusal = new Refusal(await problemOf(answer), advice);
    const passing = answer.status === 429 || answer.status === 503;
    if (!passing || advice > LONGEST_RETRY_S || attempt >= MOST_RETRIES) {
      throw refusal;
    }
    watch({ kind: "waiting", seconds: advice, words: refusal.message });
    await pause(advice * 1000, signal);
  }
}

/** The members of RFC 9457, or what can be said without them. */
export async function problemOf(answer) {
  try {
    return { status: answer.status, ...(await answer.json()) };
  } catch {
    return { status: answer.status };
  }
}

/** Opens the stream of events and gives it a moment, so that the first steps are not missed. */
function follow(hash, frames, signal) {
  const stream = new EventSource(`/events/${hash}`);
  signal.addEventListener("abort", () => stream.close(), { once: true });
  const heard = (name, tell) =>
    stream.addEventListener(name, (event) => tell(JSON.parse(event.data)));
  heard("queued", ({ position }) => frames.add({ kind: "queued", position }));
  heard("step", (step) => frames.add({ kind: "step", ...step }));
  heard("done", () => stream.close());
  heard("failed", () => stream.close());
  return new Promise((resolve) => {
    stream.addEventListener("open", () => resolve(stream), { once: true });
    // Whatever the stream meets with, the picture does not depend on it.
    stream.addEventListener("error", () => {
      stream.close();
      resolve(stream);
    });
    setTimeout(() => resolve(stream), STREAM_HEAD_START_MS);
  });
}

/** Lets steps follow each other no faster than eyes do; the latest state of the queue counts. */
class Frames {
  #waiting = [];
  #running = Promise.resolve();
  #stopped = false;
  #watch;
  #signal;

  constructor(watch, signal) {
    this.#watch = watch;
    this.#signal = signal;
  }

  add(frame) {
    if (frame.kind === "queued" && this.#waiting.length === 0) {
      this.#watch(frame);
      return;
    }
    this.#waiting.push(frame);
    if (this.#waiting.length === 1) {
      this.#running = this.#run();
    }
  }

  /** Waits until every frame has been seen, or none is to be seen any more. */
  shown() {
    return this.#running;
  }

  /** What has not been seen by now is not shown: it would cover what became of the picture. */
  stop() {
    this.#stopped = true;
  }

  async #run() {
    while (this.#waiting.length > 0 && !this.#stopped && !this.#signal.aborted) {
      this.#watch(this.#waiting[0]);
      await new Promise((resolve) => setTimeout(resolve, FRAME_MS));
      this.#waiting.shift();
    }
  }
}

function pause(milliseconds, signal) {
  return new Promise((resolve, reject) => {
    const stop = () => {
      clearTimeout(timer);
      reject(signal.reason);
    };
    const timer = setTimeout(() => {
      signal.removeEventListener("abort", stop);
      resolve();
    }, milliseconds);
    signal.addEventListener("abort", stop, { once: true });
  });
}
