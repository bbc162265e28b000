// The talk on the screen, and its voice for screen readers: a separate region that speaks only what is new.

const SPOKEN_MS = 1500;
const NEAR_END_PX = 80;
const MARGIN_PX = 8;

class Log {
  // `choose(button)` is called when a choice is pressed.
  constructor(choose) {
    this.choose = choose;
    this.seen = new Set();
    this.list = el("ol", { class: "list" });
    this.typing = el("p", { class: "typing", hidden: true }, el("span", { class: "dots", "aria-hidden": "true" }), STRINGS.typing);
    const about = { class: "log", role: "log", "aria-live": "off", "aria-label": STRINGS.log, tabindex: 0 };
    this.box = el("div", about, this.list, this.typing);
    this.more = el("button", { type: "button", class: "more", hidden: true, onclick: () => this.toEnd() }, STRINGS.newMessages);
    this.voice = el("div", { class: "unseen", "aria-live": "polite", "aria-relevant": "additions" });
    this.box.addEventListener("scroll", () => {
      if (this.atEnd()) this.more.hidden = true;
    });
  }

  // What stands there stays readable; a new talk counts from one again.
  beginAnew() {
    this.seen.clear();
    for (const item of this.list.children) item.removeAttribute("data-seq");
  }

  // Add a message of the API in its place; false when it stands there already.
  add(message, { speak = true } = {}) {
    if (this.seen.has(message.id)) return false;
    this.seen.add(message.id);
    if (message.sender === "person") this.settleChoice(message.text);
    const item = this.item(message);
    const later = [...this.list.children].find((other) => Number(other.dataset.seq) > Number(message.id));
    this.place(item, later);
    if (speak) this.speak(message);
    return true;
  }

  // Add what the person just wrote, before the server has it.
  echo(text) {
    const item = this.item({ sender: "person", text });
    this.place(item, null);
    this.toEnd();
    return item;
  }

  place(item, before) {
    const follow = this.atEnd();
    this.list.insertBefore(item, before || null);
    if (follow) this.showFrom(item);
    else this.more.hidden = false;
  }

  // A long answer is read from its first line; a short one leaves the box at its end.
  showFrom(item) {
    const above = item.getBoundingClientRect().top - this.box.getBoundingClientRect().top;
    this.box.scrollTop += above - MARGIN_PX;
    this.more.hidden = this.atEnd();
  }

  item(message) {
    const { sender, text } = message;
    const head = el("p", { class: "head" }, senderName(message), el("time", {}, clock(message.at)));
    const body = el("div", { class: "bubble" }, el("p", { class: "text", dir: "auto" }, ...linked(text, sender === "system")));
    if (message.image && isOurs(message.image)) {
      body.append(picture(message));
    }
    if (message.files) body.append(files(message.files));
    if (message.sources) body.append(sources(message.sources));
    const item = el("li", { class: `message ${sender}`, "data-seq": message.id }, head, body);
    if (message.buttons && message.buttons.length) item.append(this.choices(message.buttons));
    return item;
  }

  choices(buttons) {
    const group = el("div", { class: "choices", role: "group", "aria-label": STRINGS.choices });
    for (const button of buttons) {
      const press = (event) => {
        if (event.currentTarget.getAttribute("aria-disabled") === "true") return;
        settle(group, event.currentTarget);
        this.choose(button);
      };
      group.append(el("button", { type: "button", onclick: press }, button.title));
    }
    return group;
  }

  // In a talk that is shown again: what the person answered shows which choice it was.
  settleChoice(text) {
    const groups = this.list.querySelectorAll(".choices");
    const group = groups[groups.length - 1];
    const chosen = group && [...group.children].find((button) => button.textContent === text);
    if (chosen && group.parentElement === this.list.lastElementChild) settle(group, chosen);
  }

  speak(message) {
    const choices = (message.buttons || []).map((button) => button.title);
    const words = [`${senderName(message)}: ${message.text}`];
    if (choices.length) words.push(`${STRINGS.choices}: ${choices.join(", ")}`);
    this.say(words.join(". "));
  }

  say(text) {
    const words = el("p", {}, text);
    this.voice.append(words);
    setTimeout(() => words.remove(), SPOKEN_MS);
  }

  busy(yes) {
    const follow = this.atEnd();
    this.typing.hidden = !yes;
    if (follow) this.toEnd();
  }

  atEnd() {
    return this.box.scrollHeight - this.box.scrollTop - this.box.clientHeight < NEAR_END_PX;
  }

  toEnd() {
    this.box.scrollTop = this.box.scrollHeight;
    this.more.hidden = true;
  }
}

function settle(group, chosen) {
  for (const button of group.children) button.setAttribute("aria-disabled", "true");
  chosen.classList.add("chosen");
  chosen.append(hidden(` (${STRINGS.chosen})`));
}

function senderName({ sender, name }) {
  if (sender === "mentor" && name) return fill(STRINGS.mentorNamed, { name });
  return STRINGS[sender] || STRINGS.system;
}

function files(list) {
  const ours = list.filter((file) => isOurs(file.url));
  return el("p", { class: "files" }, ...ours.map((file) => el("a", { href: new URL(file.url, BASE), download: "" }, file.title)));
}

function sources(list) {
  const line = el("p", { class: "sources" }, STRINGS.source, " ");
  const sameDay = new Set(list.map((source) => source.checked_on)).size === 1;
  list.forEach((source, index) => {
    const title = isWebAddress(source.url) ? link(source.url, source.title) : source.title;
    line.append(index ? "; " : "", title);
    if (!sameDay || index === list.length - 1) {
      line.append(` (${fill(STRINGS.checked, { date: day(source.checked_on) })})`);
    }
  });
  return line;
}

// The picture, or its words when it does not come.
function picture({ image, image_alt: words }) {
  const alt = words || STRINGS.image;
  const shown = el("img", { src: new URL(image, BASE), alt, class: "picture", decoding: "async" });
  shown.addEventListener("error", () => shown.replaceWith(el("p", { class: "text" }, alt)), { once: true });
  return shown;
}

// A picture from elsewhere would tell that site who is reading.
function isOurs(address) {
  return new URL(address, BASE).origin === BASE.origin;
}
