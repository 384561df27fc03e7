/** Calendar days in UTC, as waivers name them. */

const DAY = 86_400_000;

/** Whether the text is an existing day, "2027-02-28"; "2027-02-29" is not. */
export function isCalendarDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const moment = new Date(`${text}T00:00:00.000Z`);
  // Engines may roll a 30 February over to March instead of refusing it.
  return !Number.isNaN(moment.getTime()) && moment.toISOString().startsWith(text);
}

/** Whole days from `now`'s UTC day to `day`: 0 on the day itself, negative afterwards. */
export function daysUntil(day: string, now: Date): number {
  const today = Math.floor(now.getTime() / DAY);
  return Math.floor(new Date(`${day}T00:00:00.000Z`).getTime() / DAY) - today;
}
