// Forms with data-autosave="address": what is written is sent there 10 seconds after the last change and on leaving a field.
const WAIT = 10000;
const timers = new WeakMap();
const changed = new WeakSet();

document.addEventListener("input", (event) => {
  const form = event.target.form;
  if (!form?.hasAttribute("data-autosave")) return;
  changed.add(form);
  clearTimeout(timers.get(form));
  timers.set(form, setTimeout(() => save(form), WAIT));
});
document.addEventListener("focusout", (event) => {
  const form = event.target.form;
  if (form && changed.has(form) && !form.dataset.sent) save(form);
});
document.addEventListener("visibilitychange", () => {
  if (document.hidden) document.querySelectorAll("form[data-autosave]").forEach((form) => changed.has(form) && !form.dataset.sent && save(form));
});

async function save(form) {
  clearTimeout(timers.get(form));
  changed.delete(form);
  const state = document.querySelector("[data-autosave-state]");
  const show = (text) => state && (state.querySelector("span").textContent = text);
  show(state?.dataset.saving);
  try {
    const answer = await fetch(form.dataset.autosave || form.action, {
      method: "POST", body: new FormData(form), headers: { "X-Autosave": "1" }, keepalive: true, redirect: "error",
    });
    if (!answer.ok) throw new Error(answer.status);
    if (answer.headers.get("Content-Type")?.startsWith("application/json")) form.dispatchEvent(new CustomEvent("saved", { detail: await answer.json() }));
    show(`${state?.dataset.saved} ${new Date().toLocaleTimeString(document.documentElement.lang, { hour: "2-digit", minute: "2-digit" })}`);
  } catch {
    changed.add(form);
    timers.set(form, setTimeout(() => save(form), WAIT));
    show(state?.dataset.failed);
  }
}
