import fc from 'fast-check';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parseOccupations } from '../../intake/catalogue/index.ts';
import { comparedTitle } from '../../matching/titles/compared.ts';
import { sharedWords } from '../../matching/titles/grams.ts';
import { createTitleIndex } from '../../matching/titles/title-index.ts';

/** The demo city's part of the 大典 2022, and occupations that everyday titles mean. */
const more =
  '计算机软件工程技术人员 计算机程序设计员 行政办事员 会计专业人员 营销员 商品营业员 保安员 保洁员 餐厅服务员 前厅服务员 中式烹调师 网约配送员 快递员 仓储管理员 客户服务管理员 呼叫中心服务员 道路货运汽车驾驶员 客运车辆驾驶员 人力资源管理专业人员 招聘师 质检员 汽车维修工 药师 剪辑师 全媒体运营师 互联网营销师 电子商务师 内科护士 外科护士 小学教师 挖掘铲运和桩工机械司机 起重装卸机械操作工 自动控制工程技术人员 房地产经纪人 律师';
const city = parseOccupations(readFileSync('seed/catalogue/occupations.csv', 'utf8')).rows;
const named = new Set(city.map(({ name }) => name));
const occupations = [
  ...city.map(({ code, name }) => ({ code, name })),
  ...more
    .split(' ')
    .filter((name) => !named.has(name))
    .map((name, i) => ({ code: `9-99-99-${String(i + 1).padStart(2, '0')}`, name })),
];
const index = createTitleIndex(occupations);
const names = (title: string) => index.candidates(title).map(({ name }) => name);

describe('comparedTitle', () => {
  it.each([
    ['【急聘】高级电工（鄂尔多斯）8K-12K/月 五险一金', '电工'],
    ['石嘴山市惠农区某店招聘服务员', '服务员'],
    ['Ｊａｖａ　开发工程师', 'java 开发工程师'],
    ['招聘专员', '招聘专员'],
    ['资深招聘专员（六险一金、双休）', '招聘专员'],
    ['C++工程师', 'cpp工程师'],
    ['货车司机15名 月薪8000元以上', '货车司机'],
    ['销售/客服', '销售 客服'],
    ['8000+', ''],
    ['', ''],
  ])('%j is compared as %j', (title, compared) => {
    expect(comparedTitle(title)).toBe(compared);
  });
  it('is compared as itself when compared again', () => {
    fc.assert(
      fc.property(fc.constantFrom(...occupations), ({ name }) => {
        const once = comparedTitle(name);
        expect(comparedTitle(once)).toBe(once);
      }),
    );
  });
});

describe('a title', () => {
  it.each([
    ['急聘高级电工', '电工'],
    ['维修电工', '电工'],
    ['电焊工（氩弧焊）', '焊工'],
    ['软件工程师', '计算机软件工程技术人员'],
    ['Java开发工程师', '计算机程序设计员'],
    ['办公室文员', '行政办事员'],
    ['出纳', '会计专业人员'],
    ['电气自动化工程师', '自动控制工程技术人员'],
    ['销售代表（底薪+提成）', '营销员'],
    ['超市理货导购', '商品营业员'],
    ['小区保安', '保安员'],
    ['炒菜厨师', '中式烹调师'],
    ['外卖骑手', '网约配送员'],
    ['叉车司机', '起重装卸机械操作工'],
    ['铲车司机', '挖掘铲运和桩工机械司机'],
    ['大车司机', '道路货运汽车驾驶员'],
    ['人事主管', '人力资源管理专业人员'],
    ['短视频剪辑', '剪辑师'],
    ['新媒体运营专员', '全媒体运营师'],
    ['汽修工', '汽车维修工'],
    ['护士长', '内科护士'],
  ])('%j stands for %s before anything else', (title, first) => {
    expect(names(title)[0]).toBe(first);
  });
  it.each([
    ['店员', '商品营业员'],
    ['电话销售专员', '营销员'],
    ['仓库发货员', '仓储管理员'],
    ['直播助理', '互联网营销师'],
    ['语文老师', '小学教师'],
  ])('%j has %s among its five', (title, one) => {
    expect(names(title)).toContain(one);
  });
  it('does not read 化工 in 自动化工程师, nor 电工 in 机电工程师', () => {
    expect(index.candidates('自动化工程师').map(({ saying }) => saying)).not.toContain('化工');
    expect(index.candidates('机电工程师').find(({ name }) => name === '电工')?.score ?? 0).toBeLessThan(0.5);
  });
  it('says what it has in common, and which saying led there', () => {
    const [first] = index.candidates('汽车修理工');
    expect(first).toMatchObject({ name: '汽车维修工', shared: ['汽车'], saying: '修理' });
    expect(index.candidates('网店运营').find(({ name }) => name === '电子商务师')).toMatchObject({ shared: [], saying: '网店' });
    expect(sharedWords('维修电工', '电工维修技师')).toEqual(['维修', '电工']);
  });
});

describe('every index', () => {
  it('puts the name itself first, with 1', () => {
    fc.assert(
      fc.property(fc.constantFrom(...occupations), fc.constantFrom('', ' ', '　'), ({ name }, blank) => {
        expect(index.candidates(`${blank}${name}${blank}`)[0]).toMatchObject({ name, score: 1 });
      }),
    );
  });
  it('gives at most five, best first, scores between 0 and 1, whatever is asked', () => {
    const words = fc.constantFrom('电工', '维修', '工程师', '招聘', '8k', '（', '）', '销售', '助理', 'c++', '\u0000', '𠮷', '👷', '%', '_', '..*(');
    const title = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 80 }),
      fc.array(words, { maxLength: 12 }).map((parts) => parts.join('')),
    );
    fc.assert(
      fc.property(title, (asked) => {
        const found = index.candidates(asked);
        expect(found.length).toBeLessThanOrEqual(5);
        expect(new Set(found.map(({ code }) => code)).size).toBe(found.length);
        const scores = found.map(({ score }) => score);
        expect(scores).toEqual(scores.toSorted((a, b) => b - a));
        for (const score of scores) expect(score > 0 && score <= 1).toBe(true);
      }),
      { numRuns: 300 },
    );
  });
  it('answers the same whatever the order of the catalogue', () => {
    const turned = createTitleIndex(occupations.toReversed());
    for (const title of ['电气工程师', '设备维修', '司机', '教师', '工艺员', '测量员']) expect(turned.candidates(title)).toEqual(index.candidates(title));
  });
  it('of nothing answers nothing', () => {
    expect(createTitleIndex([]).candidates('电工')).toEqual([]);
    expect(index.candidates('8000+')).toEqual([]);
  });
});
