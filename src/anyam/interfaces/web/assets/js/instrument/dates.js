// Days and times as rules/dates.py counts them: days since 1970, times as parts of a day, offsets left aside.
const DAY = /^(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d)(\.\d{1,9})?)?(?:Z|[+-]\d\d:?\d\d)?)?$/;
const TIME = /^(\d\d):(\d\d)(?::(\d\d)(\.\d{1,9})?)?(?:Z|[+-]\d\d:?\d\d)?$/;
const FIRST = -719162;
const LAST = 2932896;
const NAMES = {
  id: ["Januari Februari Maret April Mei Juni Juli Agustus September Oktober November Desember", "Senin Selasa Rabu Kamis Jumat Sabtu Minggu"],
  en: ["January February March April May June July August September October November December", "Monday Tuesday Wednesday Thursday Friday Saturday Sunday"],
};
const two = (number) => String(number).padStart(2, "0");

function dayNumber(year, month, day) {
  const date = new Date(Date.UTC(2000, month - 1, day));
  date.setUTCFullYear(year, month - 1, day);
  if (date.getUTCFullYear() !== year || date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day || year < 1) return null;
  return Math.floor(date.getTime() / 86400000);
}

function seconds(hours, minutes, secs, part) {
  if (+hours > 23 || +minutes > 59 || +(secs || 0) > 59) return null;
  return +hours * 3600 + +minutes * 60 + +(secs || 0) + +(part || 0);
}

export function momentOf(text) {
  let found = DAY.exec(text);
  if (found) {
    const days = dayNumber(+found[1], +found[2], +found[3]);
    if (days === null || found[4] === undefined) return days;
    const rest = seconds(found[4], found[5], found[6], found[7]);
    return rest === null ? null : days + rest / 86400;
  }
  found = TIME.exec(text);
  if (!found) return null;
  const rest = seconds(found[1], found[2], found[3], found[4]);
  return rest === null ? null : rest / 86400;
}

export function dayOf(days) {
  const whole = Math.floor(days);
  if (!(FIRST <= days && days < LAST + 1)) return "";
  const date = new Date(whole * 86400000);
  return `${String(date.getUTCFullYear()).padStart(4, "0")}-${two(date.getUTCMonth() + 1)}-${two(date.getUTCDate())}`;
}

export function momentText(days) {
  let day = dayOf(days);
  if (!day) return "";
  let milliseconds = Math.floor((days - Math.floor(days)) * 86400000 + 0.5);
  if (milliseconds >= 86400000) {
    day = dayOf(Math.floor(days) + 1);
    milliseconds = 0;
  }
  if (!day) return "";
  const whole = Math.floor(milliseconds / 1000);
  return `${day}T${two(Math.floor(whole / 3600))}:${two(Math.floor(whole / 60) % 60)}:${two(whole % 60)}.${String(milliseconds % 1000).padStart(3, "0")}`;
}

export function shaped(text, shape, language) {
  const moment = DAY.test(text) ? momentOf(text) : null;
  if (moment === null) return "";
  const whole = Math.floor(moment);
  const date = new Date(whole * 86400000);
  const milliseconds = Math.floor((moment - whole) * 86400000 + 0.5);
  const secs = Math.floor(milliseconds / 1000);
  const [months, weekdays] = NAMES[language.startsWith("en") ? "en" : "id"].map((names) => names.split(" "));
  const year = date.getUTCFullYear();
  const month = months[date.getUTCMonth()];
  const weekday = weekdays[(date.getUTCDay() + 6) % 7];
  const marks = {
    Y: String(year).padStart(4, "0"), y: two(year % 100), m: two(date.getUTCMonth() + 1), n: String(date.getUTCMonth() + 1),
    B: month, b: month.slice(0, 3), d: two(date.getUTCDate()), e: String(date.getUTCDate()),
    H: two(Math.floor(secs / 3600)), h: String(Math.floor(secs / 3600)), M: two(Math.floor(secs / 60) % 60), S: two(secs % 60),
    3: String(milliseconds % 1000).padStart(3, "0"), A: weekday, a: weekday.slice(0, 3), "%": "%",
  };
  return shape.replace(/%(.)/g, (_all, mark) => marks[mark] ?? "");
}
