import { describe, expect, it } from 'vitest';
import { parseCrosswalk, parseIndustries, parseMajors, parseOccupations, parseRegions, resolveLinks } from '../../intake/catalogue/index.ts';
import { hasReferenceData, missingReferenceData, readCatalogue } from './reference-data.ts';

const countBy = <T>(items: readonly T[], key: (item: T) => string | number): Record<string, number> =>
  Object.fromEntries([...Map.groupBy(items, key)].map(([name, group]) => [name, group.length]));

describe.skipIf(!hasReferenceData)(`the full official catalogues${missingReferenceData}`, () => {
  it('read without a fault, with the published counts', () => {
    const vocational = parseMajors(readCatalogue('cn_vocational_majors_2021.csv'));
    const undergraduate = parseMajors(readCatalogue('cn_undergraduate_majors_2025.csv'));
    const industries = parseIndustries(readCatalogue('cn_industry_gbt4754_2017.csv'));
    const regions = parseRegions(readCatalogue('cn_regions_2023.csv'));
    for (const { errors } of [vocational, undergraduate, industries, regions]) expect(errors).toEqual([]);
    expect(countBy(vocational.rows, (row) => row.level)).toEqual({ secondary: 358, associate: 744, vocational_bachelor: 247 });
    expect(undergraduate.rows).toHaveLength(840);
    expect(industries.rows).toHaveLength(1969);
    expect(regions.rows).toHaveLength(3348);
    expect(regions.rows.find((row) => row.code === '150600')).toMatchObject({ name: '鄂尔多斯市', parentCode: '150000' });
  });

  it('reports the three rows that the occupation catalogue prints twice, and reads them once', () => {
    const { rows, errors, repeated } = parseOccupations(readCatalogue('cn_occupations_csco2022.csv'));
    expect(errors).toEqual([]);
    expect(repeated.map((error) => error.value)).toEqual(['4-12-04-02', '5-03-00-00', '6-20-05-03']);
    // 1,634 printed 职业 less the two printed twice.
    expect(countBy(rows, (row) => row.depth)).toEqual({ 3: 336, 4: 1632 });
  });

  it('resolves the crosswalk but for the links to occupations that the catalogue lacks', () => {
    const majors = [
      ...parseMajors(readCatalogue('cn_vocational_majors_2021.csv')).rows,
      ...parseMajors(readCatalogue('cn_undergraduate_majors_2025.csv')).rows,
    ];
    const occupations = parseOccupations(readCatalogue('cn_occupations_csco2022.csv')).rows;
    const links = parseCrosswalk(readCatalogue('cn_crosswalk_major_occupation_moe2025.csv'));
    expect(links.errors).toEqual([]);
    expect(links.rows).toHaveLength(2141);
    expect(new Set(links.rows.map((row) => row.majorCode)).size).toBe(712);
    expect(countBy(links.rows, (row) => row.depth)).toMatchObject({ 3: 814 });
    const resolved = resolveLinks(links.rows, { majors, occupations });
    expect(resolved.rows).toHaveLength(2120);
    expect(resolved.errors).toHaveLength(21);
    expect(new Set(resolved.errors.map((error) => error.column))).toEqual(new Set(['occupation_code']));
  });
});
