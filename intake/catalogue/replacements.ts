import { required } from './cells.ts';
import { replacementHeaders } from './headers.ts';
import type { TableLines } from './read.ts';
import { importTable, type Imported } from './table.ts';

/** What an old code became: one of the codes it went into. */
export interface ReplacementRow {
  readonly oldCode: string;
  readonly newCode: string;
  /** Share of the old code that went there; null where nobody says. */
  readonly weight: number | null;
}

/**
 * Reads `oldCode,newCode[,weight]`; weights of one old code add to 1 at most. New codes have to be in force; old ones may belong to an edition
 * that was never here.
 */
export function parseReplacements(source: string | TableLines, inForce: ReadonlySet<string>): Imported<ReplacementRow> {
  const weights = new Map<string, number>();
  return importTable(
    source,
    ['oldCode', 'newCode'] as const,
    (record): ReplacementRow => {
      const [oldCode, newCode] = [required(record, 'oldCode'), required(record, 'newCode')];
      if (newCode !== '' && !inForce.has(newCode))
        record.fail('newCode', `newCode needs to be a code in force, got ${JSON.stringify(newCode)}`, `新代码 ${newCode} 不在现行目录中，请先导入含有它的版本`);
      if (oldCode !== '' && oldCode === newCode) record.fail('newCode', `newCode needs to be another code than ${oldCode}`, `新代码与旧代码 ${oldCode} 相同`);
      const printed = record.entry.weight ?? '';
      const weight = printed === '' ? null : Number(printed);
      if (weight !== null && !(weight > 0 && weight <= 1))
        record.fail('weight', `weight needs a number above 0 and up to 1, got ${JSON.stringify(printed)}`, `weight 应大于 0、不超过 1，现为“${printed}”`);
      const sum = (weights.get(oldCode) ?? 0) + (weight ?? 0);
      weights.set(oldCode, sum);
      if (sum > 1 + 1e-9) record.fail('weight', `weights of ${oldCode} need to add to 1 at most, got ${sum}`, `${oldCode} 的权重合计 ${sum}，不得超过 1`);
      return { oldCode, newCode, weight };
    },
    (row) => `${row.oldCode} ${row.newCode}`,
    replacementHeaders,
  );
}

/** The replacements that a catalogue names beside its own codes: column `replaces` (原代码), old codes with blanks or 、 between them. */
export function replacementsBeside(rows: readonly { readonly code: string; readonly entry: Readonly<Record<string, string>> }[]): ReplacementRow[] {
  return rows.flatMap(({ code, entry }) =>
    [...new Set((entry.replaces ?? entry.原代码 ?? '').split(/[\s、,，;；]+/))]
      .filter((oldCode) => oldCode !== '' && oldCode !== code)
      .map((oldCode) => ({ oldCode, newCode: code, weight: null })),
  );
}
