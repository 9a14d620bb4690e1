import { createCatalogueRepository } from '../db/repositories/catalogue.ts';
import { createCatalogueImportRepository } from '../db/repositories/catalogue-imports.ts';
import type { CatalogueKind } from '../db/repositories/catalogue-tables.ts';
import type { ServerContext } from './context.ts';
import { invalidField } from './errors.ts';

const words: Readonly<Record<'majors' | 'occupations' | 'regions', { readonly zh: string; readonly en: string; readonly pointer: string }>> = {
  majors: { zh: '专业代码', en: 'major', pointer: '/majorCode' },
  occupations: { zh: '职业代码', en: 'occupation', pointer: '/occupationCode' },
  regions: { zh: '行政区划代码', en: 'region', pointer: '/regionCode' },
};

interface Named {
  /** Field that names the code. */
  readonly pointer?: string;
  /** Begins the sentence: which of several things is spoken of. */
  readonly about?: string;
  /** A retired code will do: who began under it is reported under it. */
  readonly running?: boolean;
}
interface Standing {
  readonly retired: boolean;
  readonly retiredIn: string | null;
}

/** Codes that something new may name: in the catalogue and in force. A retired one is refused with what it became. */
export function createCatalogueCheck({ db }: Pick<ServerContext, 'db'>) {
  const catalogue = createCatalogueRepository(db);
  const imports = createCatalogueImportRepository(db);

  async function inForce<T extends Standing>(
    kind: CatalogueKind & keyof typeof words,
    code: string,
    row: T | undefined,
    { pointer = words[kind].pointer, about, running = false }: Named,
  ): Promise<T> {
    const { zh, en } = words[kind];
    const refuse = (saidZh: string, saidEn: string) =>
      invalidField(pointer, `${about === undefined ? '' : `${about}：`}${saidZh}`, `${about === undefined ? '' : `${about}: `}${saidEn}`);
    if (!row) {
      // the first thing a new installation meets
      const first =
        kind === 'regions' ? { zh: '；目录尚未导入的，请管理员先导入', en: ': where it is empty, an administrator imports it first' } : { zh: '', en: '' };
      throw refuse(`${zh} ${code} 不在目录中${first.zh}`, `${en} ${code} is not in the catalogue${first.en}`);
    }
    if (!row.retired || running) return row;
    const became = (await imports.replacementsOf(kind, [code])).map((replacement) => replacement.newCode);
    const by = row.retiredIn === null ? { zh: '', en: '' } : { zh: `（${row.retiredIn}）`, en: ` by ${row.retiredIn}` };
    throw refuse(
      `${zh} ${code} 已停用${by.zh}，${became.length === 0 ? '没有登记替代代码，请在现行目录中另选' : `请改用 ${became.join('、')}`}`,
      `${en} ${code} was retired${by.en}: ${became.length === 0 ? 'no replacement is known, choose another code of the catalogue in force' : `use ${became.join(' or ')}`}`,
    );
  }
  return {
    major: async (code: string, named: Named = {}) => inForce('majors', code, await catalogue.findMajor(code), named),
    occupation: async (code: string, named: Named = {}) => inForce('occupations', code, await catalogue.findOccupation(code), named),
    region: async (code: string, named: Named = {}) => inForce('regions', code, await catalogue.findRegion(code), named),
  };
}
