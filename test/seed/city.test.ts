import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { describeProfile } from '../../seed/generate/profile.ts';
import { generateCity } from '../../seed/index.ts';
import type { City } from '../../seed/index.ts';
import { cityReference } from '../../seed/reference.ts';
import { cityOf, seeds, total, years } from './cities.ts';

const fingerprint = (city: City): string => createHash('sha256').update(JSON.stringify(city)).digest('hex');
const enterprisesOf = (city: City) => city.organisations.filter((organisation) => organisation.kind === 'enterprise');

describe('generateCity', () => {
  it('gives the same city for a seed, another for another', () => {
    expect(fingerprint(generateCity({ seed: 1, scale: 1 }))).toBe(fingerprint(cityOf(1)));
    expect(fingerprint(cityOf(2))).not.toBe(fingerprint(cityOf(1)));
    expect(cityOf(2).declarations[0]!.id).not.toBe(cityOf(1).declarations[0]!.id);
  });

  it('multiplies enterprises and postings by the scale and leaves the truth as it is', () => {
    const large = generateCity({ seed: 1, scale: 3 });
    expect(enterprisesOf(large).length / enterprisesOf(cityOf(1)).length).toBeCloseTo(3, 0);
    const recent = (city: City): number => city.postings.filter((posting) => posting.year >= 2019).length;
    expect(recent(large) / recent(cityOf(1))).toBeCloseTo(3, 1);
    expect(large.truth.cells).toEqual(cityOf(1).truth.cells);
    const small = generateCity({ seed: 1, scale: 0.2 });
    expect(enterprisesOf(small).length).toBeLessThan(60);
    expect(small.truth.unoffered).toEqual(cityOf(1).truth.unoffered);
  });

  it('marks what is real as real and everything generated as simulated, with its source', () => {
    const city = cityOf(1);
    for (const { kind, simulated, source } of city.organisations)
      expect([simulated, source.startsWith('模拟')]).toEqual([kind === 'enterprise', kind === 'enterprise']);
    for (const { year, simulated, source } of city.schoolTotals) expect([simulated, source.startsWith('模拟')]).toEqual([year === 2030, year === 2030]);
    const reports = [city.enrolmentReports, city.destinationReports, city.intakePlans, city.declarations, city.postings, city.employmentRegister];
    for (const rows of [...reports, city.programmes, city.pathways, city.seriesBreaks]) {
      expect(rows.every((row) => row.simulated && row.source.startsWith('模拟'))).toBe(true);
    }
    for (const { origin, source } of city.crosswalkLinks) expect(source.includes('editorial')).toBe(origin === 'editorial');
    expect(city.organisations.filter((organisation) => organisation.kind === 'school' && organisation.openedYear != null)).toEqual([]);
  });

  it('describes employees, competences asked and taught: parts of the headcount, editorial names, simulated entries', () => {
    const city = cityOf(1);
    const headcounts = new Map(city.declarations.map((row) => [row.id, row.headcount]));
    for (const [key, rows] of Map.groupBy(city.declarationParts, (row) => `${row.declarationId} ${row.aspect}`))
      expect(total(rows.map((row) => row.persons))).toBeLessThanOrEqual(headcounts.get(key.split(' ')[0]!)!);
    expect(city.competences.length).toBeGreaterThanOrEqual(40);
    expect(city.competences.length).toBeLessThanOrEqual(80);
    expect(city.competences.every((row) => row.origin === 'editorial' && row.source.includes('editorial'))).toBe(true);
    expect(city.programmeCompetences.every((row) => row.simulated && row.source.startsWith('模拟'))).toBe(true);
    const asked = new Set([...city.declarationCompetences, ...city.postingCompetences].map((row) => row.competenceCode));
    const taught = new Set(city.programmeCompetences.map((row) => row.competenceCode));
    expect([...asked].filter((code) => !taught.has(code)).length).toBeGreaterThan(4);
    expect([...taught].some((code) => !asked.has(code))).toBe(true);
  });
  it('describes a report the same way whoever else reports: streams are keyed by enterprise, occupation and year', () => {
    const city = cityOf(1);
    const { year, organisationId, occupationCode, id } = city.declarations.find((row) => city.declarationParts.some((part) => part.declarationId === row.id))!;
    const facts = cityReference().competences;
    const keyOf = new Map(city.organisations.map((row) => [row.id, row.creditCode ?? row.name]));
    const alone = city.declarations.filter((row) => row.year === year && row.organisationId === organisationId && row.occupationCode === occupationCode);
    const batch = { batchId: city.batchId, simulated: true, source: '模拟数据' } as const;
    const described = describeProfile(1, { declarations: alone, postings: [], programmes: [], links: [], facts, keyOf }, batch);
    expect(described.declarationParts.filter((row) => row.declarationId === id)).toEqual(city.declarationParts.filter((row) => row.declarationId === id));
  });

  it('files a few reports of the newest year, made of facts that stand; the organisations whose keys the demo hands out have none', () => {
    const city = cityOf(1);
    const by = (kind: string) => Object.fromEntries([...Map.groupBy(city.filings.filter((row) => row.kind === kind), (row) => row.state)].map(([state, rows]) => [state, rows.length])); // prettier-ignore
    expect(by('demand')).toEqual({ submitted: 6, returned: 2, draft: 2 });
    expect(by('enrolment')).toEqual({ submitted: 3, draft: 1 });
    expect(city.filings.every((row) => row.simulated && row.year === 2025)).toBe(true);
    const first = (kind: string) => city.organisations.filter((row) => row.kind === kind && row.openedYear == null && row.closedYear == null).map((row) => row.id).toSorted()[0]!; // prettier-ignore
    for (const kind of ['school', 'enterprise']) expect(city.filings.map((row) => row.organisationId)).not.toContain(first(kind));
    for (const { id, organisationId, batchId, state } of city.filings.filter((row) => row.kind === 'demand')) {
      const facts = city.declarations.filter((row) => row.organisationId === organisationId && row.year === 2025);
      const lines = city.filingLines.filter((row) => row.filingId === id);
      expect(lines.length).toBeGreaterThan(0);
      if (state !== 'submitted') {
        expect(facts).toEqual([]);
        continue;
      }
      expect(new Set(facts.map((row) => row.batchId))).toEqual(new Set([batchId]));
      const newest = new Map(facts.toSorted((a, b) => (a.id < b.id ? -1 : 1)).map((row) => [row.occupationCode, row.headcount]));
      expect(new Map(lines.map((row) => [row.key, (row.payload as { headcount: number }).headcount]))).toEqual(newest);
    }
    expect(city.filingLines.filter((row) => row.faults > 0).length).toBe(3);
  });
  it('keeps the hidden years out of every row', () => {
    const city = cityOf(1);
    const reported = [...city.declarations, ...city.postings, ...city.enrolmentReports, ...city.employmentRegister].map((row) => row.year);
    expect([Math.min(...reported), Math.max(...reported)]).toEqual([2014, 2025]);
    expect(new Set(city.destinationReports.map((row) => row.year))).toEqual(new Set(years(2018, 2025)));
    expect(new Set(city.intakePlans.map((row) => row.year))).toEqual(new Set([2026]));
  });
});

describe.each(seeds)('the city of seed %i', (seed) => {
  const city = cityOf(seed);

  it('has the volume that was asked for', () => {
    expect(city.organisations.filter((organisation) => organisation.kind === 'school')).toHaveLength(19);
    expect(city.chains).toHaveLength(16);
    expect(city.chainSegments).toHaveLength(48);
    expect(city.chainUnmatchedMajors.map((row) => row.name).sort()).toEqual(['数字创意', '酒店管理与数字化运用'].sort());
    expect(city.programmes).toHaveLength(180);
    expect(new Set(city.programmes.map((programme) => programme.majorCode)).size).toBe(100);
    expect(city.truth.cells.filter((cell) => cell.official).length).toBeGreaterThanOrEqual(55);
    expect(Math.abs(enterprisesOf(city).length - 100)).toBeLessThanOrEqual(4);
    expect(enterprisesOf(city).filter((enterprise) => enterprise.chainId === null)).toHaveLength(2);
    expect(new Set(enterprisesOf(city).map((enterprise) => enterprise.sizeClass)).size).toBe(4);
    const held = city.truth.enterprises.map((enterprise) => Object.keys(enterprise.shares).length);
    expect(total(held) / held.length).toBeCloseTo(6, 0);
    expect(city.truth.occupations.length).toBeGreaterThanOrEqual(120);
    expect(city.truth.occupations.length).toBeLessThanOrEqual(140);
    const recent = city.postings.filter((posting) => posting.year >= 2019).length;
    expect(recent).toBeGreaterThanOrEqual(2900);
    expect(recent).toBeLessThanOrEqual(3100);
  });

  it('gives no enterprise a name or code that a real one has', () => {
    const enterprises = enterprisesOf(city);
    for (const { name, creditCode } of enterprises) {
      expect(name).toMatch(/^模拟·/);
      expect(creditCode).toMatch(/^Y1990000[0-9]{9}[0-9A-Z]$/);
    }
    expect(new Set(enterprises.map((enterprise) => enterprise.creditCode)).size).toBe(enterprises.length);
    expect(new Set(enterprises.map((enterprise) => enterprise.name)).size).toBe(enterprises.length);
  });

  it('misses a fifth of the enterprise years, never three in a row', () => {
    const enterprises = enterprisesOf(city);
    const sent = new Set(city.declarations.map((row) => `${row.organisationId} ${row.year}`));
    const missing = enterprises.map(({ id }) => years(2014, 2025).filter((year) => !sent.has(`${id} ${year}`)));
    const share = total(missing.map((list) => list.length)) / (enterprises.length * 12);
    expect(share).toBeGreaterThan(0.15);
    expect(share).toBeLessThan(0.25);
    for (const list of missing) expect(list.some((year) => list.includes(year + 1) && list.includes(year + 2))).toBe(false);
  });

  it('sends five percent of the declarations twice, the second later and nearly alike', () => {
    const first = new Map<string, City['declarations'][number]>();
    let again = 0;
    for (const row of city.declarations) {
      const key = `${row.organisationId} ${row.occupationCode} ${row.year}`;
      const earlier = first.get(key);
      if (earlier === undefined) first.set(key, row);
      else {
        again++;
        expect(row.id > earlier.id).toBe(true);
        expect(Math.abs(row.headcount - earlier.headcount)).toBeLessThanOrEqual(1 + 0.06 * earlier.headcount);
      }
    }
    expect(again / city.declarations.length).toBeCloseTo(0.05, 2);
  });

  it('orders ids as things were reported', () => {
    for (const rows of [city.declarations, city.postings, city.enrolmentReports, city.destinationReports]) {
      const ids = rows.map((row) => row.id);
      expect(ids).toEqual([...ids].sort());
      expect(rows.every((row, i) => i === 0 || row.year >= rows[i - 1]!.year)).toBe(true);
    }
  });

  it('has postings of one to twelve persons, three in ten for beginners', () => {
    for (const { headcount, openedOn, year } of city.postings) {
      expect(headcount >= 1 && headcount <= 12).toBe(true);
      expect(openedOn).toMatch(new RegExp(`^${year}-\\d{2}-\\d{2}$`));
    }
    const asked = city.postings.filter((posting) => posting.experienceYears != null);
    expect(asked.filter((posting) => posting.experienceYears! <= 1).length / asked.length).toBeCloseTo(0.3, 1);
    const declared = new Set(city.declarations.map((row) => row.occupationCode));
    const undeclared = new Set(city.postings.map((posting) => posting.occupationCode).filter((code) => !declared.has(code)));
    expect(undeclared.size).toBe(6);
    const pairs = new Set(city.declarations.map((row) => `${row.organisationId} ${row.occupationCode}`));
    expect(
      city.postings.filter((posting) => !undeclared.has(posting.occupationCode) && !pairs.has(`${posting.organisationId} ${posting.occupationCode}`)),
    ).toEqual([]);
    expect(city.postings.filter((posting) => posting.year < 2019 && !undeclared.has(posting.occupationCode))).toEqual([]);
  });

  it('covers most chains to seven tenths or more, and none by less than its register', () => {
    const newest = new Map(city.declarations.filter((row) => row.year === 2025).map((row) => [`${row.organisationId} ${row.occupationCode}`, row]));
    const chainOf = new Map(city.organisations.map((organisation) => [organisation.id, organisation.chainId]));
    const shares = city.chains.map((chain) => {
      const register = total(city.employmentRegister.filter((row) => row.chainId === chain.id && row.year === 2025).map((row) => row.employees));
      return total([...newest.values()].filter((row) => chainOf.get(row.organisationId) === chain.id).map((row) => row.headcount)) / register;
    });
    expect(shares.filter((share) => share >= 0.7).length).toBeGreaterThanOrEqual(9);
    for (const { coverage } of city.truth.enterprises) expect(coverage >= 1 && coverage <= 2).toBe(true);
  });

  it('records both reclassifications, and every opening and ending of a school', () => {
    const of = (side: string) => city.seriesBreaks.filter((row) => row.side === side);
    expect(of('occupation').map((row) => row.year)).toEqual([2018, 2018]);
    const shifted = city.truth.occupations.filter((life) => life.shift !== 1).map((life) => life.code);
    expect(
      of('occupation')
        .map((row) => row.subject)
        .sort(),
    ).toEqual(shifted.sort());
    const moving = city.programmes.filter((programme) => programme.openedYear != null || programme.closedYear != null);
    expect(of('programme').map((row) => [row.subject, row.year])).toEqual(
      moving.map((programme) => [programme.id, programme.openedYear ?? programme.closedYear]),
    );
    expect(new Set(moving.map((programme) => programme.schoolId)).size).toBe(7);
  });
});
