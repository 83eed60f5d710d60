// Deadlines as iCalendar (RFC 5545): whole days, each with an alarm at nine in the morning of the day before.

const OCTETS = 75; // of a line, section 3.1
const DAY = 24 * 60 * 60 * 1000;

/** A text value, section 3.3.11. */
const escaped = (text) =>
  text.replace(/\r\n?/g, "\n").replace(/[\x00-\x09\x0b-\x1f\x7f]/g, " ").replace(/[\\;,]/g, "\\$&").replace(/\n/g, "\\n");

function folded(line) {
  let lines = "";
  let room = OCTETS;
  for (const sign of line) {
    const point = sign.codePointAt(0);
    const octets = point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x10000 ? 3 : 4;
    if (octets > room) {
      lines += "\r\n ";
      room = OCTETS - 1;
    }
    lines += sign;
    room -= octets;
  }
  return `${lines}\r\n`;
}

const compact = (day) => day.replaceAll("-", "");
const after = (day) => compact(new Date(Date.parse(day) + DAY).toISOString().slice(0, 10));

/** Each deadline: {uid, summary, description, url, first, last, off}; the days are "2026-12-02". */
export function calendar(deadlines, name, now = new Date()) {
  const stamp = `${now.toISOString().slice(0, 19).replace(/[-:]/g, "")}Z`;
  const today = now.toISOString().slice(0, 10);
  const lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Guildhall//Saved list//EN", `X-WR-CALNAME:${escaped(name)}`];
  for (const { uid, summary, description, url, first, last, off } of deadlines) {
    lines.push(
      "BEGIN:VEVENT", `UID:${escaped(uid)}`, `DTSTAMP:${stamp}`, `DTSTART;VALUE=DATE:${compact(first)}`,
      `DTEND;VALUE=DATE:${after(last < first ? first : last)}`, `SUMMARY:${escaped(summary)}`,
      `DESCRIPTION:${escaped(description)}`, `URL:${url}`, "TRANSP:TRANSPARENT", `STATUS:${off ? "CANCELLED" : "CONFIRMED"}`,
    );
    if (!off && first >= today) {
      lines.push("BEGIN:VALARM", "ACTION:DISPLAY", `DESCRIPTION:${escaped(summary)}`, "TRIGGER:-PT15H", "END:VALARM");
    }
    lines.push("END:VEVENT");
  }
  return [...lines, "END:VCALENDAR"].map(folded).join("");
}
