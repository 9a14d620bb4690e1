import { parse } from 'csv-parse/sync';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { cityReference } from '../../seed/reference.ts';
import { hasReferenceData, missingReferenceData, readCatalogue } from '../intake/reference-data.ts';

const subset = (name: string): string => readFileSync(new URL(`../../seed/catalogue/${name}`, import.meta.url), 'utf8');
const records = (text: string): string[] => parse(text, { bom: true }).map((record) => JSON.stringify(record));

describe.skipIf(!hasReferenceData)(`the catalogue rows of the demo city${missingReferenceData}`, () => {
  it.each([
    ['vocational-majors.csv', 'cn_vocational_majors_2021.csv'],
    ['undergraduate-majors.csv', 'cn_undergraduate_majors_2025.csv'],
    ['occupations.csv', 'cn_occupations_csco2022.csv'],
    ['industries.csv', 'cn_industry_gbt4754_2017.csv'],
    ['regions.csv', 'cn_regions_2023.csv'],
    ['crosswalk.csv', 'cn_crosswalk_major_occupation_moe2025.csv'],
  ])('%s stands as printed in the full file', (name, full) => {
    const official = new Set(records(readCatalogue(full)));
    expect(records(subset(name)).filter((record) => !official.has(record))).toEqual([]);
  });

  it('leaves out no official link of a major it uses, but those to occupations that the catalogue lacks', () => {
    const used = new Set(cityReference().majors.map((major) => major.code));
    const official = records(readCatalogue('cn_crosswalk_major_occupation_moe2025.csv')).filter((record) => used.has((JSON.parse(record) as string[])[0]!));
    const kept = new Set(records(subset('crosswalk.csv')));
    expect(official.filter((record) => !kept.has(record)).map((record) => (JSON.parse(record) as string[])[3])).toEqual(['6-31-07-05', '6-31-07-05']);
  });
});

describe('the editorial tables', () => {
  const { majors, occupations, officialLinks, editorialLinks, hostChains, chainMajors, programmes, schools } = cityReference();
  const known = new Set(occupations.map((occupation) => occupation.code));

  it('link every major that has no official link, and none that has', () => {
    const official = new Set(officialLinks.map((link) => link.majorCode));
    const editorial = new Set(editorialLinks.map((link) => link.majorCode));
    expect(majors.filter(({ code }) => official.has(code) === editorial.has(code))).toEqual([]);
    expect(editorialLinks.filter((link) => !known.has(link.occupationCode))).toEqual([]);
  });

  it('give every major a chain whose enterprises employ its graduates', () => {
    const chained = new Set(chainMajors.flatMap((fact) => fact.candidates));
    expect(majors.filter(({ code }) => !chained.has(code) && !hostChains.has(code))).toEqual([]);
  });

  it('offer at each school majors of its own level only', () => {
    const levelOf = new Map(majors.map((major) => [major.code, major.level]));
    expect([...programmes.keys()].sort()).toEqual(schools.map((school) => school.name).sort());
    for (const school of schools) for (const code of programmes.get(school.name)!) expect(`${code} ${levelOf.get(code)}`).toBe(`${code} ${school.level}`);
  });

  it('offer every key major at every level that a school teaches', () => {
    const offered = new Set([...programmes.values()].flat());
    const taught = new Set(['secondary', 'associate', 'bachelor']);
    const due = chainMajors.flatMap((fact) => fact.candidates).filter((code) => taught.has(majors.find((major) => major.code === code)?.level ?? ''));
    expect(new Set(due).size).toBe(80);
    expect(due.filter((code) => !offered.has(code))).toEqual([]);
  });
});
