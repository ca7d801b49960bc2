// One section of a form that is filled in on a case: shows what applies while it is typed. The server decides when saving.
import { fill, prepare } from "./fill.js";

const NOW = () => new Date(Date.now() - new Date().getTimezoneOffset() * 60000).toISOString().slice(0, 23);

export function startSection(form) {
  const told = JSON.parse(document.getElementById("filling-live").textContent);
  const ready = prepare(told.definition);
  const root = `${ready.form.root.path}/`;
  const around = { language: told.language, facts: told.facts, bornOn: told.born_on };
  const apply = () => {
    const answers = structuredClone(told.answers);
    const data = new FormData(form);
    for (const box of form.querySelectorAll("[data-asked]")) put(answers, box.dataset.place, data.getAll(box.dataset.place).filter(Boolean).join(" "));
    const made = fill(ready, answers, { ...around, now: NOW() });
    for (const box of form.querySelectorAll("[data-place]")) show(box, made.entries.get(root + box.dataset.place));
  };
  form.addEventListener("input", apply);
  form.addEventListener("change", apply);
  form.addEventListener("saved", (event) => event.detail?.problems && tell(form, event.detail.problems));
  apply();
}

// Answers nested as the form is: "members[2]/age" stands in the second turn of "members".
function put(answers, place, value) {
  const steps = place.split("/");
  const last = steps.pop();
  let here = answers;
  for (const step of steps) {
    const [, name, number] = /^([^[]+)(?:\[(\d+)\])?$/.exec(step);
    if (!number) here = here[name] ??= {};
    else {
      const turns = (here[name] ??= []);
      while (turns.length < Number(number)) turns.push({});
      here = turns[Number(number) - 1];
    }
  }
  here[last] = value;
}

function show(box, entry) {
  if (!entry) return;
  box.hidden = !entry.isRelevant;
  const words = box.querySelector("[data-text]");
  if (words && words.textContent !== entry.label) words.textContent = entry.label;
}

// What the server found when it saved.
function tell(form, problems) {
  for (const line of form.querySelectorAll("[data-problem]")) {
    const sentence = problems[line.closest("[data-place]").dataset.place] || "";
    line.hidden = !sentence;
    line.textContent = sentence;
  }
}
