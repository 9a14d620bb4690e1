import type { createCrosswalkRepository } from '../../../db/repositories/crosswalk.ts';
import type { CrosswalkEdit, CrosswalkLink } from '../../../schemas/crosswalk.ts';

type Repository = ReturnType<typeof createCrosswalkRepository>;
export type LinkRow = Awaited<ReturnType<Repository['page']>>['items'][number];
type EditRow = Awaited<ReturnType<Repository['pageEdits']>>['items'][number];

export function presentLink({ retired: _retired, loaded, edit, ...row }: LinkRow): CrosswalkLink {
  return {
    ...row,
    lowFactor: edit?.low ?? null,
    highFactor: edit?.high ?? null,
    loadedStrength: loaded?.strength ?? null,
    loadedOrigin: loaded?.origin ?? null,
    edition: loaded?.edition ?? null,
    source: loaded?.source ?? null,
    since: edit?.at.toISOString() ?? null,
    reason: edit?.reason ?? null,
  };
}

export function presentEdit({ row: { at, low, high, ...row }, ...names }: EditRow, authors: ReadonlyMap<string, string>): CrosswalkEdit {
  return { ...row, ...names, authorName: authors.get(row.author) ?? null, lowFactor: low, highFactor: high, at: at.toISOString() };
}
