import type { Principal } from '../../db/repositories/access.ts';
import type { Database } from '../../db/database.ts';
import { createOrganisationRepository } from '../../db/repositories/organisations.ts';
import type { Flag } from '../../schemas/results.ts';
import { seesAll } from './readers.ts';

/** Whose programmes a reader is told one by one: whoever plans those of all schools, a school its own. Majors, which schools make together, are told to everybody. */
export async function programmesToldTo(db: Database, principal: Principal): Promise<(programmeId: string) => boolean> {
  if (seesAll(principal)) return () => true;
  if (principal.organisationId === null || principal.role !== 'school') return () => false;
  const own = new Set([...(await createOrganisationRepository(db).programmesOfSchool(principal.organisationId)).values()].map(({ id }) => id));
  return (id) => own.has(id);
}

/** Schools that offer a major, each with its students to those who plan and to itself. */
export const schoolsToldTo = (schools: Flag['evidence']['schools'], own: string | null): Flag['evidence']['schools'] =>
  schools.map((school) => (school.id === own ? school : { ...school, intake: null, enrolled: null }));
