import type { CitySnapshot, SnapshotProgramme } from './snapshot.ts';

/** What differs between two snapshots in one of their sections, in items of that section. */
export interface SectionChange {
  readonly section: string;
  /** Items on each side. */
  readonly before: number;
  readonly after: number;
  readonly added: number;
  readonly removed: number;
  /** Items of the same natural key with other content. */
  readonly changed: number;
}

/** One item: what identifies it, what it says, how many reports it stands for. */
interface Item {
  readonly key: string;
  readonly content: string;
  readonly weight: number;
}
type Row = Readonly<Record<string, unknown>>;

/** Fields that identify an item; a section that is not listed is compared by whole items. */
const keys: Readonly<Record<string, readonly string[]>> = {
  majors: ['code'],
  occupations: ['code'],
  links: ['major', 'occupation'],
  stockSpans: ['occupation', 'from', 'to'],
  lastStocks: ['occupation', 'chain', 'sizeClass', 'year'],
  register: ['chain', 'sizeClass'],
  reporters: ['occupation', 'chain'],
  hires: ['occupation', 'chain', 'sizeClass', 'year'],
  programmes: ['id'],
  pathways: ['from', 'to', 'firstYear'],
  projects: ['enterpriseId', 'name', 'occupation'],
  inflows: ['major', 'year'],
  entries: ['measure', 'group'],
  reliability: ['enterpriseId'],
  enterpriseHires: ['enterpriseId', 'occupation', 'chain', 'sizeClass', 'year'],
};
/** Named elsewhere: causes of their own, or facts about the snapshot itself. */
const notSections = new Set(['version', 'region', 'asOfYear', 'parameters', 'simulated', 'previous']);

function itemOf(section: string, row: unknown): Item {
  const content = JSON.stringify(row);
  const names = keys[section];
  if (names === undefined || typeof row !== 'object' || row === null) return { key: content, content, weight: 1 };
  const fields = row as Row;
  // a span stands for one report of each of its enterprises
  const weight = section === 'stockSpans' ? Number(fields['enterprises']) : 1;
  return { key: names.map((name) => String(fields[name])).join('|'), content, weight };
}

/** Yearly reports kept inside programmes, each a section of its own. */
const yearly = [
  ['enrolment', 'years'],
  ['plans', 'plans'],
  ['destinations', 'destinations'],
  ['tracks', 'tracks'],
] as const;

function yearsOf(programme: SnapshotProgramme, field: (typeof yearly)[number][1]): Item[] {
  // a snapshot of an older engine may lack the field
  const rows = (programme as Partial<SnapshotProgramme>)[field] ?? [];
  return rows.map((row) => ({ key: `${programme.id}|${row.year}`, content: JSON.stringify(row), weight: 1 }));
}

/** Every section with its items. */
function sectionsOf(snapshot: CitySnapshot): Map<string, Item[]> {
  const sections = new Map<string, Item[]>();
  for (const [section, value] of Object.entries(snapshot)) {
    if (notSections.has(section)) continue;
    const rows: unknown[] = Array.isArray(value) ? value : value === null ? [] : Object.entries(value as Row);
    if (section !== 'programmes') {
      sections.set(
        section,
        rows.map((row) => itemOf(section, row)),
      );
      continue;
    }
    sections.set(
      section,
      snapshot.programmes.map(({ years: _years, plans: _plans, destinations: _destinations, tracks: _tracks, ...programme }) => itemOf(section, programme)),
    );
    for (const [name, field] of yearly)
      sections.set(
        name,
        snapshot.programmes.flatMap((programme) => yearsOf(programme, field)),
      );
  }
  const { previous } = snapshot;
  sections.set(
    'previous',
    (previous?.flags ?? []).map((flag) => ({ key: flag.key, content: JSON.stringify(flag), weight: 1 })),
  );
  return sections;
}

/**
 * What came, went and changed between the inputs of two runs, section by section in byte order of their names; equal sections are listed with zeros.
 * Snapshots are canonical JSON, so equal items have equal text.
 * Source: docs/runs.md: what changed since the run before.
 *
 * @param before snapshot of the earlier run, as parsed from its canonical JSON
 * @param after snapshot of the later run, likewise
 * @returns one entry a section, in items (reports, for the consecutive reports of enterprises)
 * @example snapshotChanges({ programmes: [], majors: [{ code: 'a' }] }, { programmes: [], majors: [{ code: 'a', name: 'x' }, { code: 'b' }] }).find(({ section }) => section === 'majors') // → { section: 'majors', before: 1, after: 2, added: 1, removed: 0, changed: 1 }
 */
export function snapshotChanges(before: CitySnapshot, after: CitySnapshot): SectionChange[] {
  const [old, now] = [sectionsOf(before), sectionsOf(after)];
  return [...new Set([...old.keys(), ...now.keys()])].sort().map((section) => {
    const was = new Map((old.get(section) ?? []).map((item) => [item.key, item]));
    const is = new Map((now.get(section) ?? []).map((item) => [item.key, item]));
    const change = { section, before: 0, after: 0, added: 0, removed: 0, changed: 0 };
    for (const key of new Set([...was.keys(), ...is.keys()])) {
      const [a, b] = [was.get(key), is.get(key)];
      const [from, to] = [a?.weight ?? 0, b?.weight ?? 0];
      change.before += from;
      change.after += to;
      change.added += Math.max(0, to - from);
      change.removed += Math.max(0, from - to);
      if (a && b && from === to && a.content !== b.content) change.changed += 1;
    }
    return change;
  });
}
