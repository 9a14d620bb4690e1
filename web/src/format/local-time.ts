/** An instant as a field for local times holds it, to the minute; empty for none. */
export function toLocal(instant: string | null): string {
  if (instant === null) return '';
  const at = new Date(instant);
  return new Date(+at - at.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}
/** The instant a field for local times says; null for none. */
export const fromLocal = (local: string): string | null => (local === '' ? null : new Date(local).toISOString());
