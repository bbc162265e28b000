// Keeps the open pages of the desk up to date; every page also works without it.
"use strict";

const DRAFT = "wegwijs.desk.draft.";
const NEAR_END_PX = 80;
const voice = document.querySelector("[data-voice]");

// Our own server rendered and escaped this; scripts in it would not run in any case.
function nodes(html) {
  return [...new DOMParser().parseFromString(html, "text/html").body.childNodes];
}

function listen(address, onMessage, onLine = () => {}) {
  const source = new EventSource(address);
  source.onmessage = (event) => onMessage(JSON.parse(event.data));
  source.onopen = () => onLine(true);
  source.onerror = () => {
    onLine(false);
    if (source.readyState === EventSource.CLOSED) setTimeout(() => location.reload(), 3000); // signed out, or not ours any more
  };
  return source;
}

function followQueue(box) {
  const title = document.title;
  let before = waiting(box);
  const refresh = async () => {
    const response = await fetch(`${box.dataset.liveQueue}?show=${box.dataset.show}`, { headers: { Accept: "application/json" } });
    if (!response.ok) return;
    const focused = document.activeElement && document.activeElement.id;
    box.replaceChildren(...nodes(await response.text()));
    if (focused) document.getElementById(focused)?.focus();
    const now = waiting(box);
    document.title = now ? `(${now}) ${title}` : title;
    if (voice && now > before) voice.textContent = box.querySelector("[data-waiting]").dataset.said;
    before = now;
  };
  listen(`${box.dataset.liveQueue}/events`, () => refresh().catch(() => {}));
}

function waiting(box) {
  return Number(box.querySelector("[data-waiting]").dataset.waiting);
}

function followTalk(box) {
  const list = box.querySelector("ol");
  const line = document.querySelector("[data-line]");
  box.scrollTop = box.scrollHeight;
  const show = ({ seq, html }) => {
    const [item] = nodes(html).filter((node) => node.nodeType === Node.ELEMENT_NODE);
    const there = list.querySelector(`[data-seq="${Number(seq)}"]`);
    const follow = box.scrollHeight - box.scrollTop - box.clientHeight < NEAR_END_PX;
    if (there) there.replaceWith(item);
    else list.append(item);
    if (follow) box.scrollTop = box.scrollHeight;
    if (!there && !item.classList.contains("mentor")) voice.textContent = item.textContent;
  };
  const source = listen(box.dataset.liveTalk, show, (yes) => (line.hidden = yes));
  const panel = document.querySelector("[data-profile]");
  let drawn = null; // until the first event: the page came with what was shared then
  source.addEventListener("profile", (event) => {
    const { html } = JSON.parse(event.data);
    const changed = drawn === null ? Boolean(html) !== panel.childElementCount > 0 : html !== drawn;
    drawn = html;
    if (!changed) return;
    panel.replaceChildren(...nodes(html));
    voice.textContent = panel.querySelector("summary")?.textContent ?? "";
  });
  source.addEventListener("gone", (event) => {
    source.close();
    line.hidden = true;
    const gone = document.querySelector("[data-gone]");
    gone.querySelector("[data-why]").textContent = JSON.parse(event.data).text;
    gone.hidden = false;
    for (const control of document.querySelectorAll("form.answer :is(button, textarea), .letting :is(button, input, select)")) control.disabled = true;
  });
}

function answerInPlace(form) {
  const text = form.elements.text;
  const failed = form.querySelector("[data-problem]");
  const key = DRAFT + form.dataset.answer;
  if (!text.value) text.value = sessionStorage.getItem(key) || "";
  text.addEventListener("input", () => sessionStorage.setItem(key, text.value));
  text.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) form.requestSubmit();
  });
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const button = form.querySelector("button");
    button.disabled = true;
    failed.hidden = true;
    const problem = await post(form);
    button.disabled = false;
    if (problem) {
      failed.textContent = problem;
      failed.hidden = false;
      return;
    }
    text.value = "";
    document.querySelector("[data-answer-by]")?.remove(); // it is the person's turn now
    sessionStorage.removeItem(key);
    form.elements.client_id.value = crypto.getRandomValues(new Uint32Array(4)).join("");
    text.focus();
  });
}

// Send a form; returns what went wrong, or nothing. The client_id stays until it worked, so that a retry says it once.
async function post(form) {
  try {
    const body = new URLSearchParams(new FormData(form));
    const response = await fetch(form.action, { method: "POST", body, headers: { Accept: "application/json" } });
    if (response.ok) return "";
    if (response.status === 400) return (await response.json()).error;
    return form.dataset.refused;
  } catch {
    return form.dataset.failed;
  }
}

for (const box of document.querySelectorAll("[data-live-queue]")) followQueue(box);
for (const box of document.querySelectorAll("[data-live-talk]")) followTalk(box);
for (const form of document.querySelectorAll("form[data-answer]")) answerInPlace(form);
for (const form of document.querySelectorAll("form[data-forget-draft]")) {
  form.addEventListener("submit", () => sessionStorage.removeItem(DRAFT + form.dataset.forgetDraft));
}
for (const form of document.querySelectorAll("form[data-forget-drafts]")) {
  form.addEventListener("submit", () => sessionStorage.clear());
}
