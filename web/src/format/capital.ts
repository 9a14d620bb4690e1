/** Words of workflows stand inside sentences; at the beginning of a button or a line they begin with a capital. */
export const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
