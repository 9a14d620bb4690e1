import type { Database } from '../db/database.ts';
import { run } from '../db/database.ts';
import { conferenceUnits } from './facts/conference-units.ts';
import { dayOf } from '../schemas/days.ts';

const dayMs = 86_400_000;
const region = '150600';
/** The Thursday before or after, at nine in the city. */
function thursday(from: Date): Date {
  const day = new Date(Math.floor(+from / dayMs) * dayMs + 3_600_000);
  return new Date(+day - ((day.getUTCDay() + 3) % 7) * dayMs);
}

/**
 * The joint conference of the demo city, at its first start: the units the city's own rules name (seats are offices, nobody is named), one meeting that was
 * held half a year ago with what it resolved, and the next one. Which units there are is a fact; everything else is made up and marked as simulated.
 */
export async function ensureDemoConference(db: Database, { now, newId }: { readonly now: Date; readonly newId: () => string }): Promise<void> {
  const { installation, organisations, conferenceMembers, conferenceMeetings, conferenceIssues, agendaItems, conferenceAttendance } = db.schema;
  const { minutesRecipients, resolutions, resolutionUnits, resolutionReports, inspections, planItems } = db.schema;
  const schools = new Map((await db.query.select({ id: organisations.id, name: organisations.name }).from(organisations)).map(({ id, name }) => [name, id]));
  const [held, next] = [thursday(new Date(+now - 170 * dayMs)), thursday(new Date(+now + 26 * dayMs))];
  const by = { regionCode: region, version: 1, simulated: true, createdBy: 'seed', createdAt: now };
  const seats = conferenceUnits.map((unit) => ({ ...by, id: newId(), ...unit, organisationId: schools.get(unit.unit) ?? null, personName: null }));
  const members = seats.map((seat) => ({ ...seat, simulated: false, validFrom: '2022-08-03', validTo: null }));
  const voting = members.filter(({ role, invited }) => role !== 'liaison' && !invited);
  const [year, nextYear] = [Number(dayOf(held).slice(0, 4)), Number(dayOf(next).slice(0, 4))];
  const meeting = { ...by, kind: 'regular' as const, quorum: 10, decisionRule: 'consensus' as const, preparesId: null, changedAt: now };
  const [first, second] = [newId(), newId()];
  const college = members.find(({ organisationId, role }) => organisationId !== null && role === 'member');
  const resolved = [
    [
      '审议职业院校专业结构调整年度安排',
      '同意年度专业结构调整安排，由市教育体育局会同各职业院校按程序组织实施，年内完成专业设置备案。',
      '市教育体育局',
      'closed',
      60,
    ],
    [
      '研究重点产业技术技能人才培养培训',
      '建立重点产业用人需求按季度会商机制，市工业和信息化局、市能源局牵头汇总企业用人需求并提供给职业院校。',
      '市工业和信息化局',
      'open',
      150,
    ],
    ['研究实训基地共建共享', '支持院校与企业共建实训基地，共建方案于年内提交联席会议办公室。', college?.unit ?? '市教育体育局', 'open', 240],
  ] as const;
  const items = resolved.map(([title], i) => ({ title, position: i + 1, id: newId(), resolutionId: newId() }));
  const plan = [
    [1, '制定年度工作计划，征求成员单位意见', '市教育体育局', 'done'],
    [2, '召开第一次联席会议', '市教育体育局', 'done'],
    [3, '开展专业调整落实情况联合督导调研', '市教育体育局', 'done'],
    [4, '召开第二次联席会议，审议下一年度专业调整', '市教育体育局', 'planned'],
  ] as const;
  await db.transaction(function* (tx) {
    const mark = tx.insert(installation).values({ key: 'conference', value: '1' });
    const [fresh] = yield* run(mark.onConflictDoNothing().returning());
    if (fresh === undefined) return;
    yield* run(tx.insert(conferenceMembers).values(members));
    yield* run(
      tx.insert(conferenceMeetings).values([
        {
          ...{ ...meeting, id: first, year, number: 1, title: `${year} 年第一次职业教育工作联席会议`, plannedAt: held, place: '市政府第三会议室' },
          ...{ summary: '会议听取了全市职业教育工作情况汇报，研究了专业结构调整和产教融合有关事项。', state: 'distributed' as const },
        },
        {
          ...{
            ...meeting,
            id: second,
            year: nextYear,
            number: nextYear === year ? 2 : 1,
            title: `${nextYear} 年第${nextYear === year ? '二' : '一'}次职业教育工作联席会议`,
          },
          ...{ plannedAt: next, place: '市政府第三会议室', summary: null, state: 'planned' as const },
        },
      ]),
    );
    yield* run(
      tx
        .insert(agendaItems)
        .values([
          ...items.map((item) => ({ ...item, meetingId: first, reporter: '市教育体育局', outcome: 'approve' as const, decidedAt: held })),
          { id: newId(), meetingId: second, position: 1, title: '通报第一次会议议定事项落实情况', reporter: '市教育体育局' },
        ]),
    );
    const attended = voting.map(({ id }, i) => ({ meetingId: first, memberId: id, by: i % 7 === 5 ? '副职' : null }));
    const stateOf = (i: number) => (i % 7 === 5 ? ('represented' as const) : i === 16 ? ('absent' as const) : ('present' as const));
    yield* run(tx.insert(conferenceAttendance).values(attended.map((one, i) => ({ ...one, state: stateOf(i) }))));
    const sent = new Date(+held + 6 * dayMs);
    const units = [...new Map(members.map(({ unit, organisationId }) => [unit, organisationId]))];
    yield* run(tx.insert(minutesRecipients).values(units.map(([unit, organisationId]) => ({ meetingId: first, unit, organisationId, at: sent }))));
    yield* run(
      tx.insert(resolutions).values(
        resolved.map(([title, text, , state, days], i) => ({
          ...{
            ...by,
            id: items[i]?.resolutionId ?? '',
            number: `${year}-1-0${i + 1}`,
            meetingId: first,
            itemId: items[i]?.id ?? '',
            outcome: 'approve' as const,
          },
          ...{ title, text, decidedOn: dayOf(held), dueOn: dayOf(new Date(+held + days * dayMs)), state, changedAt: now },
        })),
      ),
    );
    const carried = resolved.map(([, , unit], i) => ({
      resolutionId: items[i]?.resolutionId ?? '',
      unit,
      organisationId: schools.get(unit) ?? null,
      leads: true,
    }));
    yield* run(tx.insert(resolutionUnits).values(carried));
    const report = { id: newId(), resolutionId: items[0]?.resolutionId ?? '', organisationId: null, done: true, actor: 'seed' };
    yield* run(tx.insert(resolutionReports).values({ ...report, text: '年度专业设置备案已完成。', at: new Date(+held + 50 * dayMs) }));
    const issue = { ...by, unit: '市能源局', organisationId: null, docketId: null, state: 'proposed' as const, reason: null, changedAt: now };
    const words = { title: '关于加强氢能产业技术技能人才培养的议题', text: '氢能项目陆续投产，建议研究院校增设相关专业方向。' };
    yield* run(tx.insert(conferenceIssues).values({ ...issue, ...words, id: newId() }));
    const [from, to] = [dayOf(new Date(+held + 90 * dayMs)), dayOf(new Date(+held + 94 * dayMs))];
    const looked = { title: '专业调整议定事项落实情况联合督导调研', units: ['市教育体育局', '市人力资源和社会保障局'], places: '东胜区、康巴什区各职业院校' };
    const found = { findings: '议定事项总体按期推进；两所院校实训条件需要补充。', state: 'concluded' as const };
    yield* run(tx.insert(inspections).values({ ...by, ...looked, ...found, id: newId(), startsOn: from, endsOn: to, changedAt: now }));
    const lines = plan.map(([quarter, title, unit, state]) => ({ ...by, id: newId(), year: nextYear, quarter, title, unit, state, changedAt: now }));
    yield* run(tx.insert(planItems).values(lines));
  });
}
