"""Calendars of other programs (iCalendar, RFC 5545) as rows that have the fields of an event's file."""
