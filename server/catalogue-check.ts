import { createCatalogueRepository } from '../db/repositories/catalogue.ts';
import { createCatalogueImportRepository } from '../db/repositories/catalogue-imports.ts';
import type { CatalogueKind } from '../db/repositories/catalogue-tables.ts';
import type { ServerContext } from './context.ts';
import { invalidField } from './errors.ts';

const words: Readonly<Record<'majors' | 'occupations' | 'regions', { readonly zh: string; readonly en: string }>> = {
  majors: { zh: '专业代码', en: 'major' },
  occupations: { zh: '职业代码', en: 'occupation' },
  regions: { zh: '行政区划代码', en: 'region' },
};

/** Codes that something new may name: in the catalogue and in force. A retired one is refused with what it became. */
export function createCatalogueCheck({ db }: Pick<ServerContext, 'db'>) {
  const catalogue = createCatalogueRepository(db);
  const imports = createCatalogueImportRepository(db);

  async function inForce<T extends { readonly retired: boolean; readonly retiredIn: string | null }>(
    kind: CatalogueKind & keyof typeof words,
    code: string,
    pointer: string,
    row: T | undefined,
    running = false,
  ): Promise<T> {
    const { zh, en } = words[kind];
    if (!row) throw invalidField(pointer, `${zh} ${code} 不在目录中`, `${en} ${code} is not in the catalogue`);
    if (!row.retired || running) return row;
    const became = (await imports.replacementsOf(kind, [code])).map((replacement) => replacement.newCode);
    const by = row.retiredIn === null ? { zh: '', en: '' } : { zh: `（${row.retiredIn}）`, en: ` by ${row.retiredIn}` };
    throw invalidField(
      pointer,
      `${zh} ${code} 已停用${by.zh}，${became.length === 0 ? '没有登记替代代码，请在现行目录中另选' : `请改用 ${became.join('、')}`}`,
      `${en} ${code} was retired${by.en}: ${became.length === 0 ? 'no replacement is known, choose another code of the catalogue in force' : `use ${became.join(' or ')}`}`,
    );
  }
  return {
    /** With `running`, a retired one will do: who began under it is reported under it. */
    major: async (code: string, pointer = '/majorCode', running = false) => inForce('majors', code, pointer, await catalogue.findMajor(code), running),
    occupation: async (code: string, pointer = '/occupationCode') => inForce('occupations', code, pointer, await catalogue.findOccupation(code)),
    region: async (code: string, pointer = '/regionCode') => inForce('regions', code, pointer, await catalogue.findRegion(code)),
  };
}
