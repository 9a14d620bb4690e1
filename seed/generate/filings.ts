import type { Json } from '../../db/schema/runs.ts';
import { createIds } from '../identifiers.ts';
import { createChance } from '../random.ts';
import { lastReportedYear, simulatedSource } from './assumptions.ts';
import { dayOf } from './rows.ts';
import type { Row } from './rows.ts';

interface Reported {
  readonly organisations: readonly Row<'organisations'>[];
  readonly programmes: readonly Row<'programmes'>[];
  readonly declarations: readonly Row<'declarations'>[];
  readonly declarationParts: readonly Row<'declarationParts'>[];
  readonly declarationCompetences: readonly Row<'declarationCompetences'>[];
  readonly enrolmentReports: readonly Row<'enrolmentReports'>[];
  readonly enrolmentGrades: readonly Row<'enrolmentGrades'>[];
}
type Kind = 'demand' | 'enrolment';
type State = 'draft' | 'submitted' | 'returned';
interface Line {
  readonly key: string;
  readonly payload: Record<string, Json>;
}
/** How many organisations hold a filing of the last reported year; everybody else reported fact by fact, or not at all. */
const shares: Readonly<Record<Kind, Readonly<Record<State, number>>>> = {
  demand: { submitted: 6, returned: 2, draft: 2 },
  enrolment: { submitted: 3, returned: 0, draft: 1 },
};
const whyReturned = ['年末在岗人数与社保登记相差较大，请核对后重新提交', '部分岗位归类不清，请按职业大典细类填报'] as const;
const year = lastReportedYear;

/**
 * A few filings of the newest year. Those submitted are made of facts that stand already, which only get the filing's batch; those returned or in writing
 * belong to enterprises that missed the year, so that no fact comes or goes. The first organisation of a kind, whose key the demo hands out, has none.
 */
export function fileReports(seed: number, reported: Reported) {
  const chance = createChance(seed, 'filings');
  const newId = createIds(createChance(seed, 'filing ids'));
  const newBatchId = createIds(createChance(seed, 'filing batch ids'));
  const out = { filings: [] as Row<'filings'>[], filingLines: [] as Row<'filingLines'>[], filingEvents: [] as Row<'filingEvents'>[] };
  const batches = new Map<string, string>();
  const [declared, enrolled] = [linesOfEnterprises(reported), linesOfSchools(reported)];
  const existing = (kind: 'school' | 'enterprise') =>
    reported.organisations.filter((one) => one.kind === kind && (one.openedYear ?? null) === null && (one.closedYear ?? null) === null).sort((a, b) => (a.id < b.id ? -1 : 1)).slice(1); // prettier-ignore

  function file(organisationId: string, kind: Kind, state: State, lines: readonly Line[], reason: string | null): void {
    const id = newId(dayOf(year, 12, 1));
    const [begun, sent, back] = [dayOf(year, 11, 20), dayOf(year, 12, 2), dayOf(year, 12, 8)];
    const batchId = state === 'submitted' ? newBatchId(sent) : null;
    if (batchId !== null) batches.set(`${kind}|${organisationId}`, batchId);
    const changedAt = { draft: begun, submitted: sent, returned: back }[state];
    const submittedAt = state === 'submitted' ? sent : null;
    const told = { simulated: true, source: simulatedSource, createdAt: begun, changedAt, submittedAt };
    out.filings.push({ id, organisationId, kind, year, state, version: 1, batchId, reason, ...told });
    lines.forEach(({ key, payload }, i) => {
      // a draft is not finished: its last line still lacks what it needs
      const unfinished = state === 'draft' && i === lines.length - 1;
      const field = kind === 'demand' ? 'headcount' : 'intake';
      const { [field]: _open, ...rest } = payload;
      const errors = unfinished ? [{ pointer: `/${field}`, zh: `缺少必填字段 ${field}`, en: `field ${field} is required` }] : [];
      out.filingLines.push({ filingId: id, key, payload: unfinished ? rest : payload, errors, faults: errors.length, changedAt: begun });
    });
    const event = (at: Date, action: 'create' | 'submit' | 'return', next: State, why: string | null = null) =>
      out.filingEvents.push({ id: newId(at), filingId: id, at, actor: 'seed', action, state: next, reason: why });
    event(begun, 'create', 'draft');
    if (state !== 'draft') event(sent, 'submit', 'submitted');
    if (state === 'returned') event(back, 'return', 'returned', reason);
  }

  const enterprises = chance.shuffled(existing('enterprise'));
  const lastReport = (id: string, when: number) => declared.get(`${id}|${when}`);
  const present = enterprises.filter(({ id }) => lastReport(id, year) !== undefined);
  const missing = enterprises.filter(({ id }) => lastReport(id, year) === undefined && lastReport(id, year - 1) !== undefined);
  const { submitted, returned, draft } = shares.demand;
  for (const { id } of present.slice(0, submitted)) file(id, 'demand', 'submitted', lastReport(id, year)!, null);
  missing.slice(0, returned).forEach(({ id }, i) => {
    file(id, 'demand', 'returned', lastReport(id, year - 1)!, whyReturned[i % whyReturned.length]!);
  });
  for (const { id } of missing.slice(returned, returned + draft)) file(id, 'demand', 'draft', lastReport(id, year - 1)!, null);
  const schools = chance.shuffled(existing('school')).filter(({ id }) => enrolled.has(id));
  const { submitted: sent, draft: open } = shares.enrolment;
  schools.slice(0, sent + open).forEach(({ id }, i) => {
    file(id, 'enrolment', i < sent ? 'submitted' : 'draft', enrolled.get(id)!, null);
  });

  const batchOf = (kind: Kind, organisationId: string, when: number) => {
    const batchId = when === year ? batches.get(`${kind}|${organisationId}`) : undefined;
    return batchId === undefined ? {} : { batchId };
  };
  return {
    ...out,
    filingBatchIds: [...batches.values()],
    declarations: reported.declarations.map((row) => ({ ...row, ...batchOf('demand', row.organisationId, row.year) })),
    enrolmentReports: reported.enrolmentReports.map((row) => ({ ...row, ...batchOf('enrolment', row.schoolId, row.year) })),
  };
}

const sorted = (lines: Iterable<Line>) => [...lines].sort((a, b) => (a.key < b.key ? -1 : 1));

/** Lines of every enterprise, by `id|year`, of the last two years: of repeated reports the newest. */
function linesOfEnterprises({ declarations, declarationParts, declarationCompetences }: Reported): Map<string, Line[]> {
  const recent = declarations.filter((row) => row.year >= year - 1).sort((a, b) => (a.id < b.id ? -1 : 1));
  const parts = Map.groupBy(declarationParts, (row) => row.declarationId);
  const competences = Map.groupBy(declarationCompetences, (row) => row.declarationId);
  const line = (row: Row<'declarations'>): Line => {
    const of = (aspect: 'education' | 'grade') => (parts.get(row.id) ?? []).filter((part) => part.aspect === aspect).map((part) => [part.part, part.persons]);
    const told = Object.entries({ education: of('education'), grades: of('grade') }).filter(([, entries]) => entries.length > 0);
    const asked = (competences.get(row.id) ?? []).map((one) => one.competenceCode).sort();
    const { headcount, expectedLeavers = null, plannedHires = null } = row;
    return {
      key: row.occupationCode,
      payload: {
        ...{ headcount, expectedLeavers, plannedHires },
        ...Object.fromEntries(told.map(([name, entries]) => [name, Object.fromEntries(entries) as Record<string, number>])),
        ...(asked.length > 0 ? { competences: asked } : {}),
      },
    };
  };
  const of = Map.groupBy(recent, (row) => `${row.organisationId}|${row.year}`);
  return new Map([...of].map(([key, rows]) => [key, sorted(new Map(rows.map((row) => [row.occupationCode, line(row)])).values())]));
}

/** Lines of every school for the last reported year. */
function linesOfSchools({ enrolmentReports, enrolmentGrades, programmes }: Reported): Map<string, Line[]> {
  const major = new Map(programmes.map((row) => [row.id, row.majorCode]));
  const grades = Map.groupBy(enrolmentGrades, (row) => row.reportId);
  const line = ({ id, programmeId, plan = null, intake, graduates }: Row<'enrolmentReports'>): Line => ({
    key: major.get(programmeId)!,
    payload: { plan, intake, graduates, enrolled: (grades.get(id) ?? []).toSorted((a, b) => a.grade - b.grade).map((row) => row.enrolled) },
  });
  const recent = enrolmentReports.filter((row) => row.year === year).sort((a, b) => (a.id < b.id ? -1 : 1));
  const of = Map.groupBy(recent, (row) => row.schoolId);
  return new Map([...of].map(([school, rows]) => [school, sorted(new Map(rows.map((row) => [row.programmeId, line(row)])).values())]));
}
