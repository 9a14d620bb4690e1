import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Role } from '../../db/repositories/access.ts';
import type { Declaration } from '../../schemas/demand.ts';
import type { ProgrammeDemand, Supplier, SupplierPage } from '../../schemas/matches.ts';
import { buildTestApp, type TestApp } from '../support/app.ts';
import { createRefusalCheck } from '../support/refusal.ts';

let api: TestApp;
let declared: Declaration[];
let suppliers: SupplierPage;
const suppliersOf = (code: string, as: Role = 'enterprise') => api.getJson<SupplierPage>(`/occupations/${code}/suppliers?limit=200&total=true`, as);
const demandOf = (id: string, as: Role = 'planner') => api.getJson<ProgrammeDemand>(`/programmes/${id}/demand`, as);
beforeAll(async () => {
  api = await buildTestApp({ working: true });
  await api.runToEnd({ parameters: { paths: 100 } }); // as other files do
  declared = (await api.getJson<{ items: Declaration[] }>('/demand/declarations?limit=200', 'enterprise')).items;
  suppliers = await suppliersOf(declared[0]!.occupationCode);
});
afterAll(() => api.close());

describe('suppliers of an occupation', () => {
  it('are the open programmes of the majors linked to it or to its group', async () => {
    const { crosswalkLinks, programmes } = api.db.schema;
    const codes = [...new Set(declared.map(({ occupationCode }) => occupationCode))];
    const links = await api.db.query.select().from(crosswalkLinks);
    const offered = (await api.db.query.select().from(programmes)).filter(({ closedYear }) => closedYear === null || closedYear >= api.t0);
    for (const code of codes) {
      const majors = new Set(
        links.filter(({ occupationCode }) => occupationCode === code || occupationCode === code.slice(0, 7)).map(({ majorCode }) => majorCode),
      );
      const found = await suppliersOf(code);
      expect(found.items.map(({ programmeId }) => programmeId).sort()).toEqual(offered.filter(({ majorCode }) => majors.has(majorCode)).map(({ id }) => id).sort()); // prettier-ignore
      expect(found.total).toBe(found.items.length);
      expect(found.majors.map(({ code: major }) => major).sort()).toEqual([...majors].sort());
      for (const { covered, missing, taught } of found.items) {
        expect([...covered, ...(taught ? missing : found.asked.map((one) => one.code).filter((one) => !covered.includes(one)))].sort()).toEqual(
          found.asked.map((one) => one.code).sort(),
        );
      }
    }
  });
  it('have persons by graduation year with an interval, near what the run says of their major', () => {
    expect(suppliers.items.length).toBeGreaterThan(0);
    const sums = new Map<string, number>();
    for (const { majorCode, years } of suppliers.items) {
      expect(years.length).toBeGreaterThan(3);
      for (const { year, mean, lo80, hi80, enrolled } of years) {
        expect(0 <= lo80 && lo80 <= mean && mean <= hi80).toBe(true);
        if (enrolled) sums.set(`${majorCode}|${year}`, (sums.get(`${majorCode}|${year}`) ?? 0) + mean);
      }
    }
    expect(sums.size).toBeGreaterThan(0);
    for (const { code, years } of suppliers.majors)
      for (const { year, mean } of years) if (sums.has(`${code}|${year}`)) expect(Math.abs(Math.log(sums.get(`${code}|${year}`)! / mean))).toBeLessThan(0.2);
  });
  it('come as a file with a line a year, and do not exist for an occupation nobody knows', async () => {
    const { body } = await api.call('GET', `/occupations/${suppliers.occupationCode}/suppliers`, { as: 'planner', headers: { accept: 'text/csv' } });
    expect(body.trim().split('\n').length).toBe(1 + suppliers.items.reduce((n, { years }: Supplier) => n + years.length, 0));
    await (
      await createRefusalCheck(api)
    )('GET', '/occupations/9-99-99/suppliers', { as: 'planner' }, 404);
  });
  it('tell organisations what three enterprises ask for, and what they ask for themselves', async () => {
    const all = await suppliersOf(suppliers.occupationCode, 'planner');
    expect(suppliers.asked.length).toBeLessThanOrEqual(all.asked.length);
    expect([all.chains.length > 0, suppliers.chains.every(({ id }) => all.chains.some((one) => one.id === id))]).toEqual([true, true]);
    expect((await suppliersOf(suppliers.occupationCode, 'school')).items.every(({ regionName, sameRegion }) => regionName !== '' && sameRegion === null)).toBe(true); // prettier-ignore
    const organisationId = declared[0]!.organisationId;
    const { declarations, declarationCompetences, competences } = api.db.schema;
    const [row] = (await api.db.query.select().from(declarations)).filter((one) => one.organisationId === organisationId && one.occupationCode === suppliers.occupationCode && one.year === api.t0); // prettier-ignore
    await api.db.query.insert(competences).values({ code: 'S-990', name: '独有能力', kind: 'skill', origin: 'user', source: 'test', createdAt: new Date() });
    await api.db.query.insert(declarationCompetences).values({ declarationId: row!.id, competenceCode: 'S-990' });
    const namesOf = async (as: Role) => (await suppliersOf(suppliers.occupationCode, as)).asked.filter(({ code }) => code === 'S-990').map(({ own }) => own);
    expect(await namesOf('enterprise')).toEqual([true]);
    expect(await namesOf('planner')).toEqual([false]);
    expect(await namesOf('school')).toEqual([]);
  });
});

describe('demand for a programme', () => {
  const ofSchool = async () => {
    const [mine] = (await api.getJson<{ items: { organisationId: string }[] }>('/enrolment/reports?limit=1', 'school')).items;
    return (await api.getJson<{ items: { id: string; schoolId: string; majorCode: string }[] }>('/programmes?limit=200')).items.filter(
      ({ schoolId }) => schoolId === mine!.organisationId,
    );
  };
  it('is that of the newest declarations of the occupations it leads to', async () => {
    const [offer] = suppliers.items;
    const found = await demandOf(offer!.programmeId);
    const rows = (await api.db.query.select().from(api.db.schema.declarations)).filter(({ year }) => year >= found.from && year <= found.to);
    const newest = [...new Map(rows.sort((a, b) => a.year - b.year || (a.id < b.id ? -1 : 1)).map((row) => [`${row.organisationId}|${row.occupationCode}`, row])).values()]; // prettier-ignore
    expect(found.occupations.map(({ code }) => code)).toContain(suppliers.occupationCode);
    for (const { code, enterprises, employees, plannedHires } of found.occupations) {
      const own = newest.filter(({ occupationCode }) => occupationCode === code);
      expect([enterprises, employees, plannedHires]).toEqual([
        own.length,
        own.reduce((sum, { headcount }) => sum + headcount, 0),
        own.reduce((sum, row) => sum + (row.plannedHires ?? 0), 0),
      ]);
    }
    const taught = new Set((await api.db.query.select().from(api.db.schema.programmeCompetences)).filter(({ programmeId }) => programmeId === offer!.programmeId).map(({ competenceCode }) => competenceCode)); // prettier-ignore
    expect(found.taught).toBe(taught.size > 0);
    for (const { code, asked, covered, missing } of found.occupations) {
      expect(covered).toEqual(asked.filter((one) => taught.has(one)));
      expect(missing).toEqual(found.taught ? asked.filter((one) => !taught.has(one)) : []);
      if (code === suppliers.occupationCode) expect(asked).toEqual((await suppliersOf(code, 'planner')).asked.map((one) => one.code));
    }
    expect(found.occupations.some(({ asked }) => asked.length > 0)).toBe(true);
    const csv = await api.call('GET', `/programmes/${offer!.programmeId}/demand`, { as: 'planner', headers: { accept: 'text/csv' } });
    expect(csv.body.trim().split('\n').length).toBe(1 + found.occupations.length);
    expect(found.total.employees).toBe(found.occupations.reduce((sum, { employees }) => sum + employees!, 0));
    expect(found.enterprises.filter(({ employees }) => employees !== null).length).toBe(found.total.enterprises);
  });
  it('names enterprises to their school by open postings only, and withholds small figures from it', async () => {
    const { crosswalkLinks, occupations, declarations } = api.db.schema;
    const taken = new Set((await api.db.query.select().from(declarations)).map(({ occupationCode }) => occupationCode));
    const links = await api.db.query.select().from(crosswalkLinks);
    const free = (await api.db.query.select().from(occupations)).filter(({ code, retired }) => !taken.has(code) && !retired);
    const own = await ofSchool();
    const leadsTo = (majorCode: string) => free.find(({ code }) => links.some((link) => link.majorCode === majorCode && [code, code.slice(0, 7)].includes(link.occupationCode))); // prettier-ignore
    const some = own.filter(({ majorCode }) => leadsTo(majorCode)).slice(0, 4);
    const alone = leadsTo(some[0]!.majorCode)!;
    await api.call('POST', '/demand/declarations', { as: 'enterprise', body: { year: api.t0, occupationCode: alone.code, headcount: 7, plannedHires: 2 } });
    let withheld = 0;
    for (const { id } of some) {
      const [seen, all] = [await demandOf(id, 'school'), await demandOf(id)];
      expect(seen.enterprises.map(({ openPostings }) => openPostings).every((n) => n > 0)).toBe(true);
      expect(seen.enterprises.flatMap(({ employees, plannedHires }) => [employees, plannedHires]).every((value) => value === null)).toBe(true);
      for (const [i, row] of seen.occupations.entries()) {
        if (all.occupations[i]!.enterprises! < 3) expect(row.withheld).not.toBeNull();
        if (row.withheld !== null) withheld++;
        expect(row.withheld === null ? row : [row.enterprises, row.employees, row.plannedHires, row.internships]).toEqual(
          row.withheld === null ? all.occupations[i] : [null, null, null, null],
        );
      }
    }
    expect(withheld).toBeGreaterThan(0);
  });
  it('does not exist for another school', async () => {
    const own = new Set((await ofSchool()).map(({ id }) => id));
    const other = (await api.getJson<{ items: { id: string }[] }>('/programmes?limit=200')).items.find(({ id }) => !own.has(id))!;
    await (
      await createRefusalCheck(api)
    )('GET', `/programmes/${other.id}/demand`, { as: 'school' }, 404);
  });
});
