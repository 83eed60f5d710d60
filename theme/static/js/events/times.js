// What the instants of an event are for the visitor. Pure functions: the page is another module's.

const MINUTE = 60_000;

/** Minutes that the offset at the end of an ISO 8601 time is ahead of UTC. */
function offsetOf(written) {
  const [, sign, hours, minutes] = /([+-])(\d\d):(\d\d)(?::\d\d)?$/.exec(written) ?? [0, "+", 0, 0];
  return (sign === "-" ? -1 : 1) * (Number(hours) * 60 + Number(minutes));
}

const shiftedBy = (moment, minutes) => new Date(moment.getTime() + minutes * MINUTE).toISOString().slice(0, 10);

/** The time by the visitor's own clock, with the day where it is another one there or here; "" where clocks agree.
    Its figures are those that the page is printed with. */
export function ownTime(start, end, language) {
  const moments = [start, end].map((one) => new Date(one));
  const offsets = [start, end].map(offsetOf);
  const own = moments.map((one) => -one.getTimezoneOffset());
  if (moments.some((one) => Number.isNaN(one.getTime())) || offsets.every((one, place) => one === own[place])) return "";
  const there = moments.map((one, place) => shiftedBy(one, offsets[place]));
  const here = moments.map((one, place) => shiftedBy(one, own[place]));
  const sameDays = here.every((day, place) => day === there[place]);
  const days = sameDays && here[0] === here[1] ? {} : { weekday: "short", day: "numeric", month: "short" };
  const words = new Intl.DateTimeFormat(language, { ...days, numberingSystem: "latn", hour: "numeric", minute: "2-digit" });
  return start === end ? words.format(moments[0]) : words.formatRange(...moments);
}

/** "over", "now", "today" or "". `written` is the start as the page says it: that of whole days is a day alone. */
export function state(start, end, wholeDays, written, now) {
  const [first, last] = [Date.parse(start), Date.parse(end)];
  if (now >= last && now > first) return "over";
  if (wholeDays) {
    const today = shiftedBy(now, -now.getTimezoneOffset());
    return written === today ? "today" : now >= first ? "now" : "";
  }
  if (now >= first) return "now";
  return new Date(first).toDateString() === now.toDateString() ? "today" : "";
}
