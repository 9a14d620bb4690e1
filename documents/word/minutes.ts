import type { AgendaItem, Attendance } from '../../schemas/agendas.ts';
import type { MeetingDetail } from '../../schemas/conference.ts';
import { cityMoment } from './moments.ts';
import { dayWords, type Block, type OfficialDocument } from './blocks.ts';

const kinds: Readonly<Record<MeetingDetail['kind'], string>> = { regular: '例会', ad_hoc: '专题会议', liaison: '联络员会议' };
const outcomes: Readonly<Record<NonNullable<AgendaItem['outcome']>, string>> = {
  approve: '会议议定',
  amend: '会议原则同意，经修改后议定',
  reject: '会议不予通过',
  defer: '会议决定缓议',
  note: '会议听取了有关情况',
};
const seat = ({ unit, personTitle }: Attendance) => (personTitle.startsWith(unit) ? personTitle : `${unit}${personTitle}`);
const paragraph = (text: string): Block => ({ kind: 'paragraph', text });
const dated = (day: string) => dayWords(day, 'zh');

/** 2026-1 as minutes are numbered. */
const numbered = (number: string) => `〔${number.replace('-', '〕')}号`;

function came(attendance: readonly Attendance[]): Block[] {
  const of = (state: Attendance['state'], invited = false) => attendance.filter((one) => one.state === state && one.invited === invited);
  const line = (name: string, seats: readonly string[]) => (seats.length === 0 ? [] : [paragraph(`${name}：${seats.join('、')}。`)]);
  return [
    ...line('出席', of('present').map(seat)),
    ...line(
      '委派代表出席',
      of('represented').map((one) => `${one.unit}（${one.by ?? '代表'}）`),
    ),
    ...line('列席', [...of('present', true), ...of('represented', true)].map(seat)),
    ...line(
      '请假',
      of('absent').map(({ unit }) => unit),
    ),
  ];
}
function decided({ outcome, votes, minutes, resolutionNumber, resolutionText, units, dueOn }: AgendaItem): Block[] {
  const said = minutes === null ? [] : minutes.split(/\n+/).map((text) => paragraph(text.trim()));
  if (outcome === null) return said;
  if (outcome === 'note') return said.length > 0 ? said : [paragraph(`${outcomes.note}。`)];
  const counted = votes === null ? '' : `（赞成 ${votes.for}，反对 ${votes.against}，弃权 ${votes.abstained}）`;
  const number = resolutionNumber === null ? '' : `〔${resolutionNumber}〕`;
  const duty = [units.length === 0 ? '' : `责任单位：${units.join('、')}`, dueOn === null ? '' : `完成时限：${dated(dueOn)}`].filter((text) => text !== '');
  return [
    ...said,
    paragraph(`${outcomes[outcome]}${counted}${number}：${resolutionText ?? ''}`),
    ...(duty.length === 0 ? [] : [paragraph(`（${duty.join('；')}）`)]),
  ];
}

/**
 * Minutes 会议纪要 of a meeting of the joint conference: when and where it met, who presided and who came, what was said and decided on each item with the units
 * that carry it out and by when, and whom the minutes go to. Offices are named, persons are not.
 */
export function minutesOf(meeting: MeetingDetail): OfficialDocument {
  const { number, kind, title, plannedAt, place, summary, items, attendance, recipients, state, simulated } = meeting;
  const { day, time } = cityMoment(plannedAt);
  const chair = attendance.find(({ role, state: came_ }) => (role === 'convener' || role === 'deputy') && came_ === 'present');
  const presided = chair ? `，由${seat(chair)}主持` : '';
  const resolved = items.filter(({ resolutionNumber }) => resolutionNumber !== null);
  const draft = state === 'minuted' || state === 'distributed' ? '' : '（讨论稿）';
  return {
    ...{ title: `${title}${draft}`, issuer: '职业教育工作联席会议纪要', number: numbered(number), dated: day, simulated },
    blocks: [
      paragraph(
        `${dated(day)}${time}，职业教育工作联席会议${kinds[kind]}在${place}召开${presided}。会议审议议程 ${items.length} 项，形成议定事项 ${resolved.length} 项。`,
      ),
      ...(summary === null ? [] : summary.split(/\n+/).map((text) => paragraph(text.trim()))),
      ...items.flatMap((item): Block[] => [{ kind: 'heading', level: 1, text: item.title }, ...decided(item)]),
      ...(resolved.length === 0
        ? []
        : [
            { kind: 'heading', level: 1, text: '议定事项责任分工' } as const,
            {
              kind: 'table' as const,
              columns: [
                { label: '编号', width: 14 },
                { label: '事项', width: 38 },
                { label: '责任单位', width: 26 },
                { label: '完成时限', width: 22 },
              ],
              rows: resolved.map((item) => [
                item.resolutionNumber ?? '',
                item.title,
                item.units.join('、') || '—',
                item.dueOn === null ? '—' : dated(item.dueOn),
              ]),
            },
          ]),
      ...came(attendance),
      { kind: 'signature', text: '职业教育工作联席会议办公室', date: day },
      ...(recipients.length === 0 ? [] : [paragraph(`分送：${recipients.map(({ unit }) => unit).join('、')}。`)]),
    ],
  };
}
