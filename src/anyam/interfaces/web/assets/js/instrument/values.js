// The values of XPath 1.0 as rules/values.py has them: text, numbers, true and false, lists of items.
import { momentOf } from "./dates.js";

const NUMBER = /^-?(?:\d+(?:\.\d*)?|\.\d+)$/;
export const trimmed = (text) => text.replace(/^[ \t\r\n]+|[ \t\r\n]+$/g, "");
export const split = (text) => text.split(/[ \t\r\n]+/).filter(Boolean);

export function words(item) {
  const names = Object.keys(item.children);
  if (!names.length) return item.value;
  return below(item).filter((one) => !Object.keys(one.children).length && isOpen(one)).map((one) => one.value).join("");
}

export function below(item) {
  const found = [];
  for (const items of Object.values(item.children)) for (const one of items) found.push(one, ...below(one));
  return found;
}

export function isOpen(item) {
  for (let one = item; one; one = one.parent) if (one.isShut) return false;
  return true;
}

export function rootOf(item) {
  let one = item;
  while (one.parent) one = one.parent;
  return one;
}

export function text(value) {
  if (typeof value === "string") return value;
  if (typeof value === "boolean") return value ? "true" : "false";
  if (Array.isArray(value)) return value.length ? words(value[0]) : "";
  return numberText(value);
}

export function numberText(number) {
  if (Number.isNaN(number)) return "NaN";
  if (!Number.isFinite(number)) return number > 0 ? "Infinity" : "-Infinity";
  if (Number.isInteger(number)) return BigInt(number).toString();
  const digits = String(number);
  if (!digits.includes("e")) return digits;
  const [head, power] = digits.split("e");
  const whole = head.replace("-", "").replace(".", "");
  return `${head.startsWith("-") ? "-" : ""}0.${"0".repeat(-Number(power) - 1)}${whole}`;
}

export function number(value) {
  if (typeof value === "number") return value;
  if (typeof value === "boolean") return value ? 1 : 0;
  const said = trimmed(text(value));
  if (NUMBER.test(said)) return Number(said);
  const moment = momentOf(said);
  return moment === null ? NaN : moment;
}

export function truth(value) {
  if (typeof value === "boolean") return value;
  if (typeof value === "string" || Array.isArray(value)) return value.length > 0;
  return !(value === 0 || Number.isNaN(value));
}

function same(left, right) {
  if (typeof left === "boolean" || typeof right === "boolean") return truth(left) === truth(right);
  if (typeof left === "string" && typeof right === "string") return left === right;
  return number(left) === number(right);
}

function anyPair(left, right, holds) {
  if (typeof left === "boolean" || typeof right === "boolean") return holds(truth(left), truth(right));
  if (Array.isArray(left)) return (left.length ? left.map(words) : [""]).some((one) => anyPair(one, right, holds));
  if (Array.isArray(right)) return (right.length ? right.map(words) : [""]).some((one) => holds(left, one));
  return holds(left, right);
}

export const isEqual = (left, right) => anyPair(left, right, same);
export const isUnequal = (left, right) => anyPair(left, right, (one, other) => !same(one, other));
export function ordered(left, right, holds) {
  if (typeof left === "boolean" || typeof right === "boolean") return holds(+truth(left), +truth(right));
  return anyPair(left, right, (one, other) => holds(number(one), number(other)));
}
