// The functions of rules/library.py, one for one.
import { dayOf, momentOf, momentText, shaped } from "./dates.js";
import { number, split, text, trimmed, truth, words } from "./values.js";

const finite = (one, work) => (Number.isFinite(one) ? work(one) : one);
const each = (given) => given.flatMap((value) => (Array.isArray(value) ? value.map(words) : [text(value)]));
const short = (one, digits) => finite(one, (number) => Number(number.toPrecision(digits)));
const rounded = (one) => finite(one, (number) => Math.floor(number + 0.5));
const items = (value) => (Array.isArray(value) ? value : []);
const own = (scope, given) => (given.length ? given[0] : [scope.item]);
const moment = (value) => (typeof value === "number" ? value : momentOf(trimmed(text(value))));
const asMoment = (value) => (typeof value === "number" ? momentText(value) : trimmed(text(value)));
const spoken = (value) => (typeof value === "boolean" || typeof value === "number" ? value : !["", "0", "false", "no"].includes(text(value).toLowerCase()));

function extreme(pick) {
  return (_scope, ...given) => {
    const numbers = each(given).filter((one) => trimmed(one)).map(number);
    return !numbers.length || numbers.some(Number.isNaN) ? NaN : pick(...numbers);
  };
}

function reckoned(work) {
  return (_scope, ...given) => {
    const numbers = given.map(number);
    if (numbers.some(Number.isNaN)) return NaN;
    const found = work(...numbers);
    return Number.isFinite(found) ? short(found, 12) : NaN;
  };
}

function substring(_scope, said, start, length) {
  const first = rounded(number(start));
  const last = length === undefined ? Infinity : first + rounded(number(length));
  return Array.from(text(said)).filter((_one, at) => first <= at + 1 && at + 1 < last).join("");
}

function substr(_scope, said, start, end) {
  const letters = Array.from(text(said));
  const bounds = [number(start), end === undefined ? letters.length : number(end)].map((bound) => {
    let place = Number.isNaN(bound) ? 0 : bound;
    if (place < 0) place += letters.length;
    return Math.floor(Math.min(Math.max(place, 0), letters.length));
  });
  return bounds[0] < bounds[1] ? letters.slice(bounds[0], bounds[1]).join("") : "";
}

function round(_scope, value, places = 0) {
  const one = number(value);
  const digits = number(places);
  if (Number.isNaN(digits) || digits === 0) return rounded(one);
  const factor = 10 ** Math.max(Math.min(Math.trunc(digits), 15), -15);
  return short(rounded(one * factor) / factor, 15);
}

function translate(_scope, said, source, target) {
  const into = Array.from(text(target));
  const table = new Map();
  Array.from(text(source)).forEach((one, at) => table.has(one) || table.set(one, into[at] ?? ""));
  return Array.from(text(said), (one) => table.get(one) ?? one).join("");
}

function between(count, least, most) {
  const [lowest, highest] = [number(least), number(most)];
  return (lowest === -1 || count >= lowest) && (highest === -1 || count <= highest);
}

function weighted(_scope, least, most, ...given) {
  let sum = 0;
  for (let at = 0; at + 1 < given.length; at += 2) if (truth(spoken(given[at]))) sum += number(given[at + 1]);
  return between(sum, least, most);
}

function position(scope, ...given) {
  if (!given.length) return scope.position;
  return items(given[0]).length ? given[0][0].number || 1 : NaN;
}

export const PLAIN = {
  true: () => true,
  false: () => false,
  not: (_scope, value) => !truth(value),
  boolean: (_scope, value) => truth(value),
  number: (scope, ...given) => number(own(scope, given)),
  string: (scope, ...given) => text(own(scope, given)),
  concat: (_scope, ...given) => each(given).join(""),
  contains: (_scope, said, part) => text(said).includes(text(part)),
  "starts-with": (_scope, said, part) => text(said).startsWith(text(part)),
  substring,
  "substring-before": (_scope, said, mark) => (text(mark) && text(said).includes(text(mark)) ? text(said).slice(0, text(said).indexOf(text(mark))) : ""),
  "substring-after": (_scope, said, mark) => (text(said).includes(text(mark)) ? text(said).slice(text(said).indexOf(text(mark)) + text(mark).length) : ""),
  "string-length": (scope, ...given) => Array.from(text(own(scope, given))).length,
  "normalize-space": (scope, ...given) => split(text(own(scope, given))).join(" "),
  translate,
  count: (_scope, found) => items(found).length,
  sum: (_scope, ...given) => each(given).reduce((total, one) => total + number(one), 0),
  floor: (_scope, value) => finite(number(value), Math.floor),
  ceiling: (_scope, value) => finite(number(value), Math.ceil),
  round,
  position,
  last: (scope) => scope.size,
  current: (scope) => [scope.current],
  "ends-with": (_scope, said, part) => text(said).endsWith(text(part)),
  selected: (_scope, chosen, name) => split(text(chosen)).includes(trimmed(text(name))),
  "selected-at": (_scope, chosen, place) => (number(place) >= 0 ? split(text(chosen))[Math.trunc(number(place))] ?? "" : ""),
  "count-selected": (_scope, chosen) => split(text(chosen)).length,
  "count-non-empty": (_scope, found) => items(found).filter((item) => words(item)).length,
  join: (_scope, mark, ...given) => each(given).join(text(mark)),
  substr,
  min: extreme(Math.min),
  max: extreme(Math.max),
  int: (_scope, value) => finite(number(value), Math.trunc),
  abs: (_scope, value) => Math.abs(number(value)),
  pow: reckoned(Math.pow),
  sqrt: reckoned(Math.sqrt),
  exp: reckoned(Math.exp),
  exp10: reckoned((one) => 10 ** one),
  log: reckoned(Math.log),
  log10: reckoned(Math.log10),
  sin: reckoned(Math.sin),
  cos: reckoned(Math.cos),
  tan: reckoned(Math.tan),
  asin: reckoned(Math.asin),
  acos: reckoned(Math.acos),
  atan: reckoned(Math.atan),
  atan2: reckoned(Math.atan2),
  pi: () => Math.PI,
  random: () => Math.random(),
  uuid: () => crypto.randomUUID(),
  "boolean-from-string": (_scope, value) => ["1", "true"].includes(text(value).toLowerCase()),
  checklist: (_scope, least, most, ...given) => between(given.filter((one) => truth(spoken(one))).length, least, most),
  "weighted-checklist": weighted,
  today: (scope) => scope.around.now.slice(0, 10),
  now: (scope) => scope.around.now,
  date: (_scope, value) => (moment(value) === null ? "" : dayOf(moment(value))),
  "date-time": (_scope, value) => (moment(value) === null ? "" : momentText(moment(value))),
  "format-date": (scope, value, shape) => shaped(asMoment(value), text(shape), scope.around.language),
  "format-date-time": (scope, value, shape) => shaped(asMoment(value), text(shape), scope.around.language),
  "decimal-date-time": (_scope, value) => moment(value) ?? NaN,
  "decimal-time": (_scope, value) => {
    const found = momentOf(trimmed(text(value)));
    return found === null ? NaN : found - Math.floor(found);
  },
};
