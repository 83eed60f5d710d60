// Reads calendars with ical.js. Input: {library, task, texts, ...}; output: the answer of the task on each text.

import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";

const given = JSON.parse(readFileSync(0, "utf8"));
const { default: ICAL } = await import(pathToFileURL(given.library).href);

const told = (time) => (time.isDate ? time.toString() : time.toUnixTime());
const seconds = (time) => (time.isDate ? Date.parse(time.toString()) / 1000 : time.toUnixTime());
const MARGIN = 40 * 86400; // an occurrence may have been moved from so far

function expanded(event) {
  if (!event.isRecurring()) {
    return [[event.startDate, event.endDate]];
  }
  const found = [];
  const iterator = event.iterator();
  for (let next = iterator.next(); next && seconds(next) < given.until + MARGIN; next = iterator.next()) {
    const { startDate, endDate } = event.getOccurrenceDetails(next);
    found.push([startDate, endDate]);
  }
  return found;
}

const tasks = {
  // The UID, the start and the end of each occurrence that begins from `since` to `until`, in seconds since 1970; days
  // are "2026-03-29". Zones are those that the calendar describes.
  occurrences(text) {
    const calendar = new ICAL.Component(ICAL.parse(text));
    ICAL.TimezoneService.reset();
    for (const zone of calendar.getAllSubcomponents("vtimezone")) {
      ICAL.TimezoneService.register(zone);
    }
    const components = calendar.getAllSubcomponents("vevent");
    const exceptions = Map.groupBy(
      components.filter((one) => one.hasProperty("recurrence-id")),
      (one) => one.getFirstPropertyValue("uid"),
    );
    return components.filter((one) => !one.hasProperty("recurrence-id")).flatMap((one) => {
      const uid = one.getFirstPropertyValue("uid");
      return expanded(new ICAL.Event(one, { exceptions: exceptions.get(uid) ?? [], strictExceptions: true }))
        .filter(([start]) => seconds(start) >= given.since && seconds(start) < given.until)
        .map(([start, end]) => [uid, told(start), told(end)]);
    });
  },
  // The names of all properties and components, in their order.
  names(text) {
    const of = ([name, properties, components]) => [name, ...properties.map(([one]) => one), ...components.flatMap(of)];
    return of(ICAL.parse(text));
  },
};
process.stdout.write(JSON.stringify(given.texts.map(tasks[given.task])));
