import { and, count, eq, gt, lt, notExists, sql, type SQL } from 'drizzle-orm';
import { run, type Database } from '../database.ts';
import { alias } from '../dialects/alias.ts';
import { auditStep, type AuditRecord } from './audit.ts';
import { afterCursor, orderBy, toPage, type PageRequest } from './paging.ts';

export interface ProjectFilter {
  readonly organisationId?: string;
  readonly occupationCode?: string;
  readonly year?: number;
  /** Only the newest word of each, unless it took the project back. */
  readonly inForce: boolean;
}
export interface InflowFilter {
  readonly majorCode?: string;
  readonly year?: number;
  readonly inForce: boolean;
}

/**
 * Conditions that a row of `projects` or `inflows` is the newest word on its thing.
 *
 * @param knownBefore words given later are not known yet; undefined: all are
 */
export function newestWords(db: Database, knownBefore?: Date) {
  const { projects, inflows } = db.schema;
  const known = ({ validFrom }: typeof projects | typeof inflows) => (knownBefore === undefined ? undefined : lt(validFrom, knownBefore));
  const newerProject = alias(projects, 'newer');
  const newerInflow = alias(inflows, 'newer');
  const none = db.query.select({ one: sql`1` });
  const project = and(
    eq(newerProject.organisationId, projects.organisationId),
    eq(newerProject.name, projects.name),
    eq(newerProject.occupationCode, projects.occupationCode),
    gt(newerProject.id, projects.id),
    known(newerProject),
  );
  const inflow = and(
    eq(newerInflow.regionCode, inflows.regionCode),
    eq(newerInflow.majorCode, inflows.majorCode),
    eq(newerInflow.year, inflows.year),
    gt(newerInflow.id, inflows.id),
    known(newerInflow),
  );
  return {
    project: and(known(projects), notExists(none.from(newerProject).where(project))),
    inflow: and(known(inflows), notExists(none.from(newerInflow).where(inflow))),
  };
}

/** Projects of enterprises and inflow of graduates as announced. Words are only ever added; of those on the same thing the newest id counts. */
export function createOutlookRepository(db: Database) {
  const { projects, inflows, organisations, occupations, majors } = db.schema;
  const newest = newestWords(db);
  const projectWhere = (f: ProjectFilter) =>
    and(
      f.organisationId === undefined ? undefined : eq(projects.organisationId, f.organisationId),
      f.occupationCode === undefined ? undefined : eq(projects.occupationCode, f.occupationCode),
      f.year === undefined ? undefined : eq(projects.commissioningYear, f.year),
      f.inForce ? and(gt(projects.plannedHeadcount, 0), newest.project) : undefined,
    );
  const inflowWhere = (f: InflowFilter) =>
    and(
      f.majorCode === undefined ? undefined : eq(inflows.majorCode, f.majorCode),
      f.year === undefined ? undefined : eq(inflows.year, f.year),
      f.inForce ? and(gt(inflows.persons, 0), newest.inflow) : undefined,
    );

  const told = (condition: SQL | undefined) => sql`case when ${condition} then 1 else 0 end`.mapWith(Number);

  return {
    addProject(row: typeof projects.$inferInsert, audit: AuditRecord) {
      return db.transaction(function* (tx) {
        const [stored] = yield* run(tx.insert(projects).values(row).returning());
        if (!stored) throw new Error('insert of a project returned no row');
        yield* auditStep(db, tx, audit);
        return stored;
      });
    },
    addInflow(row: typeof inflows.$inferInsert, audit: AuditRecord) {
      return db.transaction(function* (tx) {
        const [stored] = yield* run(tx.insert(inflows).values(row).returning());
        if (!stored) throw new Error('insert of an inflow returned no row');
        yield* auditStep(db, tx, audit);
        return stored;
      });
    },
    /** Newest first: ids are time-ordered. */
    async pageProjects(filter: ProjectFilter, page: PageRequest) {
      const sort = [{ column: projects.id, descending: true }];
      const rows = await db.query
        .select({ row: projects, newest: told(newest.project), organisationName: organisations.name, occupationName: occupations.name })
        .from(projects)
        .innerJoin(organisations, eq(organisations.id, projects.organisationId))
        .innerJoin(occupations, eq(occupations.code, projects.occupationCode))
        .where(and(projectWhere(filter), afterCursor(sort, page.cursor)))
        .orderBy(...orderBy(sort))
        .limit(page.limit + 1);
      return toPage(rows, page.limit, ({ row }) => [row.id]);
    },
    async countProjects(filter: ProjectFilter) {
      const [row] = await db.query.select({ n: count() }).from(projects).where(projectWhere(filter));
      return row?.n ?? 0;
    },
    async pageInflows(filter: InflowFilter, page: PageRequest) {
      const sort = [{ column: inflows.id, descending: true }];
      const rows = await db.query
        .select({ row: inflows, newest: told(newest.inflow), majorName: majors.name, level: majors.level })
        .from(inflows)
        .innerJoin(majors, eq(majors.code, inflows.majorCode))
        .where(and(inflowWhere(filter), afterCursor(sort, page.cursor)))
        .orderBy(...orderBy(sort))
        .limit(page.limit + 1);
      return toPage(rows, page.limit, ({ row }) => [row.id]);
    },
    async countInflows(filter: InflowFilter) {
      const [row] = await db.query.select({ n: count() }).from(inflows).where(inflowWhere(filter));
      return row?.n ?? 0;
    },
  };
}
