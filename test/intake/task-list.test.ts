import { describe, expect, it } from 'vitest';
import { parseDeadline, readTaskList } from '../../intake/task-list.ts';
import { publishedTemplates } from '../../schemas/task-templates.ts';

const read = (text: string) => readTaskList(Buffer.from(text), 'tasks.csv');

describe('a list of tasks', () => {
  it.each([
    ['2027年', '2027-12-31'],
    ['2027年底前', '2027-12-31'],
    ['2027', '2027-12-31'],
    ['2028年2月', '2028-02-29'],
    ['2027年6月30日', '2027-06-30'],
    ['2027-06-30', '2027-06-30'],
    ['2027/6/3', '2027-06-03'],
    ['2027-02-30', undefined],
    ['2027年13月', undefined],
    ['长期', undefined],
    ['', undefined],
  ])('deadline %j is %j', (text, day) => {
    expect(parseDeadline(text)).toBe(day);
  });
  it('is read by the names columns have in plans, below a title', async () => {
    const { lines, faults } = await read(
      '工作任务分解表\n序号,工作任务,责任单位,配合单位,完成时限\n3,建成实训基地,市教育局、市财政局,市工信局；市教育局,2027年6月\n,组织技能大赛,市人社局,,\n',
    );
    expect(faults).toEqual([]);
    expect(lines).toEqual([
      {
        no: 3,
        title: '建成实训基地',
        content: '建成实训基地',
        units: ['市教育局', '市财政局'],
        cooperating: ['市工信局'],
        dueText: '2027年6月',
        dueOn: '2027-06-30',
      },
      { no: 2, title: '组织技能大赛', content: '组织技能大赛', units: ['市人社局'], cooperating: [], dueText: null, dueOn: null },
    ]);
  });
  it('says what is wrong by row and column, all of it', async () => {
    const { faults } = await read('序号,任务,责任单位,完成时限\n1,甲,,长期\n1,,市教育局,2027年\nx,乙,市教育局,\n');
    expect(faults.map(({ row, column }) => [row, column])).toEqual([
      [2, '责任单位'],
      [2, '完成时限'],
      [3, '内容'],
      [3, '序号'],
      [4, '序号'],
    ]);
    expect((await read('甲,乙\n1,2\n')).faults.map(({ column }) => column)).toEqual(['责任单位']);
    expect((await read('任务,责任单位\n')).faults.map(({ zh }) => zh)).toEqual(['表中没有任务']);
  });
});

describe('the published lists', () => {
  it('are whole: lines in order, each with a unit, deadlines as they are written', () => {
    expect(publishedTemplates.map(({ id, lines }) => [id, lines.length])).toEqual([
      ['pingliang-2020', 20],
      ['xingan-consortium', 10],
    ]);
    for (const { lines } of publishedTemplates) {
      expect(lines.map(({ no }) => no)).toEqual(lines.map((_, i) => i + 1));
      for (const { title, content, units, cooperating, dueText, dueOn } of lines) {
        expect([title.length > 0, content.length > 10, units.length > 0, new Set([...units, ...cooperating]).size]).toEqual([true, true, true, units.length]);
        expect(dueOn).toBe(dueText === null ? null : parseDeadline(dueText));
      }
    }
  });
  it('hold what the documents say: deadlines by year, and who is responsible for the first and the last', () => {
    const [pingliang, xingan] = publishedTemplates;
    const byYear = Map.groupBy(pingliang!.lines, ({ dueOn }) => dueOn);
    expect([...byYear].map(([day, lines]) => [day, lines.length]).sort()).toEqual([
      ['2021-12-31', 6],
      ['2022-12-31', 10],
      ['2023-12-31', 4],
    ]);
    expect(pingliang!.lines[0]!.units).toEqual(['市教育局', '平凉职业技术学院']);
    expect(pingliang).toMatchObject({ issuer: '平凉市人民政府', number: '平政发〔2020〕76号', dated: '2020-12-14' });
    expect(xingan!.lines.at(-1)).toMatchObject({ units: ['秘书处'], dueOn: null });
    expect(xingan!.lines.map(({ content }) => content.split('\n').length)).toEqual([8, 7, 4, 2, 2, 1, 1, 1, 1, 1]);
  });
});
