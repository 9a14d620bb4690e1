import { api, dataOf, type Analysis, type AnalysisItem, type AnalysisTemplate } from '../api/client.ts';
import { session } from './session.ts';

export const analysisPage = 50;
export const analysisKinds = ['city_matching', 'school_matching', 'chain'] as const;
export type AnalysisKind = (typeof analysisKinds)[number];

export const loadAnalyses = (cursor?: string) =>
  dataOf(api.GET('/api/v1/reports', { params: { query: { limit: analysisPage, total: true, ...(cursor === undefined ? {} : { cursor }) } } }));
export const loadAnalysis = (id: string): Promise<Analysis> => dataOf(api.GET('/api/v1/reports/{id}', { params: { path: { id } } }));
export const makeAnalysis = (kind: AnalysisKind, scopeId: string): Promise<AnalysisItem> =>
  dataOf(api.POST('/api/v1/reports', { body: { kind, ...(scopeId === '' ? {} : { scopeId }) } }));
export const loadTemplates = () => dataOf(api.GET('/api/v1/report-templates')).then(({ items }) => items);
export const saveTemplate = ({ kind, version, ...body }: AnalysisTemplate): Promise<AnalysisTemplate> =>
  dataOf(api.PUT('/api/v1/report-templates/{kind}', { params: { path: { kind }, header: { 'if-match': `"v${version}"` } }, body }));

/** Schools and chains a report can be about; a school's is itself. */
export async function loadScopes(kind: AnalysisKind): Promise<readonly { readonly id: string; readonly name: string }[]> {
  if (kind === 'city_matching' || session.role === 'school') return [];
  const query = { limit: 200 };
  return kind === 'chain'
    ? (await dataOf(api.GET('/api/v1/chains', { params: { query } }))).items
    : (await dataOf(api.GET('/api/v1/schools', { params: { query } }))).items;
}
type Part = Analysis['content']['sections'][number]['parts'][number];
type Figure = Extract<Part, { kind: 'text' }>['figures'][number];
/** As the Word file writes it. */
export function figureText({ value, unit }: Figure): string {
  if (value === null) return '—';
  if (unit === 'share') return `${(value * 100).toFixed(0)}%`;
  if (unit === 'ratio') return value.toFixed(2);
  return (Math.round(value) + 0).toLocaleString('en-GB').replace('-', '−');
}
/** Words and figures of a text one after the other, so that figures can be linked. */
export const pieces = ({ text, figures }: Extract<Part, { kind: 'text' }>): (string | Figure)[] =>
  text.split(/(\{\d+\})/).map((piece) => figures[Number(/^\{(\d+)\}$/.exec(piece)?.[1] ?? -1)] ?? piece);
