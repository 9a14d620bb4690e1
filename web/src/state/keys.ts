import { onBeforeUnmount, onMounted } from 'vue';

/** Keys that work on every page, outside fields: what they are called in the list of keys. */
export const keysOf = { search: ['Ctrl K', '/'], keys: ['?'], notifications: ['g n'], home: ['g h'] } as const;
export type KeyDeed = keyof typeof keysOf;

const writes = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && (target.isContentEditable || ['INPUT', 'TEXTAREA', 'SELECT'].includes(target.tagName));
/** How long after `g` its second letter counts, in milliseconds. */
const chordMs = 1_500;

/** Calls the deed of a key or of two pressed one after the other; `Ctrl K` also while writing, the others not. */
export function useKeys(deeds: Readonly<Record<KeyDeed, () => void>>): void {
  let started = 0;
  function pressed(event: KeyboardEvent): void {
    if (event.defaultPrevented || event.isComposing) return;
    const deed = deedOf(event);
    if (!deed) return;
    event.preventDefault();
    deeds[deed]();
  }
  function deedOf(event: KeyboardEvent): KeyDeed | undefined {
    const { key, ctrlKey, metaKey, altKey, target, timeStamp } = event;
    if ((ctrlKey || metaKey) && !altKey && key.toLowerCase() === 'k') return 'search';
    if (ctrlKey || metaKey || altKey || writes(target) || document.querySelector('dialog[open]')) return undefined;
    const second = timeStamp - started < chordMs;
    started = !second && key === 'g' ? timeStamp : -chordMs;
    if (second && key === 'n') return 'notifications';
    if (second && key === 'h') return 'home';
    return key === '/' ? 'search' : key === '?' ? 'keys' : undefined;
  }
  onMounted(() => {
    window.addEventListener('keydown', pressed);
  });
  onBeforeUnmount(() => {
    window.removeEventListener('keydown', pressed);
  });
}
