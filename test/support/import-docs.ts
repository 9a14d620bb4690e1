import { isRequired, sheetKinds } from '../../schemas/sheets/kinds.ts';

/** The tables of columns as docs/imports.md holds them. */
export const columnTables = (): string =>
  Object.values(sheetKinds)
    .map((kind) =>
      [
        `### ${kind.zh} \`${kind.kind}\` (${kind.reporter})`,
        '',
        '| column | also | field | read as | required | example |',
        '| --- | --- | --- | --- | --- | --- |',
        ...kind.columns.map((column) => {
          const required = column.reading === 'organisation' ? (kind.reporter === 'office' ? 'yes' : 'administrators') : isRequired(kind, column) ? 'yes' : '';
          const also = [column.en, ...(column.also ?? [])].filter((name) => name !== column.zh);
          return `| ${column.zh} | ${[...new Set(also)].join(', ')} | \`${column.field}\` | ${column.reading} | ${required} | ${column.example ?? ''} |`;
        }),
      ].join('\n'),
    )
    .join('\n\n');
