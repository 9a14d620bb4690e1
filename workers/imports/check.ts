import { createImportDictionary } from '../../db/repositories/import-dictionary.ts';
import { createImportRowRepository, type StagedRow } from '../../db/repositories/import-rows.ts';
import { createImportRepository, type ImportRow } from '../../db/repositories/imports.ts';
import { createDecisionImports, isDecisionKind, type DecisionKind } from '../../db/repositories/import-decisions.ts';
import { createPlacementImports, isPlacementKind, type PlacementKind } from '../../db/repositories/import-placement.ts';
import { createRegisterImports } from '../../db/repositories/import-registers.ts';
import { createSchoolYearRepository } from '../../db/repositories/school-years.ts';
import { createStandingFactRepository } from '../../db/repositories/standing-facts.ts';
import {
  createRowCheck,
  findHeader,
  lineKey,
  normalised,
  seatKey,
  type CheckedRow,
  type SheetDictionary,
  type SheetOrganisation,
} from '../../intake/sheets/index.ts';
import { openSpreadsheet, SpreadsheetError } from '../../intake/spreadsheet/index.ts';
import { anyGood, createTitleIndex, type TitledOccupation, type TitleIndex } from '../../matching/titles/title-index.ts';
import { dayOf } from '../../schemas/days.ts';
import { sheetKinds, sheetsWithoutData } from '../../schemas/sheets/kinds.ts';
import type { ImportWork } from './context.ts';
import { importTelling } from './telling.ts';

/** Rows that are staged in one transaction: short enough that nobody waits long for it. */
const stagedTogether = 1_000;

/** Guesses for jobs without a code; the index is made when the first one is met. */
function jobsOf(occupations: readonly TitledOccupation[]): NonNullable<SheetDictionary['jobs']> {
  let index: TitleIndex | undefined;
  return (title) => {
    index ??= createTitleIndex(occupations);
    const alike = index.candidates(title);
    return anyGood(alike) ? alike : [];
  };
}

async function dictionaryOf(work: ImportWork, { kind, organisationId }: ImportRow): Promise<SheetDictionary> {
  const read = await createImportDictionary(work.db).read(sheetKinds[kind].names, { graduates: kind === 'destinations' || kind === 'tracks' });
  const organisations = new Map<string, SheetOrganisation>();
  for (const { id, name, creditCode } of read.reporters.toReversed())
    for (const key of [name, id, creditCode ?? '']) if (key !== '') organisations.set(normalised(key), { id, name });
  const own = organisationId === null ? null : (organisations.get(organisationId) ?? null);
  if (organisationId !== null && own === null)
    throw new SpreadsheetError(
      'no_sheet',
      '本单位不能填报此类数据：请选择本单位填报的种类',
      'This organisation does not report sheets of this kind: choose one that it does',
    );
  return {
    ...{ newestYear: read.newestYear, own, organisations },
    occupations: new Set(read.occupations.map(({ code }) => code)),
    jobs: jobsOf(read.occupations),
    majors: new Map(read.majors.map((major) => [major.code, major])),
    competences: new Set(read.competences.map(({ code }) => code)),
    programmes: new Map(read.programmes.map((programme) => [`${programme.schoolId}|${programme.majorCode}`, programme])),
    fixedYears: new Set(read.fixedYears.map(({ organisationId: of, year }) => `${of}|${year}`)),
    graduates: new Map(read.graduates.map((report) => [`${report.programmeId}|${report.year}`, report.graduates])),
    ...(isPlacementKind(kind) ? { placement: await placementOf(work, kind) } : {}),
    ...(isDecisionKind(kind) ? { decisions: await decisionsOf(work, kind) } : {}),
    ...(organisationId === null ? {} : { before: await beforeOf(work, kind, organisationId, read.newestYear) }),
    ...(kind === 'chains' ? { chains: await chainsOf(work) } : {}),
    ...(kind === 'inflows' || kind === 'organisations' ? { city: await cityOf(work) } : {}),
  };
}

/** The city, its organisations and chains. */
async function cityOf({ db }: ImportWork): Promise<NonNullable<SheetDictionary['city']>> {
  const { organisations, chains, regionCode, known, demo } = await createImportDictionary(db).city();
  if (!known)
    throw new SpreadsheetError(
      'no_sheet',
      `行政区划代码 ${regionCode} 不在目录中：请先导入目录`,
      `region ${regionCode} is not in the catalogue: import the catalogues first`,
    );
  return {
    ...{ regionCode, demo },
    names: new Set(organisations.map(({ kind, name }) => `${kind}|${normalised(name)}`)),
    creditCodes: new Set(organisations.flatMap(({ creditCode }) => creditCode ?? [])),
    chains: new Map(chains.flatMap(({ id, name }) => [[normalised(id), id] as const, [normalised(name), id] as const])),
  };
}

/** Years back from the newest one whose reports rows are held against. */
const comparedYears = 3;
/** What the organisation reported for the years before, as far as the yearly report compares it. */
async function beforeOf({ db }: ImportWork, kind: ImportRow['kind'], organisationId: string, newestYear = 0): Promise<NonNullable<SheetDictionary['before']>> {
  const of = kind === 'declarations' ? 'demand' : kind === 'enrolment' ? 'enrolment' : undefined;
  const found = new Map<string, Readonly<Record<string, unknown>>>();
  for (let year = newestYear - comparedYears; year <= newestYear; year++) {
    if (of !== undefined)
      for (const { key, values } of await createStandingFactRepository(db).lines(of, organisationId, year)) found.set(`${year}|${key}`, values);
    const whole = kind === 'schoolYears' ? await createSchoolYearRepository(db).newest(organisationId, year) : undefined;
    if (whole) found.set(`${year}|`, whole);
  }
  return found;
}

/** Chains as they stand. */
async function chainsOf({ db }: ImportWork): Promise<NonNullable<SheetDictionary['chains']>> {
  const { chains, segments, occupations, majors, others } = await createRegisterImports(db).chains();
  const of = (rows: readonly { readonly chainId: string; readonly name: string }[], id: string) =>
    new Set(rows.flatMap(({ chainId, name }) => (chainId === id ? [normalised(name)] : [])));
  return {
    chains: new Map(
      chains.map(({ id, name }) => [
        normalised(name),
        { positions: of(segments, id), occupations: of(occupations, id), majors: of(majors, id), others: of(others, id) },
      ]),
    ),
    numbers: new Map(chains.map(({ number, name }) => [number, name])),
    said: new Map(),
  };
}

/** Rounds, posts and candidates that rows may name. */
async function placementOf({ db, clock }: ImportWork, kind: PlacementKind): Promise<NonNullable<SheetDictionary['placement']>> {
  const { rounds, posts, schools, candidates } = await createPlacementImports(db).read(kind, clock());
  const byName = Map.groupBy(rounds, ({ name }) => normalised(name));
  return {
    rounds: new Map([...byName].map(([name, some]) => [name, { id: some[0]?.id ?? '', unique: some.length === 1 }])),
    posts: new Map(posts.map(({ id, roundId, organisationId, title, level, majors }) => [`${roundId}|${organisationId}|${normalised(title)}`, { id, level, majors: new Set(majors) }])), // prettier-ignore
    schools: new Map(schools.map(({ id, name }) => [normalised(name), id])),
    candidates: new Map(candidates.map(({ id, roundId, schoolId, number, majorCode }) => [`${roundId}|${schoolId}|${number}`, { id, majorCode }])),
  };
}

/** What seats and the ledger hold already. */
async function decisionsOf({ db, clock }: ImportWork, kind: DecisionKind): Promise<NonNullable<SheetDictionary['decisions']>> {
  const { seats, lines } = await createDecisionImports(db).read(kind);
  return {
    today: dayOf(clock()),
    seats: Map.groupBy(seats, seatKey),
    lines: new Set(lines.map(({ schoolId, resolutionNumber, ...line }) => lineKey(schoolId, { ...line, resolutionNumber: resolutionNumber ?? '' }))),
  };
}

const staged = ({ row, valid, organisation, programmeId, report, cells, problems }: CheckedRow): StagedRow => ({
  ...{ row, valid, organisationId: organisation?.id ?? null, programmeId, cells },
  report: report as StagedRow['report'],
  problems: problems.length === 0 ? null : problems.map((problem) => ({ ...problem })),
});

/** The dry run: reads the file, checks every row, and stages them all. What stops the file is told as its failure. */
export async function checkImport(work: ImportWork, row: ImportRow): Promise<void> {
  const { db, clock, newId } = work;
  const imports = createImportRepository(db);
  const rows = createImportRowRepository(db);
  const audit = (action: string, after: Record<string, string | number>) => ({ ...{ id: newId(), at: clock(), actor: 'worker', action, entity: 'import', entityId: row.id, after } }); // prettier-ignore
  const kind = sheetKinds[row.kind];
  try {
    await rows.clear(row.id);
    const dictionary = await dictionaryOf(work, row);
    const sheet = await openSpreadsheet(await rows.fileOf(row.id), row.filename, { skip: sheetsWithoutData });
    const read = sheet.rows[Symbol.asyncIterator]();
    const header = await findHeader(kind, read, row.organisationId === null);
    const check = createRowCheck(kind, header, dictionary, sheet.computed);
    const counts = { rows: 0, validRows: 0, warnings: 0, errors: 0 };
    let waiting: StagedRow[] = [];
    for (let next = await read.next(); next.done !== true; next = await read.next()) {
      const checked = check(next.value);
      counts.rows++;
      if (checked.valid) counts.validRows++;
      for (const { severity } of checked.problems) counts[severity === 'error' ? 'errors' : 'warnings']++;
      waiting.push(staged(checked));
      if (waiting.length === stagedTogether) {
        await rows.addRows(row.id, waiting);
        waiting = [];
      }
    }
    if (waiting.length > 0) await rows.addRows(row.id, waiting);
    if (counts.rows === 0)
      throw new SpreadsheetError('empty', '表头之下没有数据行：请填写后重新上传', 'There are no rows below the header: fill them in and upload the file again');
    const columns = header.titles.map((title, index) => ({ title, field: header.columns.find((placed) => placed.index === index)?.column.field ?? null }));
    const notices = [...sheet.notices, ...header.notices].map((notice) => ({ ...notice }));
    await imports.checked(
      row.id,
      row.attempts,
      { state: 'checked', ...counts, sheet: sheet.name, columns, notices, checkedAt: clock() },
      audit('checked', counts),
    );
  } catch (error) {
    if (!(error instanceof SpreadsheetError)) throw error;
    const failure = { code: error.fault, ...error.said };
    const failed = { ...audit('failed', { code: error.fault }), tell: [importTelling(row, 'import_failed')] };
    await imports.checked(row.id, row.attempts, { state: 'failed', failure, checkedAt: clock() }, failed);
  }
}
