// The lock: after a time without a touch, or by the button, everything is taken out of the page and kept in memory, with
// what was typed. The server locks the session at the same moment, so the cover is not only paint.
import { answer } from "./passkey.js";

const shape = document.getElementById("lock-screen");
const set = shape?.dataset || {};
const idle = Number(set.idle || 15) * 60000;
const BEAT = Math.min(4 * 60000, idle / 3);
const others = "BroadcastChannel" in window && shape ? new BroadcastChannel("anyam-lock") : null;
let kept = null; // the page while it is covered
let before = {};
let touched = Date.now();
let told = Date.now();
let owed = false; // the server does not know yet that this session is locked

const token = (page = document.body) => JSON.parse(page.getAttribute("hx-headers") || "{}")["X-CSRFToken"] || "";
const send = (address, body = null) =>
  fetch(address, { method: "POST", body, headers: { "X-CSRFToken": token(), "X-Lock": "1" }, redirect: "manual", keepalive: !body });

function cover() {
  if (kept || !shape) return;
  const menu = document.activeElement?.closest("[data-menu]");
  document.querySelectorAll("[data-menu][open]").forEach((one) => (one.open = false));
  before = { title: document.title, focus: menu?.querySelector("summary") || document.activeElement, x: scrollX, y: scrollY, open: [...document.querySelectorAll("dialog[open]")] };
  before.open.forEach((dialog) => dialog.close("show"));
  kept = document.createDocumentFragment();
  kept.append(...document.body.childNodes);
  document.body.append(shape.content.cloneNode(true));
  document.title = "Anyam";
  if (window.PublicKeyCredential) document.querySelectorAll("[data-lock-passkey]").forEach((button) => (button.hidden = false));
  document.querySelector("[data-lock-face] input[type=password]")?.focus();
}

function uncover() {
  if (!kept) return;
  document.body.replaceChildren(...kept.childNodes);
  kept = null;
  touched = told = Date.now();
  document.title = before.title;
  scrollTo(before.x, before.y);
  (before.focus?.isConnected ? before.focus : document.getElementById("content"))?.focus({ preventScroll: true });
}

async function lock() {
  cover();
  others?.postMessage("locked");
  owed = true;
  await tellLocked();
}

async function tellLocked() {
  try {
    await send(set.lock);
    owed = false;
  } catch {
    /* no connection: told again at the next beat; the server locks by itself meanwhile */
  }
}

// Whether the session is open, and still that of the person whose page is kept. Another person gets a page of their own.
async function isOpen() {
  const said = await send(set.here);
  if (!said.ok) return false;
  const { user, token: fresh } = await said.json();
  if (user !== set.user) {
    location.replace("/");
    return false;
  }
  document.body.setAttribute("hx-headers", JSON.stringify({ "X-CSRFToken": fresh }));
  kept?.querySelectorAll("[name=csrfmiddlewaretoken]").forEach((field) => (field.value = fresh));
  return true;
}

async function open(body) {
  const say = document.querySelector("[data-lock-said]");
  const speak = (words) => say && (say.textContent = words);
  speak("");
  try {
    const said = await send(set.unlock, body);
    if (said.status === 204 && (await isOpen())) {
      others?.postMessage("unlocked");
      return uncover();
    }
    if (said.status === 422) {
      const field = document.querySelector("[data-lock-face] input[type=password]");
      field.value = "";
      field.focus();
      return speak((await said.json()).sentence);
    }
    if (await isOpen().catch(() => false)) return uncover();
    document.querySelectorAll("[data-lock-again]").forEach((way) => (way.hidden = false));
    speak(set.ended);
  } catch {
    speak(set.offline);
  }
}

if (shape) {
  for (const kind of ["pointerdown", "keydown", "input", "wheel", "touchstart"])
    document.addEventListener(
      kind,
      () => {
        if (kept) return;
        if (Date.now() - touched > 20000) others?.postMessage("touched");
        touched = Date.now();
      },
      { passive: true, capture: true },
    );
  document.addEventListener("click", async (event) => {
    if (event.target.closest("[data-lock-now]")) lock();
    if (event.target.closest("[data-lock-again] button") && (await isOpen().catch(() => false))) uncover();
    if (!event.target.closest("[data-lock-passkey]")) return;
    try {
      const body = new FormData();
      body.set("credential", await answer(set.passkey));
      open(body);
    } catch {
      document.querySelector("[data-lock-said]").textContent = set.failed;
    }
  });
  document.addEventListener(
    "submit",
    (event) => {
      if (!event.target.closest("[data-lock-face]")) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      open(new FormData(event.target));
    },
    true,
  );
  const look = () => {
    if (!kept && Date.now() - touched > idle) return lock();
    if (owed) return tellLocked();
    if (!kept && touched > told && Date.now() - told > BEAT) {
      told = Date.now();
      send(set.here).then((said) => said.status === 423 && cover(), () => {});
    }
  };
  setInterval(look, 5000);
  document.addEventListener("visibilitychange", () => document.hidden || look());
  // Back from the browser's memory: nothing shows before the server has said that the session is open.
  addEventListener("pageshow", (event) => {
    if (!event.persisted) return;
    cover();
    isOpen().then((yes) => yes && uncover(), () => {});
  });
  document.addEventListener("htmx:responseError", (event) => event.detail.xhr.status === 423 && cover());
  others?.addEventListener("message", ({ data }) => {
    if (data === "touched") touched = Date.now();
    if (data === "locked") cover();
    if (data === "unlocked" && kept) isOpen().then((yes) => yes && uncover(), () => {});
  });
}

export function lockButtons(root) {
  root.querySelectorAll("[data-lock-now]").forEach((button) => (button.hidden = !shape));
}
