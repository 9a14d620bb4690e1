import { createFilingCoverageRepository, type CoverageFilter } from '../../../db/repositories/filing-coverage.ts';
import { createUnusualLineRepository, type NamedLine } from '../../../db/repositories/unusual-lines.ts';
import { unusualValues } from '../../../schemas/filing-checks.ts';
import type { FilingCoverageGroup, UnusualReport } from '../../../schemas/filings.ts';
import type { ServerContext } from '../../context.ts';
import { toList, toPageRequest, type PageQuery } from '../../paging.ts';

const ratio = (part: number, whole: number): number | null => (whole > 0 ? part / whole : null);

/** Whether what was reported can be trusted: how much of it there is, how old it is, and what is far from the year before. */
export function createFilingQuality({ db }: ServerContext) {
  const coverage = createFilingCoverageRepository(db);
  const lines = createUnusualLineRepository(db);

  async function groups({ kind, year }: CoverageFilter): Promise<FilingCoverageGroup[]> {
    const rows = await coverage.groups({ kind, year });
    const now = await coverage.personsByGroup({ kind, year });
    const register = kind === 'demand' ? await coverage.register(year) : new Map<string, number>();
    const names = kind === 'demand' ? await coverage.chainNames() : new Map<string, string>();
    return rows.map(({ group: code, lastAt: last, ...row }) => {
      const lastAt = last as Date | null; // of a group that never reported there is none
      const [personsNow, employees] = [now.get(code) ?? 0, register.get(code) ?? null];
      const never = row.organisations - row.reported - row.oneYearLate - row.twoYearsLate - row.older;
      return {
        ...{ kind, year, code, name: names.get(code) ?? code, ...row, never, personsNow, share: ratio(row.personsOfReporters, row.personsBefore) },
        ...{ register: employees, registerShare: employees === null ? null : ratio(personsNow, employees), lastReportAt: lastAt?.toISOString() ?? null },
      };
    });
  }
  /** Of every filing that counts, the values that the check of submissions asks about, compared again: a line put right since is no longer among them. */
  async function unusual({ kind, year }: CoverageFilter): Promise<UnusualReport[]> {
    const filed = await lines.filed(kind, year);
    const ids = filed.rows.map(({ row }) => row.organisationId);
    const before = ids.length === 0 ? [] : await (kind === 'demand' ? lines.declared(ids, year - 1) : lines.enrolled(ids, year - 1));
    const [own, last] = [Map.groupBy(filed.lines, ({ filingId }) => filingId), Map.groupBy(before, ({ organisationId }) => organisationId)];
    const majors = kind === 'enrolment' ? await lines.majorNames([...new Set(filed.lines.map(({ key }) => key))]) : new Map<string, string>();
    const names = new Map([
      ...before.map(({ key, name }: NamedLine) => [key, name] as const),
      ...filed.lines.map(({ key, occupation }) => [key, occupation ?? majors.get(key) ?? key] as const),
    ]);
    return filed.rows.flatMap(({ row: { id, organisationId, state, submittedAt, simulated }, organisationName }) =>
      unusualValues(kind, own.get(id) ?? [], last.get(organisationId) ?? []).map(({ key, pointer, was, is, zh, en }) => ({
        ...{ filingId: id, organisationId, organisationName, kind, year, state, submittedAt: submittedAt?.toISOString() ?? null },
        ...{ key, name: names.get(key) ?? key, pointer, was, is, zh, en, simulated },
      })),
    );
  }
  /** A page of a list that is made as a whole: its order is that of its keys. */
  async function paged<T>(rows: readonly T[], query: PageQuery, keyOf: (row: T) => string) {
    const { limit, cursor } = toPageRequest(query, ['text']);
    const sorted = rows.map((row) => ({ row, key: keyOf(row) })).sort((a, b) => (a.key < b.key ? -1 : 1));
    const rest = sorted.filter(({ key }) => cursor === undefined || key > String(cursor[0]));
    const last = rest[limit - 1];
    const page = { items: rest.slice(0, limit), next: rest.length > limit && last ? [last.key] : null };
    return toList(page, query, ({ row }) => row, () => Promise.resolve(rows.length)); // prettier-ignore
  }
  return {
    groups,
    unusual,
    async groupPage(filter: CoverageFilter, query: PageQuery) {
      const rows = await groups(filter);
      return { ...(await paged(rows, query, ({ code }) => code)), all: together(rows, filter) };
    },
    unusualPage: async (filter: CoverageFilter, query: PageQuery) =>
      paged(await unusual(filter), query, ({ filingId, key, pointer }) => `${filingId}|${key}|${pointer}`),
  };
}

const counts = ['organisations', 'reported', 'oneYearLate', 'twoYearsLate', 'older', 'never', 'personsBefore', 'personsOfReporters', 'personsNow'] as const;
/** Counts add up; shares are made of the sums. The register is of chains only, so what stands outside them has no share of it. */
function together(rows: readonly FilingCoverageGroup[], { kind, year }: CoverageFilter): FilingCoverageGroup {
  const sum = (of: readonly FilingCoverageGroup[], name: (typeof counts)[number] | 'register') => of.reduce((all, row) => all + (row[name] ?? 0), 0);
  const sums = Object.fromEntries(counts.map((name) => [name, sum(rows, name)])) as Record<(typeof counts)[number], number>;
  const registered = rows.filter(({ register }) => register !== null);
  const last = rows.map(({ lastReportAt }) => lastReportAt ?? '').sort().at(-1); // prettier-ignore
  return {
    ...{ kind, year, code: 'all', name: 'all', ...sums, share: ratio(sums.personsOfReporters, sums.personsBefore) },
    ...{
      register: registered.length === 0 ? null : sum(registered, 'register'),
      registerShare: ratio(sum(registered, 'personsNow'), sum(registered, 'register')),
    },
    ...{ lastReportAt: last === undefined || last === '' ? null : last, simulated: rows.some(({ simulated }) => simulated) },
  };
}
