import { Type, type Static } from 'typebox';
import { Id, nullable, pageOf, ref, Version, Year } from './common.ts';
import { analysisAudiences, analysisKinds, analysisStates, figureUnits } from './vocabulary.ts';

const strict = { additionalProperties: false };
const instant = Type.String({ format: 'date-time' });
const Kind = Type.Enum([...analysisKinds], { description: '全市专业设置与产业发展匹配分析报告, 学校的同类报告, 产业链人才供需报告.' });

/** A number of a report, and where the API answers it: the report and the API must say the same. */
export const AnalysisFigure = Type.Object(
  {
    value: nullable(Type.Number({ description: 'Null: withheld, or there is none.' })),
    unit: Type.Enum([...figureUnits], { description: 'persons 人, count 个, share 0–1, ratio.' }),
    source: Type.String({ description: 'Address that answers with it.' }),
    pointer: Type.String({ description: 'JSON pointer into that answer.' }),
  },
  { $id: 'AnalysisFigure', ...strict },
);
export type AnalysisFigure = Static<typeof AnalysisFigure>;
const Cell = Type.Union([Type.String(), ref(AnalysisFigure)]);
export type AnalysisCell = Static<typeof Cell>;

export const AnalysisPart = Type.Union(
  [
    Type.Object({ kind: Type.Literal('text'), text: Type.String({ description: '`{0}`, `{1}` … stand for the figures.' }), figures: Type.Array(ref(AnalysisFigure)) }, strict), // prettier-ignore
    Type.Object(
      {
        kind: Type.Literal('table'),
        caption: Type.String(),
        columns: Type.Array(Type.Object({ label: Type.String(), numeric: Type.Boolean(), width: Type.Number() }, strict)),
        rows: Type.Array(Type.Array(Cell)),
      },
      strict,
    ),
    Type.Object(
      {
        kind: Type.Literal('bars'),
        caption: Type.String(),
        unit: Type.String(),
        names: Type.Array(Type.String()),
        bars: Type.Array(Type.Object({ label: Type.String(), figures: Type.Array(ref(AnalysisFigure)) }, strict)),
      },
      { ...strict, description: 'Groups of bars, one bar a name.' },
    ),
  ],
  { $id: 'AnalysisPart' },
);
export type AnalysisPart = Static<typeof AnalysisPart>;
export const AnalysisSection = Type.Object(
  { id: Type.String(), title: Type.String(), parts: Type.Array(ref(AnalysisPart)) },
  { $id: 'AnalysisSection', ...strict },
);
export type AnalysisSection = Static<typeof AnalysisSection>;
export const AnalysisContent = Type.Object(
  {
    title: Type.String(),
    issuer: nullable(Type.String()),
    dated: Type.String({ format: 'date' }),
    run: Type.Object({ id: Id, asOfYear: Year, finishedAt: nullable(instant), engineVersion: Type.String(), snapshotHash: nullable(Type.String()) }, strict),
    simulated: Type.Boolean(),
    sections: Type.Array(ref(AnalysisSection)),
  },
  { $id: 'AnalysisContent', ...strict },
);
export type AnalysisContent = Static<typeof AnalysisContent>;

const listed = {
  id: Id,
  kind: Kind,
  scopeId: nullable(Type.String({ description: 'The school or the chain; null: the city.' })),
  scopeName: Type.String(),
  audience: Type.Enum([...analysisAudiences], {
    description: 'planning: with every figure, read by those who plan; school: as the school that made it is told.',
  }),
  title: Type.String(),
  year: Year,
  runId: Id,
  templateVersion: Type.Integer({ description: 'Of the template it was made with.' }),
  state: Type.Enum([...analysisStates]),
  progress: Type.Integer({ minimum: 0, maximum: 100, description: 'Percent.' }),
  error: nullable(Type.String()),
  contentHash: Type.String({ description: 'SHA-256 of the frozen content.' }),
  fileHash: nullable(Type.String({ description: 'SHA-256 of the Word file; null until it is ready.' })),
  fileSize: nullable(Type.Integer({ description: 'Bytes of the Word file.' })),
  simulated: Type.Boolean(),
  createdAt: instant,
  finishedAt: nullable(instant),
};
export const AnalysisItem = Type.Object(listed, { $id: 'AnalysisItem', ...strict });
export type AnalysisItem = Static<typeof AnalysisItem>;
export const AnalysisPage = pageOf('AnalysisPage', AnalysisItem);
export const Analysis = Type.Object({ ...listed, content: ref(AnalysisContent) }, { $id: 'Analysis', ...strict });
export type Analysis = Static<typeof Analysis>;
export const AnalysisInput = Type.Object(
  {
    kind: Kind,
    scopeId: Type.Optional(Type.Unsafe<string>({ ...Id, description: 'A school or a chain, by kind; left out for the city.' })),
    runId: Type.Optional(Type.Unsafe<string>({ ...Id, description: 'Left out: the newest run with results.' })),
  },
  { $id: 'AnalysisInput', ...strict },
);
export type AnalysisInput = Static<typeof AnalysisInput>;

const words = (maxLength: number) => Type.String({ maxLength, description: 'May hold {year}, {city}, {school} or {chain}.' });
const templated = {
  title: Type.String({ minLength: 1, maxLength: 120, description: 'May hold {year}, {city}, {school} or {chain}.' }),
  issuer: words(120),
  sections: Type.Array(Type.Object({ id: Type.String({ maxLength: 40 }), shown: Type.Boolean(), before: words(2000), after: words(2000) }, strict), {
    maxItems: 20,
    description: 'Every section of the kind once, in the order wanted. `before` and `after` are paragraphs of one’s own, a line each.',
  }),
};
export const AnalysisTemplateInput = Type.Object(templated, { $id: 'AnalysisTemplateInput', ...strict });
export type AnalysisTemplateInput = Static<typeof AnalysisTemplateInput>;
export const AnalysisTemplate = Type.Object({ kind: Kind, ...templated, version: Version }, { $id: 'AnalysisTemplate', ...strict });
export type AnalysisTemplate = Static<typeof AnalysisTemplate>;
export const AnalysisTemplatePage = pageOf('AnalysisTemplatePage', AnalysisTemplate);
