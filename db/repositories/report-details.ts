import { asc, inArray } from 'drizzle-orm';
import type { partAspects } from '../../schemas/vocabulary.ts';
import { chunks, run, type Database, type Executor, type Steps } from '../database.ts';

type Parts = Readonly<Record<string, number>>;
/** What a report tells besides its numbers of persons. */
export interface ReportDetails {
  readonly education?: Parts;
  readonly grades?: Parts;
  readonly competences?: readonly string[];
  readonly acceptedMajors?: readonly string[];
}

/** Adds what a report tells in detail inside the transaction that adds the report. */
export function* addDetails(db: Database, tx: Executor, of: 'declaration' | 'posting', id: string, details: ReportDetails): Steps<void> {
  const { declarationParts, declarationMajors, declarationCompetences, postingCompetences } = db.schema;
  const { education = {}, grades = {}, competences = [], acceptedMajors = [] } = details;
  const rows = (aspect: (typeof partAspects)[number], parts: Parts) =>
    Object.entries(parts).map(([part, persons]) => ({ declarationId: id, aspect, part, persons }));
  for (const some of chunks(declarationParts, [...rows('education', education), ...rows('grade', grades)]))
    yield* run(tx.insert(declarationParts).values(some));
  if (of === 'declaration' && acceptedMajors.length > 0)
    yield* run(tx.insert(declarationMajors).values(acceptedMajors.map((code) => ({ declarationId: id, majorCode: code }))));
  if (competences.length === 0) return;
  if (of === 'posting') yield* run(tx.insert(postingCompetences).values(competences.map((code) => ({ postingId: id, competenceCode: code }))));
  else yield* run(tx.insert(declarationCompetences).values(competences.map((code) => ({ declarationId: id, competenceCode: code }))));
}

/** Details of a page of reports, one query each. */
export function createReportDetailRepository(db: Database) {
  const { declarationParts: parts, declarationMajors, declarationCompetences, postingCompetences } = db.schema;
  return {
    async partsOf(declarationIds: readonly string[]) {
      const rows =
        declarationIds.length === 0
          ? []
          : await db.query
              .select()
              .from(parts)
              .where(inArray(parts.declarationId, [...declarationIds]))
              .orderBy(asc(parts.declarationId), asc(parts.aspect), asc(parts.part));
      const of = Map.groupBy(rows, (row) => `${row.declarationId}|${row.aspect}`);
      return (declarationId: string, aspect: (typeof partAspects)[number]): Record<string, number> | null => {
        const found = of.get(`${declarationId}|${aspect}`);
        return found ? Object.fromEntries(found.map(({ part, persons }) => [part, persons])) : null;
      };
    },
    async majorsOfDeclarations(ids: readonly string[]) {
      if (ids.length === 0) return new Map<string, string[]>();
      const { declarationId: id, majorCode: code } = declarationMajors;
      return listed(
        await db.query
          .select({ id, code })
          .from(declarationMajors)
          .where(inArray(id, [...ids]))
          .orderBy(asc(id), asc(code)),
      );
    },
    async competencesOfDeclarations(ids: readonly string[]) {
      if (ids.length === 0) return new Map<string, string[]>();
      const { declarationId: id, competenceCode: code } = declarationCompetences;
      return listed(
        await db.query
          .select({ id, code })
          .from(declarationCompetences)
          .where(inArray(id, [...ids]))
          .orderBy(asc(id), asc(code)),
      );
    },
    async competencesOfPostings(ids: readonly string[]) {
      if (ids.length === 0) return new Map<string, string[]>();
      const { postingId: id, competenceCode: code } = postingCompetences;
      return listed(
        await db.query
          .select({ id, code })
          .from(postingCompetences)
          .where(inArray(id, [...ids]))
          .orderBy(asc(id), asc(code)),
      );
    },
  };
}

const listed = (rows: readonly { readonly id: string; readonly code: string }[]) =>
  new Map([...Map.groupBy(rows, (row) => row.id)].map(([id, some]): [string, string[]] => [id, some.map((row) => row.code)]));
