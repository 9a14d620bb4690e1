/** Stands where Element Plus expects a colour library (vite.config.ts): it is asked only by a button with a `color` of its own, and ours have none. */
export function TinyColor(): never {
  throw new Error('a button gets its colour from web/src/design/tokens.css, got a color of its own');
}
