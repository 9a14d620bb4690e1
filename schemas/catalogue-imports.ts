import { Type, type Static } from 'typebox';
import { Id, nullable, pageOf } from './common.ts';
import { catalogueContents, catalogueKinds, importStatuses, issueSeverities } from './vocabulary.ts';

export const CatalogueKind = Type.Enum([...catalogueKinds], { description: '专业目录, 职业分类, 行业分类, 行政区划, 专业—职业对应' });
export const EditionLabel = Type.String({
  pattern: '^[\\w\\u4e00-\\u9fff][\\w\\u4e00-\\u9fff ./-]{0,63}$',
  description: 'What the edition is called, such as 2025 or MOE-VOC-2021.',
});
const Instant = Type.String({ format: 'date-time' });

export const CatalogueIssue = Type.Object(
  {
    severity: Type.Enum([...issueSeverities], { description: 'An error stops the file, a warning wants `force`, a note is for information.' }),
    sheet: nullable(Type.String()),
    row: nullable(Type.Integer({ description: 'As a spreadsheet program numbers it; null: of the file as a whole.' })),
    column: nullable(Type.String()),
    value: nullable(Type.String()),
    zh: Type.String(),
    en: Type.String(),
  },
  { $id: 'CatalogueIssue', additionalProperties: false },
);
export type CatalogueIssue = Static<typeof CatalogueIssue>;

const Count = Type.Integer({ minimum: 0 });
const Named = { code: Type.String(), name: Type.String() };
const Said = Type.Record(Type.String(), Type.Union([Type.String(), Type.Number(), Type.Boolean(), Type.Null()]));
/** How long a checked file can be confirmed. */
export const confirmableMs = 7 * 24 * 3_600_000;
/** Issues and examples a report shows at most; the counts are of all. */
export const shownIssues = 200;
export const shownExamples = 50;
export const CatalogueReport = Type.Object(
  {
    counts: Type.Object(
      { rows: Count, added: Count, changed: Count, retired: Count, returned: Count, unchanged: Count, leftOut: Count, replacements: Count },
      { additionalProperties: false },
    ),
    levels: Type.Array(Type.Object({ level: Type.String(), before: Count, after: Count }, { additionalProperties: false }), {
      description: 'Codes in force by level, before and after.',
    }),
    issueCounts: Type.Object({ error: Count, warning: Count, note: Count }, { additionalProperties: false }),
    issues: Type.Array(Type.Unsafe<CatalogueIssue>({ $ref: 'CatalogueIssue#' }), { description: `The first ${shownIssues}.` }),
    added: Type.Array(Type.Object(Named, { additionalProperties: false }), { description: `The first ${shownExamples}.` }),
    changed: Type.Array(Type.Object({ ...Named, before: Said, after: Said }, { additionalProperties: false })),
    retired: Type.Array(Type.Object({ ...Named, replacedBy: Type.Array(Type.String()) }, { additionalProperties: false })),
    returned: Type.Array(Type.Object(Named, { additionalProperties: false })),
  },
  { $id: 'CatalogueReport', additionalProperties: false },
);
export type CatalogueReport = Static<typeof CatalogueReport>;

export const CatalogueImport = Type.Object(
  {
    id: Id,
    kind: CatalogueKind,
    content: Type.Enum([...catalogueContents]),
    edition: Type.String(),
    codeSystem: Type.String({ description: 'Id of the edition it makes; of a known file, of the one there is.' }),
    fileName: Type.String(),
    sha256: Type.String(),
    bytes: Count,
    additions: Type.Boolean({ description: 'Adds to what there is: codes it lacks stay in force.' }),
    status: Type.Enum([...importStatuses]),
    report: Type.Unsafe<CatalogueReport>({ $ref: 'CatalogueReport#' }),
    createdBy: Type.String(),
    createdAt: Instant,
    decidedBy: nullable(Type.String()),
    decidedAt: nullable(Instant),
  },
  { $id: 'CatalogueImport', additionalProperties: false },
);
export type CatalogueImport = Static<typeof CatalogueImport>;
export const CatalogueImportPage = pageOf('CatalogueImportPage', CatalogueImport);

export const CatalogueConfirmation = Type.Object(
  { force: Type.Optional(Type.Boolean({ default: false, description: 'Needed where the report holds warnings: they were looked at and are meant.' })) },
  { $id: 'CatalogueConfirmation', additionalProperties: false },
);

export const CatalogueEdition = Type.Object(
  {
    id: Type.String(),
    kind: CatalogueKind,
    edition: Type.String(),
    title: Type.String(),
    source: Type.String(),
    fileName: nullable(Type.String()),
    sha256: nullable(Type.String()),
    rows: nullable(Count),
    additions: Type.Boolean(),
    importedBy: nullable(Type.String()),
    importedAt: nullable(Instant),
    previousId: nullable(Type.String()),
  },
  { $id: 'CatalogueEdition', additionalProperties: false },
);
export type CatalogueEdition = Static<typeof CatalogueEdition>;
export const CatalogueEditionPage = pageOf('CatalogueEditionPage', CatalogueEdition);

export const CatalogueReplacement = Type.Object(
  {
    kind: CatalogueKind,
    oldCode: Type.String(),
    newCode: Type.String(),
    weight: nullable(Type.Number({ description: 'Share of the old code that went there; null: nobody says.' })),
    codeSystem: nullable(Type.String({ description: 'Edition in force when it was given.' })),
  },
  { $id: 'CatalogueReplacement', additionalProperties: false },
);
export type CatalogueReplacement = Static<typeof CatalogueReplacement>;
export const CatalogueReplacementPage = pageOf('CatalogueReplacementPage', CatalogueReplacement);

/** Kinds whose codes stand by themselves; links have a list of their own. */
export const codeKinds = ['majors', 'occupations', 'industries', 'regions'] as const;
export const CatalogueCode = Type.Object(
  {
    code: Type.String(),
    name: Type.String(),
    level: Type.String(),
    fields: Type.Unsafe<Static<typeof Said>>({ ...Said, description: 'What else the catalogue says of it.' }),
    codeSystem: Type.String({ description: 'The newest edition that holds it.' }),
    edition: Type.String(),
    retired: Type.Boolean(),
    retiredIn: nullable(Type.String({ description: 'The edition that lacked it.' })),
    replacedBy: Type.Array(Type.Object({ code: Type.String(), weight: nullable(Type.Number()) }, { additionalProperties: false })),
  },
  { $id: 'CatalogueCode', additionalProperties: false },
);
export type CatalogueCode = Static<typeof CatalogueCode>;
export const CatalogueCodePage = pageOf('CatalogueCodePage', CatalogueCode);
