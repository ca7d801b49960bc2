// Is a text an answer of its type? rules/answers.py, one for one.
import { dayOf, momentOf } from "./dates.js";
import { numberText, split } from "./values.js";

const LONGEST = 5000;
const INTEGER = /^[+-]?\d{1,15}$/;
const DECIMAL = /^[+-]?(?:\d{1,15}(?:\.\d{0,15})?|\.\d{1,15})$/;
const DATE = /^\d{4}-\d\d-\d\d/;
const TIME = /^\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?(?:Z|[+-]\d\d:?\d\d)?$/;
const POINT = /^(-?\d{1,3}(?:\.\d+)?) (-?\d{1,3}(?:\.\d+)?)(?: -?\d+(?:\.\d+)?){0,2}$/;

const FITS = {
  integer: (_node, value) => INTEGER.test(value),
  decimal: (_node, value) => DECIMAL.test(value),
  time: (_node, value) => TIME.test(value) && momentOf(value) !== null,
  range: (node, value) => isInRange(node.limits || {}, value),
  acknowledge: (_node, value) => value === "OK",
  geopoint: (_node, value) => {
    const found = POINT.exec(value);
    return Boolean(found) && Math.abs(+found[1]) <= 90 && Math.abs(+found[2]) <= 180;
  },
};

export function wrong(node, value, offered, bornOn) {
  if (Array.from(value).length > LONGEST) return "too_long";
  if (["one", "several", "rank"].includes(node.type)) return wrongChoice(node.type, value, offered);
  if (node.type === "date" || node.type === "datetime") return wrongDay(node, value, bornOn);
  return !FITS[node.type] || FITS[node.type](node, value) ? null : "type";
}

function wrongChoice(kind, value, offered) {
  const names = kind === "one" ? [value] : split(value);
  if (new Set(names).size !== names.length || names.some((name) => !offered.includes(name))) return "choice";
  return kind === "rank" && names.length !== offered.length ? "choice" : null;
}

function wrongDay(node, value, bornOn) {
  const isDay = DATE.test(value) && (node.type === "date" ? value.length === 10 : value.includes("T"));
  const day = value.slice(0, 10);
  if (!isDay || momentOf(value) === null || day < "1900-01-01" || day > "2199-12-31") return "type";
  return bornOn && node.marks?.not_before === "birth" && day < bornOn ? "before_birth" : null;
}

function isInRange({ start = 0, end = 10, step = 1 }, value) {
  if (!DECIMAL.test(value)) return false;
  const steps = (Number(value) - start) / (Math.abs(step) || 1);
  return Math.min(start, end) <= Number(value) && Number(value) <= Math.max(start, end) && Math.abs(steps - Math.round(steps)) < 1e-9;
}

export function asAnswer(node, value) {
  if (typeof value === "boolean") return value ? "true" : "false";
  if (typeof value !== "number") return String(value);
  if (Number.isNaN(value)) return "";
  return node.type === "date" ? dayOf(value) : numberText(value);
}
