import { describe, expect, it } from 'vitest';
import { parseCrosswalk, parseIndustries, parseMajors, parseOccupations, parseRegions, resolveLinks } from '../../intake/catalogue/index.ts';

const majorHead = 'code,name,level,category_code,category_name,class_code,class_name,catalog';
const text = (...lines: string[]): string => `${lines.join('\n')}\n`;

describe('parseMajors', () => {
  it('keeps codes as strings and maps the catalogue levels', () => {
    const { rows, errors } = parseMajors(
      text(
        majorHead,
        '610105,园艺技术,secondary,61,农林牧渔大类,6101,农业类,MOE-VOC-2021',
        '410105,园艺技术,higher_vocational,41,农林牧渔大类,4101,农业类,MOE-VOC-2021',
        '010104T,伦理学,undergraduate,01,哲学,0101,哲学类,MOE-BK-2025',
        '370101,学前教育,vocational_bachelor,37,教育与体育大类,3701,教育类,MOE-VOC-2021',
      ),
    );
    expect(errors).toEqual([]);
    expect(rows.map(({ code, level }) => [code, level])).toEqual([
      ['610105', 'secondary'],
      ['410105', 'associate'],
      ['010104T', 'bachelor'],
      ['370101', 'vocational_bachelor'],
    ]);
    expect(rows[2]).toMatchObject({ name: '伦理学', categoryCode: '01', classCode: '0101', className: '哲学类', edition: 'MOE-BK-2025' });
    expect(rows[2]?.entry).toMatchObject({ level: 'undergraduate' });
  });

  it('reads past a byte order mark, quoted commas and columns it does not know', () => {
    const { rows, errors } = parseMajors(
      `\uFEFF${majorHead},note\r\n120801,"电子商务, 网上",undergraduate,12,管理学,1208,电子商务类,MOE-BK-2025,可授管理学学士学位\r\n`,
    );
    expect(errors).toEqual([]);
    expect(rows[0]).toMatchObject({ name: '电子商务, 网上', entry: { note: '可授管理学学士学位' } });
  });

  it('names line, column and value of every fault and leaves only the faulty rows out', () => {
    const { rows, errors, repeated } = parseMajors(
      text(
        majorHead,
        '61010,种子生产技术,secondary,61,农林牧渔大类,6101,农业类,MOE-VOC-2021',
        '610102,,secondary,61,农林牧渔大类,6101,农业类,MOE-VOC-2021',
        '610103,循环农业,middle,6A,农林牧渔大类,6101,农业类,MOE-VOC-2021',
        '610104,家庭农场生产经营,higher_vocational,61,农林牧渔大类,6101,农业类,MOE-VOC-2021',
        '610105,园艺技术,secondary,61,农林牧渔大类,6101,农业类',
        '610106,植物保护,secondary,61,农林牧渔大类,6101,农业类,MOE-VOC-2021',
        '610106,植物保护与检疫,secondary,61,农林牧渔大类,6101,农业类,MOE-VOC-2021',
        '610106,植物保护,secondary,61,农林牧渔大类,6101,农业类,MOE-VOC-2021',
        '610107,茶叶生产与加工,secondary,62,农林牧渔大类,6101,农业类,MOE-VOC-2021',
      ),
    );
    expect(rows.map((row) => row.code)).toEqual(['610106']);
    expect(errors.map(({ line, column, value }) => [line, column, value])).toEqual([
      [2, 'code', '61010'],
      [3, 'name', ''],
      [4, 'level', 'middle'],
      [4, 'category_code', '6A'],
      [5, 'level', 'higher_vocational'],
      [6, '', ''],
      [8, 'code', '610106'],
      [10, 'class_code', '6101'],
    ]);
    expect(repeated.map(({ line, value }) => [line, value])).toEqual([[9, '610106']]);
    expect(errors[0]?.message).toBe('code needs six digits and at most one of the suffixes K, T, TK, H, got "61010"');
    expect(errors[6]).toMatchObject({ message: '610106 is given twice, first on line 7', zh: '610106 重复，首次出现在第 7 行' });
  });

  it('reports missing columns and unreadable text instead of rows', () => {
    expect(parseMajors('code,name\n610101,种子生产技术\n').errors.map((error) => error.column)).toEqual([
      'level',
      'category_code',
      'category_name',
      'class_code',
      'class_name',
    ]);
    expect(parseMajors('').errors.length).toBeGreaterThan(0);
    const broken = parseMajors(text(majorHead, '610101,"种子生产技术,secondary,61,农林牧渔大类,6101,农业类,MOE-VOC-2021'));
    expect(broken.rows).toEqual([]);
    expect(broken.errors).toHaveLength(1);
    expect(broken.errors[0]?.message).toContain('readable as CSV');
  });
});

describe('parseOccupations', () => {
  const head = 'code,level,name,digital,green';

  it('strips -00 from a 小类, keeps a 职业 whole, and leaves 大类 and 中类 out', () => {
    const { rows, errors } = parseOccupations(
      text(
        head,
        '2-00-00-00,1,专业技术人员,0,0',
        '2-02-00-00,2,工程技术人员,0,0',
        '2-02-38-00,3,数字技术工程技术人员,0,0',
        '2-02-38-01,4,人工智能工程技术人员,1,0',
        '2-08-03-00,4,幼儿园教师,0,0',
        '2-03-01-00,3,土壤肥料技术人员,0,0',
        '2-03-01-00,4,土壤肥料技术人员,0,1',
      ),
    );
    expect(errors).toEqual([]);
    expect(rows.map(({ code, depth, groupCode, parentCode }) => [code, depth, groupCode, parentCode])).toEqual([
      ['2-02-38', 3, '2-02', null],
      ['2-02-38-01', 4, '2-02', '2-02-38'],
      ['2-08-03-00', 4, '2-08', null],
      ['2-03-01', 3, '2-03', null],
      ['2-03-01-00', 4, '2-03', '2-03-01'],
    ]);
    expect(rows[1]).toMatchObject({ digital: true, green: false });
    expect(rows[4]).toMatchObject({ digital: false, green: true });
  });

  it('refuses a 小类 that does not end in -00, an unknown level, a flag that is none and a second row of a code', () => {
    const { rows, errors } = parseOccupations(
      text(head, '2-02-38-01,3,数字技术,0,0', '2-02-38-02,5,物联网,0,0', '2-02-38-03,4,大数据,yes,0', '2-02-38-04,4,云计算,1,0', '2-02-38-04,4,云服务,1,0'),
    );
    expect(rows.map((row) => row.code)).toEqual(['2-02-38-04']);
    expect(errors.map(({ line, column, value }) => [line, column, value])).toEqual([
      [2, 'code', '2-02-38-01'],
      [3, 'level', '5'],
      [4, 'digital', 'yes'],
      [6, 'code', '2-02-38-04'],
    ]);
  });
});

describe('parseIndustries and parseRegions', () => {
  it('keep the tree and report a parent without a row', () => {
    const industries = parseIndustries(text('code,name,parent_code,level', 'C,制造业,,1', '36,汽车制造业,C,2', '441,电力生产,44,3', '37,铁路,,2'));
    expect(industries.rows.map(({ code, level, parentCode }) => [code, level, parentCode])).toEqual([
      ['C', 1, null],
      ['36', 2, 'C'],
    ]);
    expect(industries.errors.map(({ line, column, value }) => [line, column, value])).toEqual([
      [5, 'parent_code', ''],
      [4, 'parent_code', '44'],
    ]);
    const regions = parseRegions(text('code,name,level,parent_code', '150000,内蒙古自治区,1,', '150600,鄂尔多斯市,2,150000', '1506,错,2,150000'));
    expect(regions.rows.map((row) => row.code)).toEqual(['150000', '150600']);
    expect(regions.errors).toMatchObject([{ line: 4, column: 'code', value: '1506' }]);
  });
});

describe('parseCrosswalk and resolveLinks', () => {
  const head = 'major_code,major_name,level,occupation_code,occupation_depth,occupation_name_csco2022';
  const majors = [{ code: '410103' }, { code: '460704' }];
  const occupations = [{ code: '2-02-38' }, { code: '2-02-38-05' }, { code: '2-03-02-00' }];

  it('finds the depth in the code and refuses one that says otherwise', () => {
    const { rows, errors } = parseCrosswalk(
      text(
        head,
        '460704,智能网联汽车技术,higher_vocational,2-02-38-05,4,',
        '460704,智能网联汽车技术,higher_vocational,2-02-38,4,',
        '460704,智能网联汽车技术,higher_vocational,2-02,2,',
      ),
    );
    expect(rows).toMatchObject([{ line: 2, majorCode: '460704', level: 'associate', occupationCode: '2-02-38-05', depth: 4 }]);
    expect(errors.map(({ line, column }) => [line, column])).toEqual([
      [3, 'occupation_depth'],
      [4, 'occupation_code'],
    ]);
  });

  it('resolves a 小类 with a single 职业 to that 职业, once, and reports ends that do not exist', () => {
    const { rows: links } = parseCrosswalk(
      text(
        head,
        '410103,现代农业技术,higher_vocational,2-03-02,3,农业技术指导人员',
        '410103,现代农业技术,higher_vocational,2-03-02-00,4,农业技术指导人员',
        '410103,现代农业技术,higher_vocational,2-02-38,3,',
        '460704,智能网联汽车技术,higher_vocational,6-31-07-05,4,',
        '460799,不存在,higher_vocational,2-02-38-05,4,',
      ),
    );
    const { rows, errors } = resolveLinks(links, { majors, occupations });
    expect(rows.map(({ majorCode, occupationCode, depth }) => [majorCode, occupationCode, depth])).toEqual([
      ['410103', '2-03-02-00', 4],
      ['410103', '2-02-38', 3],
    ]);
    expect(errors.map(({ line, column, value }) => [line, column, value])).toEqual([
      [5, 'occupation_code', '6-31-07-05'],
      [6, 'major_code', '460799'],
    ]);
  });
});
