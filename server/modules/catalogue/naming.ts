import type { CatalogueKind } from '../../../intake/catalogue/index.ts';

/** What each catalogue is called, and what a label that is only a year is told from others by. */
export const catalogueNames: Readonly<Record<CatalogueKind, { readonly zh: string; readonly en: string; readonly prefix: string }>> = {
  majors: { zh: '专业目录', en: 'Catalogue of majors', prefix: 'MAJOR' },
  occupations: { zh: '职业分类大典', en: 'Classification of occupations', prefix: 'CSCO' },
  industries: { zh: '国民经济行业分类', en: 'Classification of industries', prefix: 'GBT4754' },
  regions: { zh: '行政区划代码', en: 'Administrative divisions', prefix: 'REGION' },
  crosswalk: { zh: '专业—职业对应', en: 'Links of majors and occupations', prefix: 'LINKS' },
};

const unfit = /[^\w\u4e00-\u9fff.-]+/g;

/** What an edition is called that nobody named: as the file says, the year in the file's name, or that name. */
export function defaultLabel(fileName: string, said: string | null): string {
  const clean = (text: string) => text.replaceAll(unfit, '-').replace(/^[^\w\u4e00-\u9fff]+/, '').slice(0, 60); // prettier-ignore
  if (said !== null && clean(said) !== '') return clean(said);
  const year = /(?:19|20)\d{2}(?!\d)/.exec(fileName)?.[0];
  return year ?? (clean(fileName.replace(/\.[^.]*$/, '')) || 'edition');
}

/** Editions of different catalogues may have one label, such as a year; their ids differ. */
export const systemIdOf = (kind: CatalogueKind, label: string): string => (/^\d/.test(label) ? `${catalogueNames[kind].prefix}-${label}` : label);
