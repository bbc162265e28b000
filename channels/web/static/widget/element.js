// <wegwijs-chat>: the launcher, the panel and what happens in it.

const SMALL = "(max-width: 480px)";
const TYPING_AFTER_MS = 400;
const OFFLINE_AFTER_MS = 1500; // a stream that breaks and comes back at once is no news
const SPEECH_BALLOON = "M4 4h16a2 2 0 0 1 2 2v9a2 2 0 0 1-2 2h-8l-5 4v-4H4a2 2 0 0 1-2-2V6a2 2 0 0 1 2-2z";
const CROSS = "M6.4 5 12 10.6 17.6 5 19 6.4 13.4 12l5.6 5.6-1.4 1.4-5.6-5.6L6.4 19 5 17.6l5.6-5.6L5 6.4z";

class WegwijsChat extends HTMLElement {
  connectedCallback() {
    if (this.shadowRoot) return;
    this.unread = 0;
    this.sending = 0;
    this.log = new Log((button) => this.say({ text: "", button: button.id }, button.title));
    this.line = new Line({
      replies: (list) => list.forEach((reply) => this.receive(reply)),
      speaker: (now) => this.showSpeaker(now),
      online: (yes) => this.showOnline(yes),
      expired: () => {
        this.showSpeaker({});
        this.begin(STRINGS.expired);
      },
    });
    this.draw();
    this.ready = this.resume();
  }

  draw() {
    const root = this.attachShadow({ mode: "open" });
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(STYLE);
    root.adoptedStyleSheets = [sheet];
    this.launcherText = el("span", {}, STRINGS.launcher);
    this.badge = el("span", { class: "badge", "aria-hidden": "true", hidden: true });
    const launch = { type: "button", class: "launcher", "aria-expanded": "false", onclick: () => this.toggle() };
    this.launcher = el("button", launch, icon(SPEECH_BALLOON), this.launcherText, this.badge);
    this.panel = el("dialog", { class: "panel", "aria-labelledby": "title", lang: "nl" }, this.header(), this.log.box, this.footer());
    this.panel.addEventListener("cancel", (event) => {
      event.preventDefault();
      this.close();
    });
    this.panel.addEventListener("keydown", (event) => {
      if (event.key === "Escape") this.close();
    });
    root.append(el("div", { lang: "nl" }, this.launcher, this.panel, this.log.voice));
  }

  header() {
    this.notice = el("p", { class: "notice" }, STRINGS.notice);
    const school = this.dataset.school ? [el("p", { class: "school" }, this.dataset.school)] : [];
    const title = el("h2", { id: "title" }, this.dataset.title || STRINGS.title);
    const close = el("button", { type: "button", class: "close", "aria-label": STRINGS.close, onclick: () => this.close() }, icon(CROSS));
    return el("div", { class: "header" }, el("div", {}, title, ...school, this.notice), close);
  }

  footer() {
    this.status = el("p", { class: "status", role: "status" });
    this.input = el("textarea", {
      id: "input", rows: 1, maxlength: 10000, dir: "auto", autocomplete: "off", enterkeyhint: "send", placeholder: STRINGS.placeholder,
    });
    this.input.value = memory.get("draft") || "";
    this.input.addEventListener("input", () => this.keepDraft());
    this.input.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
      event.preventDefault();
      this.submit();
    });
    const form = el("form", {}, el("label", { for: "input", class: "unseen" }, STRINGS.input), this.input, el("button", { class: "send" }, STRINGS.send));
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.submit();
    });
    const privacy = el("p", { class: "privacy" }, link(new URL("privacy", BASE), STRINGS.privacy));
    return el("div", { class: "footer" }, this.log.more, this.status, form, privacy);
  }

  // After a reload: the same talk, the same draft, open if it was open. Focus stays where the reader is.
  async resume() {
    this.begin();
    if (memory.get("open") === "yes" || (this.hasAttribute("data-open") && !memory.get("open"))) this.open({ focus: false });
    for (const message of await this.line.history()) this.receive(message, { speak: false });
    this.log.toEnd();
    this.fit();
    this.line.listen();
  }

  begin(notice) {
    if (notice) this.log.beginAnew();
    if (notice) this.log.add({ id: newId(), sender: "system", text: notice });
    else this.log.add({ id: "0", sender: "bot", text: STRINGS.welcome }, { speak: false });
  }

  toggle() {
    if (this.panel.open) this.close();
    else this.open({ focus: true });
  }

  open({ focus }) {
    if (focus && matchMedia(SMALL).matches) this.panel.showModal();
    else this.panel.setAttribute("open", ""); // show() would move the focus, also after a reload
    this.launcher.setAttribute("aria-expanded", "true");
    memory.set("open", "yes");
    this.countUnread(0);
    this.log.toEnd();
    if (!focus) return;
    this.input.focus();
    if (!this.line.session) this.log.say(STRINGS.welcome);
  }

  close() {
    if (!this.panel.open) return;
    this.panel.close();
    this.launcher.setAttribute("aria-expanded", "false");
    memory.set("open", "no");
    this.launcher.focus();
  }

  countUnread(count) {
    this.unread = count;
    this.badge.hidden = count === 0;
    this.badge.textContent = String(count);
    this.launcher.setAttribute("aria-label", count ? fill(STRINGS.launcherUnread, { count }) : STRINGS.launcher);
  }

  keepDraft() {
    memory.set("draft", this.input.value);
    this.fit();
  }

  fit() {
    this.input.style.height = "auto";
    this.input.style.height = `${Math.min(this.input.scrollHeight + 2, 140)}px`;
  }

  submit() {
    const text = this.input.value.trim();
    if (!text) return;
    this.input.value = "";
    this.keepDraft();
    this.input.focus();
    this.say({ text }, text);
  }

  say(message, shown) {
    const item = this.log.echo(shown);
    this.deliver({ ...message, client_id: newId() }, item);
  }

  async deliver(message, item) {
    item.querySelector(".state")?.remove();
    this.showBusy(1);
    try {
      await this.ready;
      await this.line.send(message);
      item.querySelector(".state")?.remove();
    } catch {
      const again = el("button", { type: "button", onclick: () => this.deliver(message, item) }, STRINGS.retry);
      item.append(el("p", { class: "state" }, STRINGS.failed, " ", again));
      this.log.say(STRINGS.failed);
      this.log.toEnd();
    } finally {
      this.showBusy(-1);
    }
  }

  showBusy(change) {
    this.sending += change;
    clearTimeout(this.busyTimer);
    if (this.sending) this.busyTimer = setTimeout(() => this.log.busy(true), TYPING_AFTER_MS);
    else this.log.busy(false);
  }

  receive(reply, { speak = true } = {}) {
    if (!this.log.add(reply, { speak }) || reply.sender === "person") return;
    if (speak && !this.panel.open) this.countUnread(this.unread + 1);
  }

  showSpeaker({ kind, name }) {
    const texts = { mentor: fill(STRINGS.noticeMentor, { name: name || STRINGS.mentor }), waiting: STRINGS.noticeWaiting };
    this.notice.textContent = texts[kind] || STRINGS.notice;
  }

  showOnline(yes) {
    clearTimeout(this.offlineTimer);
    const show = (text) => {
      if (this.status.textContent !== text) this.status.textContent = text;
    };
    if (yes) show("");
    else this.offlineTimer = setTimeout(() => show(STRINGS.offline), OFFLINE_AFTER_MS);
  }
}

// One script tag is enough: the element comes by itself unless the page placed it, with the tag's attributes.
function place() {
  customElements.define("wegwijs-chat", WegwijsChat);
  if (document.querySelector("wegwijs-chat")) return;
  const chat = document.createElement("wegwijs-chat");
  for (const [name, value] of Object.entries(SCRIPT.dataset)) chat.dataset[name] = value;
  document.body.append(chat);
}

if (!customElements.get("wegwijs-chat")) {
  if (document.body) place();
  else document.addEventListener("DOMContentLoaded", place);
}
