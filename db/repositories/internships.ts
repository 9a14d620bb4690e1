import { and, asc, desc, eq, gt, gte, inArray, isNotNull, isNull, lte, notExists, or, sql } from 'drizzle-orm';
import type { internshipStandings, sizeClasses } from '../../schemas/vocabulary.ts';
import type { Database } from '../database.ts';
import { alias } from '../dialects/alias.ts';
import { contains } from './catalogue.ts';
import { afterCursor, orderBy, toPage, type PageRequest } from './paging.ts';

export type InternshipStanding = (typeof internshipStandings)[number];
type SizeClass = (typeof sizeClasses)[number];
/** The rule as it counts: which enterprises it is for, and the share of staff in millionths, so that the database computes with integers only. */
export interface InternshipRule {
  readonly millionths: number;
  readonly sizeClasses: readonly string[];
}
export interface InternshipFilter extends InternshipRule {
  readonly year: number;
  readonly organisationId?: string;
  readonly standing?: InternshipStanding;
  readonly sizeClass?: SizeClass;
  readonly text?: string;
}

/** Sums may come as text; null stays null before it gets here. */
const wholeOrNull = (value: unknown): number | null => Number(value);

/** Posts for interns of a year beside what the rule asks: every verified enterprise above the size that exists then. */
export function createInternshipRepository(db: Database) {
  const { declarations, organisations, internshipExemptions: exemptions } = db.schema;
  const q = db.query;

  /** Staff and posts over all declarations of the year; of several of an occupation the newest id counts. */
  const offered = (year: number) => {
    const newer = alias(declarations, 'newer');
    const same = and(
      eq(newer.organisationId, declarations.organisationId),
      eq(newer.occupationCode, declarations.occupationCode),
      eq(newer.year, declarations.year),
    );
    return q
      .select({
        organisationId: declarations.organisationId,
        staff: sql<number>`sum(${declarations.headcount})`.as('staff_told'),
        posts: sql<number | null>`sum(${declarations.internships})`.as('posts_told'),
        practice: sql<number | null>`sum(${declarations.teacherPractice})`.as('practice_told'),
        simulated: sql<number>`max(case when ${declarations.simulated} then 1 else 0 end)`.as('any_simulated'),
      })
      .from(declarations)
      .where(
        and(
          eq(declarations.year, year),
          notExists(
            q
              .select({ one: sql`1` })
              .from(newer)
              .where(and(same, gt(newer.id, declarations.id))),
          ),
        ),
      )
      .groupBy(declarations.organisationId)
      .as('offered');
  };
  function standings({ year, millionths, ...filter }: InternshipFilter) {
    const told = offered(year);
    const staff = sql`coalesce(${told.staff}, 0)`;
    const needed = sql`((${staff} * ${sql.raw(String(Math.trunc(millionths)))} + 999999) / 1000000)`;
    const standing = sql<InternshipStanding>`case when ${exemptions.id} is not null then 'exempt' when ${told.posts} is null then 'not_reported' when ${told.posts} >= ${needed} then 'complies' else 'short' end`;
    return q
      .select({
        organisationId: organisations.id,
        organisationName: organisations.name,
        sizeClass: sql<SizeClass>`${organisations.sizeClass}`.as('size_class'),
        standing: standing.as('standing'),
        staff: sql`${staff}`.mapWith(Number).as('staff'),
        posts: sql`${told.posts}`.mapWith(wholeOrNull).as('posts'),
        practice: sql`${told.practice}`.mapWith(wholeOrNull).as('practice'),
        required: sql`${needed}`.mapWith(Number).as('required'),
        short: sql`case when ${told.posts} < ${needed} then ${needed} - ${told.posts} else 0 end`.mapWith(Number).as('posts_short'),
        exemptionId: sql<string | null>`${exemptions.id}`.as('exemption_id'),
        simulated: sql`case when ${organisations.simulated} then 1 else coalesce(${told.simulated}, 0) end`.mapWith(Boolean).as('simulated_any'),
      })
      .from(organisations)
      .leftJoin(told, eq(told.organisationId, organisations.id))
      .leftJoin(exemptions, and(eq(exemptions.organisationId, organisations.id), eq(exemptions.year, year), eq(exemptions.ended, '')))
      .where(
        and(
          eq(organisations.kind, 'enterprise'),
          eq(organisations.status, 'verified'),
          inArray(organisations.sizeClass, filter.sizeClasses as SizeClass[]),
          or(isNull(organisations.openedYear), lte(organisations.openedYear, year)),
          or(isNull(organisations.closedYear), gte(organisations.closedYear, year)),
          filter.organisationId === undefined ? undefined : eq(organisations.id, filter.organisationId),
          filter.sizeClass === undefined ? undefined : eq(organisations.sizeClass, filter.sizeClass),
          filter.text === undefined ? undefined : contains(organisations.name, filter.text),
        ),
      )
      .as('standings');
  }
  const ofStanding = (rows: ReturnType<typeof standings>, standing: InternshipStanding | undefined) =>
    standing === undefined ? undefined : eq(rows.standing, standing);

  return {
    /** Years that anybody told posts for, newest first. */
    async years(): Promise<number[]> {
      const rows = await q
        .selectDistinct({ year: declarations.year })
        .from(declarations)
        .where(isNotNull(declarations.internships))
        .orderBy(desc(declarations.year));
      return rows.map(({ year }) => year);
    },
    /** Those that lack most posts first, then those that told nothing, those that comply, those that are exempt. */
    async page(filter: InternshipFilter, page: PageRequest) {
      const rows = standings(filter);
      const rank = sql`case ${rows.standing} when 'short' then 0 when 'not_reported' then 1 when 'complies' then 2 else 3 end`;
      const sort = [
        { column: rank, descending: false },
        { column: sql`${rows.short}`, descending: true },
        { column: sql`${rows.organisationId}`, descending: false },
      ];
      const found = await q
        .select({
          ...{ organisationId: rows.organisationId, organisationName: rows.organisationName, sizeClass: rows.sizeClass, standing: rows.standing },
          ...{ staff: rows.staff, posts: rows.posts, practice: rows.practice, required: rows.required, short: rows.short, simulated: rows.simulated },
          ...{ rank: rank.mapWith(Number), exemptionId: exemptions.id, reason: exemptions.reason, grantedAt: exemptions.grantedAt },
        })
        .from(rows)
        .leftJoin(exemptions, eq(exemptions.id, rows.exemptionId))
        .where(and(ofStanding(rows, filter.standing), afterCursor(sort, page.cursor)))
        .orderBy(...orderBy(sort))
        .limit(page.limit + 1);
      return toPage(found, page.limit, (row) => [row.rank, row.short, row.organisationId]);
    },
    /** Enterprises by standing, with what they add up to. */
    async totals(filter: InternshipFilter) {
      const rows = standings(filter);
      const sum = (column: unknown) => sql`coalesce(sum(${column}), 0)`.mapWith(Number);
      const told = isNotNull(rows.posts);
      return q
        .select({
          standing: rows.standing,
          enterprises: sql`count(*)`.mapWith(Number),
          staff: sum(sql`case when ${told} then ${rows.staff} else 0 end`),
          required: sum(sql`case when ${told} then ${rows.required} else 0 end`),
          ...{ posts: sum(rows.posts), short: sum(rows.short), practice: sum(rows.practice) },
          simulated: sql`max(case when ${rows.simulated} = 1 then 1 else 0 end)`.mapWith(Boolean),
        })
        .from(rows)
        .where(ofStanding(rows, filter.standing))
        .groupBy(rows.standing)
        .orderBy(asc(rows.standing));
    },
  };
}
