import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { asc, eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Database } from '../../db/database.ts';
import { openPglite } from '../../db/open-pglite.ts';
import { openPostgres } from '../../db/open-postgres.ts';
import { openSqlite } from '../../db/open-sqlite.ts';
import { ensureAuditChain } from '../../db/repositories/audit.ts';
import { createCatalogueEditionRepository, type EditionImport } from '../../db/repositories/catalogue-editions.ts';
import type { CatalogueKind } from '../../intake/catalogue/index.ts';
import { createCatalogueCheck } from '../../server/catalogue-check.ts';
import { ApiError } from '../../server/errors.ts';
import { createCatalogueImportService } from '../../server/modules/catalogue/imports.ts';
import { clock, newId } from '../../server/runtime.ts';
import { hasReferenceData, missingReferenceData, referenceFolder } from '../intake/reference-data.ts';
import { firstRegions, regionsCsv, secondRegions } from '../support/editions.ts';
import { createDatabase, hasPostgres } from '../support/postgres.ts';

const kinds = [
  { name: 'SQLite', here: true, open: async () => openSqlite(':memory:') },
  { name: 'PGlite', here: true, open: openPglite },
  { name: hasPostgres ? 'PostgreSQL' : 'PostgreSQL (skipped: postgres is missing)', here: hasPostgres, open: async () => openPostgres(await createDatabase()) },
];
const doer = { actor: 'test', requestId: 'test' };

describe.each(kinds)('catalogues on $name', ({ here, open }) => {
  const test = it.skipIf(!here);
  let db: Database;
  beforeAll(async () => {
    if (!here) return;
    db = await open();
    await ensureAuditChain(db);
  });
  afterAll(async () => {
    if (here) await db.close();
  });
  const service = () => createCatalogueImportService({ db, clock, newId });
  const asked = (kind: CatalogueKind, text: string | Uint8Array, fileName: string, more: object = {}) => ({
    ...{ kind, content: 'catalogue' as const, additions: false, fileName, bytes: Buffer.from(text) },
    ...more,
  });
  const regions = async () => db.query.select().from(db.schema.regions).orderBy(asc(db.schema.regions.code));

  test('an edition comes in; the next one renames, adds and retires; nothing is deleted', async () => {
    const first = await service().stage(asked('regions', firstRegions, 'regions-2023.csv'), doer);
    expect(first).toMatchObject({ status: 'ready', codeSystem: 'REGION-2023', report: { counts: { added: 8 }, levels: [{ level: '1' }, { level: '2' }, { level: '3', before: 0, after: 6 }] } }); // prettier-ignore
    expect(await regions()).toEqual([]);
    expect((await service().confirm(first.id, false, doer)).status).toBe('imported');
    const second = await service().stage(asked('regions', secondRegions, 'regions-2024.csv'), doer);
    expect(second.report).toMatchObject({
      counts: { rows: 9, added: 2, changed: 1, retired: 1, returned: 0, unchanged: 6, replacements: 1 },
      changed: [{ code: '150603', before: { name: '康巴什区' }, after: { name: '康巴什新区' } }],
      retired: [{ code: '150624', name: '鄂托克旗', replacedBy: ['150682'] }],
    });
    await service().confirm(second.id, false, doer);
    expect((await regions()).map(({ code, name, systemId, retired, retiredIn }) => [code, name, systemId, retired, retiredIn])).toEqual([
      ...[['150000', '内蒙古自治区'], ['150600', '鄂尔多斯市'], ['150602', '东胜区'], ['150603', '康巴什新区'], ['150621', '达拉特旗'], ['150622', '准格尔旗'], ['150623', '鄂托克前旗']].map((row) => [...row, 'REGION-2024', false, null]), // prettier-ignore
      ['150624', '鄂托克旗', 'REGION-2023', true, 'REGION-2024'],
      ['150681', '乌审市', 'REGION-2024', false, null],
      ['150682', '鄂托克市', 'REGION-2024', false, null],
    ]);
    expect(await createCatalogueEditionRepository(db).find('REGION-2024')).toMatchObject({ rows: 9, previousId: 'REGION-2023', importedBy: 'test', fileName: 'regions-2024.csv' }); // prettier-ignore
    const printed = await db.query.select().from(db.schema.catalogueVersions).where(eq(db.schema.catalogueVersions.systemId, 'REGION-2023'));
    expect(printed.find((row) => row.code === '150603')).toMatchObject({ name: '康巴什区', entry: { parent_code: '150600' } });
  });

  test('a retired code is refused with what it became', async () => {
    const refused: unknown = await createCatalogueCheck({ db }).region('150624').catch((error: unknown) => error); // prettier-ignore
    expect((refused as ApiError).fields).toEqual([
      {
        pointer: '/regionCode',
        zh: '行政区划代码 150624 已停用（REGION-2024），请改用 150682',
        en: 'region 150624 was retired by REGION-2024: use 150682',
      },
    ]);
    expect((await createCatalogueCheck({ db }).region('150682')).name).toBe('鄂托克市');
  });

  test('the same file again is known and changes nothing', async () => {
    const again = await service().check(asked('regions', secondRegions, 'other-name.csv'));
    expect(again).toMatchObject({ status: 'known', systemId: 'REGION-2024' });
    await expect(service().bring(again, doer, true)).rejects.toThrow('imported before');
    // but the earlier edition would bring its codes back
    expect(await service().check(asked('regions', firstRegions, 'regions-2023.csv'))).toMatchObject({ status: 'ready', label: '2023-2', report: { counts: { returned: 1, retired: 2 } } }); // prettier-ignore
  });

  test('a file checked before the catalogue changed is refused, and a confirmed one is not taken twice', async () => {
    const late = await service().stage(asked('regions', firstRegions, 'regions-2022.csv'), doer);
    const additions = regionsCsv([
      ['150000', '内蒙古自治区', 1, ''],
      ['150600', '鄂尔多斯市', 2, '150000'],
      ['150691', '新区', 3, '150600'],
    ]);
    const more = await service().stage(asked('regions', additions, 'regions-2025.csv', { additions: true }), doer);
    expect(more.report.counts).toMatchObject({ added: 1, retired: 0 });
    const both = await Promise.allSettled([service().confirm(more.id, false, doer), service().confirm(more.id, false, doer)]);
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    await expect(service().confirm(late.id, true, doer)).rejects.toThrow('changed since');
    expect((await service().get(late.id)).status).toBe('ready');
  });

  test('what fails at the last step leaves nothing', async () => {
    const before = [await regions(), await db.query.select().from(db.schema.codeSystems), await db.query.select().from(db.schema.catalogueVersions)];
    const at = clock();
    const taken = (await db.query.select().from(db.schema.auditEntries))[0]!.id;
    const work: EditionImport = {
      ...{ importId: null, by: 'test', at, kind: 'regions', levels: null, check: () => undefined, replacements: [{ oldCode: 'a', newCode: 'b', weight: 1 }] },
      entries: [{ code: '990000', name: 'x', level: '1', fields: { name: 'x', level: 1, parentCode: null }, printed: {} }],
      edition: {
        ...{ id: 'broken', kind: 'regions', edition: 'broken', title: 'x', source: 'x', fileName: 'x', sha256: 'x', additions: false },
        ...{ arrival: newId(), importedBy: 'test', importedAt: at },
      },
      audit: { id: taken, at, actor: 'test', action: 'import', entity: 'catalogue', entityId: 'broken' },
    };
    await expect(createCatalogueEditionRepository(db).take(work)).rejects.toThrow();
    expect([await regions(), await db.query.select().from(db.schema.codeSystems), await db.query.select().from(db.schema.catalogueVersions)]).toEqual(before);
  });

  describe.skipIf(!hasReferenceData)(`the full official catalogues${missingReferenceData}`, () => {
    const read = (name: string) => readFileSync(resolve(referenceFolder, name));
    const files = [
      ['regions', 'cn_regions_2023.csv', 3348],
      ['industries', 'cn_industry_gbt4754_2017.csv', 1969],
      ['majors', 'cn_vocational_majors_2021.csv', 1349],
      ['majors', 'cn_undergraduate_majors_2025.csv', 840],
      ['occupations', 'cn_occupations_csco2022.csv', 1968],
      ['crosswalk', 'cn_crosswalk_major_occupation_moe2025.csv', 2120],
    ] as const;
    test('come in whole, and again change nothing', async () => {
      const full = await open();
      await ensureAuditChain(full);
      const into = createCatalogueImportService({ db: full, clock, newId });
      for (const [kind, name, rows] of files) {
        const checked = await into.check(asked(kind, read(name), name));
        expect([name, checked.status, checked.report.counts.rows, checked.report.counts.added]).toEqual([name, 'ready', rows, rows]);
        await into.bring(checked, doer, true);
        expect(await into.check(asked(kind, read(name), name))).toMatchObject({ status: 'known', report: { counts: { unchanged: rows } } });
      }
      expect((await full.query.select().from(full.schema.majors)).every((major) => !major.retired)).toBe(true);
      await full.close();
    });
    test('a second edition of majors retires, renames and adds within its levels', async () => {
      const full = await open();
      await ensureAuditChain(full);
      const into = createCatalogueImportService({ db: full, clock, newId });
      for (const [kind, name] of files.filter(([of]) => of === 'majors')) await into.bring(await into.check(asked(kind, read(name), name)), doer, true);
      const lines = read('cn_vocational_majors_2021.csv').toString('utf8').trim().split(/\r?\n/);
      const [head, first, second, ...rest] = lines;
      const next = [head, first!.replace(/^(\d+),[^,]+/, '$1,改名专业'), ...rest, first!.replace(/^(\d{4})\d\d,[^,]+/, '$199,新设专业')].join('\n');
      const checked = await into.check(asked('majors', next, 'vocational.csv', { label: 'VOC-2026' }));
      expect(checked.report).toMatchObject({ counts: { added: 1, changed: 1, retired: 1 }, issueCounts: { error: 0, warning: 0 } });
      expect(checked.report.retired[0]!.code).toBe(second!.split(',')[0]);
      await into.bring(checked, doer, false);
      const retired = await full.query.select().from(full.schema.majors).where(eq(full.schema.majors.retired, true));
      expect(retired.map(({ code, retiredIn }) => [code, retiredIn])).toEqual([[second!.split(',')[0], 'VOC-2026']]);
      // half a catalogue is doubted
      const half = await into.check(asked('majors', [head, ...rest.slice(0, 500)].join('\n'), 'half.csv'));
      expect(half.report.issueCounts.warning).toBeGreaterThan(0);
      await expect(into.bring(half, doer, false)).rejects.toMatchObject({ fields: [{ pointer: '/force' }] });
      await full.close();
    });
  });
});
