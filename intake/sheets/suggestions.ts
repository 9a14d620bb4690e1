import { levelWords } from '../../schemas/sheets/words.ts';
import { cleaned, normalised } from './cells.ts';
import type { SheetDictionary } from './dictionary.ts';

const most = 3;
const codeOf = { occupation: /^\d-\d{2}-\d{2}/, major: /^\d{6}/ } as const;
const wordOf = (level: string) => (level in levelWords ? levelWords[level as keyof typeof levelWords] : level);

function occupationsLike(said: string, { jobs }: SheetDictionary): readonly string[] {
  if (codeOf.occupation.test(said)) return [];
  return (jobs?.(said) ?? []).slice(0, most).map(({ code, name }) => `${code} ${name}`);
}
function majorsNamed(said: string, { majors }: SheetDictionary): readonly string[] {
  const names = new Set(said.split(/[;；、,，\s]+/u).filter((name) => name !== '' && !codeOf.major.test(name)));
  if (names.size === 0) return [];
  return [...majors].flatMap(([code, { name, level, retired }]) => (!retired && names.has(name) ? [`${code} ${name}（${wordOf(level)}）`] : []));
}

/** Codes that a cell may have meant which names a thing instead, to be said behind what is wrong with it; nothing where none is known. */
export function suggestionFor(field: string, text: string, dictionary: SheetDictionary): { readonly zh: string; readonly en: string } | undefined {
  const said = cleaned(normalised(text));
  if (said === '') return undefined;
  const found =
    field === 'occupationCode' ? occupationsLike(said, dictionary) : /^(majorCode|acceptedMajors)\b/.test(field) ? majorsNamed(said, dictionary) : [];
  if (found.length === 0) return undefined;
  const [named, codes] = [said.slice(0, 30), found.slice(0, most + 2)];
  return { zh: `“${named}”可能是 ${codes.join('、')}`, en: `“${named}” may be ${codes.join(', ')}` };
}
