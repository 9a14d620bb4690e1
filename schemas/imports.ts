import { Type, type Static } from 'typebox';
import { Id, nullable, pageOf, ref } from './common.ts';
import { importKinds, importModes, importStates } from './vocabulary.ts';

const Kind = Type.Enum([...importKinds], {
  description:
    '人才需求申报, 招聘岗位, 建设项目, 招生在校毕业, 毕业去向, 招生计划, 就业跟踪, 学校年度数据, 双选学生, 双选排序, 联席会议席位, 专业调整台账, 外来补充, 单位, 产业链, 专业点',
});
const count = (description: string) => nullable(Type.Integer({ minimum: 0, description }));
const moment = nullable(Type.String({ format: 'date-time' }));
const said = { code: Type.String(), message: Type.String({ description: 'In the language of the caller.' }) };

export const Import = Type.Object(
  {
    id: Id,
    kind: Kind,
    state: Type.Enum([...importStates], {
      description: 'checking: the dry run is at work; checked: waits for a decision; importing, imported: all of its facts are in, or none yet; undoing, undone; failed: nothing is in; replaced: the same file was checked again.', // prettier-ignore
    }),
    organisationId: nullable(Id),
    organisationName: nullable(Type.String()),
    filename: Type.String(),
    size: Type.Integer({ description: 'bytes' }),
    sha256: Type.String(),
    createdBy: Type.String(),
    createdAt: Type.String({ format: 'date-time' }),
    sheet: nullable(Type.String({ description: 'The sheet that was read; empty for a CSV.' })),
    rows: count('Rows below the header.'),
    valid: count('Rows that can be imported.'),
    invalid: count('Rows with errors.'),
    warnings: count('Things to look at that stop nothing.'),
    errors: count('Errors; a row may hold several.'),
    notices: Type.Array(Type.Object(said, { additionalProperties: false })),
    failure: nullable(Type.Object(said, { additionalProperties: false })),
    checkedAt: moment,
    mode: nullable(Type.Enum([...importModes])),
    confirmedBy: nullable(Type.String()),
    confirmedAt: moment,
    batchId: nullable(Id),
    importedRows: count('Rows whose facts went in.'),
    importedAt: moment,
    undoneBy: nullable(Type.String()),
    undoneAt: moment,
  },
  { $id: 'Import', additionalProperties: false },
);
export type Import = Static<typeof Import>;
export const ImportPage = pageOf('ImportPage', Import);

export const ImportProblem = Type.Object(
  {
    sheet: Type.String(),
    row: Type.Integer({ minimum: 1 }),
    column: Type.String({ description: 'Header of the column in the template.' }),
    field: Type.String(),
    cell: nullable(Type.String({ description: 'Such as B4; null where the file has no such column.' })),
    value: Type.String(),
    severity: Type.Enum(['error', 'warning']),
    ...said,
  },
  { $id: 'ImportProblem', additionalProperties: false },
);
export type ImportProblem = Static<typeof ImportProblem>;
export const ImportReport = Type.Object(
  {
    import: ref(Import),
    rows: Type.Integer(),
    valid: Type.Integer(),
    invalid: Type.Integer(),
    warnings: Type.Integer(),
    errors: Type.Array(ref(ImportProblem), { description: 'The first 200 errors and warnings in the order of the sheet; all of them with Accept: text/csv and in the returned copy.' }), // prettier-ignore
    more: Type.Boolean({ description: 'There are further ones.' }),
  },
  { $id: 'ImportReport', additionalProperties: false },
);
export type ImportReport = Static<typeof ImportReport>;

export const ImportConfirmation = Type.Object(
  {
    mode: Type.Enum([...importModes], {
      description: 'all-or-nothing: refused while a row has an error; valid-rows-only: rows with errors are left out.',
    }),
  },
  { $id: 'ImportConfirmation', additionalProperties: false },
);
export type ImportConfirmation = Static<typeof ImportConfirmation>;

export const ImportKinds = Type.Object(
  {
    items: Type.Array(
      Type.Object(
        {
          kind: Kind,
          title: Type.String(),
          reporter: Type.Enum(['enterprise', 'school', 'office'], {
            description: 'Whose data it is; `office`: of the city, brought in by the secretariat, planners or administrators.',
          }),
          columns: Type.Array(
            Type.Object(
              {
                title: Type.String(),
                field: Type.String({ description: 'The field of the POST body; its path where it is part of one.' }),
                required: Type.Boolean(),
                reading: Type.String(),
                choices: Type.Array(Type.String()),
                note: Type.String(),
                example: nullable(Type.Union([Type.String(), Type.Number()])),
              },
              { additionalProperties: false },
            ),
          ),
        },
        { additionalProperties: false },
      ),
    ),
  },
  { $id: 'ImportKinds', additionalProperties: false },
);
export type ImportKinds = Static<typeof ImportKinds>;
