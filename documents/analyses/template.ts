import type { AnalysisSection, AnalysisTemplateInput } from '../../schemas/analyses.ts';
import type { analysisKinds } from '../../schemas/vocabulary.ts';
import { plain } from './figures.ts';

export type AnalysisKind = (typeof analysisKinds)[number];
export const sectionIds: Record<AnalysisKind, readonly string[]> = {
  city_matching: ['overview', 'industry', 'programmes', 'gaps', 'flags', 'schools', 'rules', 'method', 'abstract'],
  school_matching: ['overview', 'gaps', 'flags', 'method', 'abstract'],
  chain: ['overview', 'occupations', 'gaps', 'flags', 'competences', 'method', 'abstract'],
};
const titles: Record<AnalysisKind, string> = {
  city_matching: '{city}{year}年专业设置与产业发展匹配分析报告',
  school_matching: '{school}{year}年专业设置与产业发展匹配分析报告',
  chain: '{city}{chain}{year}年人才供需报告',
};
/** What is used until somebody changes it. */
export const deliveredTemplate = (kind: AnalysisKind): AnalysisTemplateInput => ({
  ...{ title: titles[kind], issuer: kind === 'school_matching' ? '{school}' : '' },
  sections: sectionIds[kind].map((id) => ({ id, shown: true, before: '', after: '' })),
});
/** Words a template may hold, by kind. */
export const placeholders: Record<AnalysisKind, readonly string[]> = {
  city_matching: ['year', 'city'],
  school_matching: ['year', 'city', 'school'],
  chain: ['year', 'city', 'chain'],
};
/** The first {word} of a text that is none of a kind's; undefined: all are known. */
export const unknownPlaceholder = (kind: AnalysisKind, text: string): string | undefined =>
  [...text.matchAll(/\{([^{}]*)\}/g)].map(([, name = '']) => name).find((name) => !placeholders[kind].includes(name));

export const filled = (text: string, values: Readonly<Record<string, string>>): string =>
  text.replaceAll(/\{([^{}]*)\}/g, (all, name: string) => values[name] ?? all);
const paragraphs = (text: string, values: Readonly<Record<string, string>>) =>
  filled(text, values).split('\n').map((line) => line.trim()).filter((line) => line !== '').map(plain); // prettier-ignore

/** Sections in the order of the template, those switched off left out, with its own paragraphs around them. */
export function arranged(sections: readonly AnalysisSection[], template: AnalysisTemplateInput, values: Readonly<Record<string, string>>): AnalysisSection[] {
  return template.sections.flatMap(({ id, shown, before, after }) => {
    const section = sections.find((one) => one.id === id);
    return section && shown ? [{ ...section, parts: [...paragraphs(before, values), ...section.parts, ...paragraphs(after, values)] }] : [];
  });
}
