// The line to the chat API: sends once, hears everything once, and finds its way back after a break.

const POLL_MS = 4000;
const OPEN_MS = 5000;
const STREAM_AGAIN_MS = 30000;
const SILENT_MS = 25000; // the server pings every 10 s: a line that stays silent longer is dead
const SEND_TIMEOUT_MS = 20000;
const PAUSES_MS = [1000, 2000, 4000, 8000];

// Wait, but not longer than the line is down.
function pause(ms) {
  return new Promise((resolve) => {
    setTimeout(resolve, ms);
    window.addEventListener("online", resolve, { once: true });
  });
}

class Refused extends Error {}

class Line {
  // `on` is called back: replies(list), speaker({kind, name}), online(boolean), expired().
  constructor(on) {
    this.on = on;
    this.session = memory.get("session");
    this.cursor = 0;
    this.source = null;
    this.timer = null;
    this.first = null; // the sending that will bring the session
    window.addEventListener("offline", () => on.online(false));
    window.addEventListener("online", () => this.listen());
  }

  // The talk so far, own words included; an empty list when there is none (any more).
  async history() {
    if (!this.session) return [];
    for (let attempt = 0; ; attempt += 1) {
      try {
        const messages = await this.read({ after: 0, own: 1 });
        this.cursor = Math.max(0, ...messages.map((message) => Number(message.id)));
        return messages;
      } catch (error) {
        if (error instanceof Refused) return [];
        this.on.online(false);
        await pause(PAUSES_MS[Math.min(attempt, PAUSES_MS.length - 1)]);
      }
    }
  }

  // Hear what comes: as a stream, or by asking again and again where streams do not pass.
  listen() {
    this.hangUp();
    if (!this.session) return;
    if (!window.EventSource) return this.poll();
    const source = new EventSource(this.address({ after: this.cursor }));
    this.source = source;
    this.timer = setTimeout(() => this.poll(), OPEN_MS); // a proxy may hold the stream back
    const alive = () => {
      clearTimeout(this.timer);
      this.timer = setTimeout(() => this.listen(), SILENT_MS);
      this.on.online(true);
    };
    source.onopen = alive;
    source.addEventListener("ping", alive);
    source.addEventListener("speaker", (event) => this.on.speaker(JSON.parse(event.data)));
    source.onmessage = (event) => {
      alive();
      this.hear([JSON.parse(event.data)]);
    };
    source.onerror = () => {
      this.on.online(false);
      if (source.readyState === EventSource.CLOSED) this.poll();
    };
  }

  hangUp() {
    clearTimeout(this.timer);
    if (this.source) this.source.close();
    this.source = null;
  }

  async poll(since = Date.now()) {
    this.hangUp();
    const session = this.session;
    try {
      const replies = await this.read({ after: this.cursor });
      this.hear(replies);
      this.on.online(true);
      if (Date.now() - since > STREAM_AGAIN_MS) return this.listen();
    } catch (error) {
      if (error instanceof Refused) return;
      this.on.online(false);
    }
    if (session === this.session) this.timer = setTimeout(() => this.poll(since), POLL_MS);
  }

  hear(replies) {
    for (const reply of replies) this.cursor = Math.max(this.cursor, Number(reply.id));
    this.on.replies(replies);
  }

  address(query) {
    const url = new URL("api/chat/events", BASE);
    url.search = new URLSearchParams({ session: this.session, ...query });
    return url;
  }

  async read(query) {
    const response = await fetch(this.address(query), { signal: AbortSignal.timeout(SEND_TIMEOUT_MS) });
    if (response.status === 403) this.expire();
    if (response.status >= 400 && response.status < 500) throw new Refused();
    if (!response.ok) throw new Error(response.status);
    const { replies, speaker } = await response.json();
    this.on.speaker(speaker);
    return replies;
  }

  expire() {
    this.hangUp();
    this.session = null;
    this.cursor = 0;
    memory.set("session", null);
    this.on.expired();
  }

  // Send one message; the same client_id makes every retry harmless. Throws when it was given up.
  async send(message) {
    while (!this.session && this.first) await this.first.catch(() => {});
    const sending = this.attempt(message);
    if (!this.session) this.first = sending;
    try {
      this.on.replies(await sending);
    } finally {
      if (this.first === sending) this.first = null;
    }
  }

  async attempt(message) {
    for (let attempt = 0; ; attempt += 1) {
      try {
        const response = await this.post(message);
        if (response.ok) return await this.settle(response);
        if (response.status === 403 && this.session) this.expire();
        else if (response.status === 429) await pause(1000 * Number(response.headers.get("Retry-After") || 1));
        else if (response.status < 500) throw new Refused();
        else throw new Error(response.status);
      } catch (error) {
        if (error instanceof Refused || attempt >= PAUSES_MS.length) throw error;
        this.on.online(false);
        await pause(PAUSES_MS[attempt]);
      }
    }
  }

  post(message) {
    const body = this.session ? { ...message, session: this.session } : message;
    return fetch(new URL("api/chat", BASE), {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify(body),
      signal: AbortSignal.timeout(SEND_TIMEOUT_MS),
    });
  }

  async settle(response) {
    const { session, replies, speaker } = await response.json();
    this.on.online(true);
    this.on.speaker(speaker);
    if (session !== this.session) {
      this.session = session;
      memory.set("session", session);
      this.listen();
    }
    return replies;
  }
}
