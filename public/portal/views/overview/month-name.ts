/** `2026-11-01` as May 2026. */
export function monthName(day: string | null, locale: string): string {
  if (!day) return '';
  const date = new Date(`${day.slice(0, 7)}-15T12:00:00Z`);
  return new Intl.DateTimeFormat(locale, { month: 'short', year: 'numeric', timeZone: 'UTC' }).format(date);
}
