import { describe, expect, it } from 'vitest';
import { minutesOf } from '../../documents/word/minutes.ts';
import type { MeetingDetail } from '../../schemas/conference.ts';

const item = { issueId: null, docketId: null, docketVersion: null, reporter: null, minutes: null, outcome: null, votes: null, resolutionId: null };
const none = { ...item, resolutionNumber: null, resolutionText: null, units: [], dueOn: null };
const seat = { memberId: 'm', role: 'member', personTitle: '副局长', personName: '某某', invited: false, votes: true, state: 'present', by: null } as const;
const meeting: MeetingDetail = {
  ...{ id: 'x', number: '2026-1', kind: 'regular', title: '第一次会议', plannedAt: '2026-06-25T01:00:00Z', place: '三会议室', quorum: null, preparesId: null },
  ...{ decisionRule: 'majority', state: 'distributed', version: 1, simulated: true, summary: '会议指出。\n会议要求。', voters: 3, present: 2, quorate: null },
  items: [
    {
      ...{ ...none, id: '1', position: 1, title: '专业调整', outcome: 'approve', votes: { for: 2, against: 0, abstained: 0 }, resolutionId: 'r' },
      ...{ resolutionNumber: '2026-1-01', resolutionText: '同意压减招生。', units: ['市教育体育局', '某学院'], dueOn: '2026-12-31' },
    },
    { ...none, id: '2', position: 2, title: '通报', outcome: 'note' },
  ],
  attendance: [
    { ...seat, unit: '市人民政府', role: 'convener', personTitle: '市长' },
    { ...seat, unit: '市财政局', state: 'represented', by: '科长' },
    { ...seat, unit: '市税务局', state: 'absent' },
    { ...seat, unit: '某银行', invited: true, votes: false },
  ],
  recipients: [{ unit: '市财政局', at: '2026-07-01T00:00:00Z' }],
};

describe('minutes', () => {
  it('say when and where, who came, what was decided, who does it by when, and whom they go to; offices, not persons', () => {
    const { title, number, simulated, blocks } = minutesOf(meeting);
    expect([title, number, simulated]).toEqual(['第一次会议', '〔2026〕1号', true]);
    const texts = blocks.map((block) => ('text' in block ? block.text : JSON.stringify(block)));
    for (const words of [
      ...['2026年6月25日 09:00', '三会议室', '市人民政府市长主持', '审议议程 2 项，形成议定事项 1 项', '会议指出。', '会议要求。', '专业调整'],
      ...['会议议定（赞成 2，反对 0，弃权 0）〔2026-1-01〕：同意压减招生。', '责任单位：市教育体育局、某学院；完成时限：2026年12月31日'],
      ...['出席：市人民政府市长。', '委派代表出席：市财政局（科长）。', '列席：某银行副局长。', '请假：市税务局。', '分送：市财政局。'],
    ])
      expect(texts.some((text) => text.includes(words))).toBe(true);
    expect(JSON.stringify(blocks)).not.toContain('某某');
  });
  it('are a draft until they are made', () => {
    expect(minutesOf({ ...meeting, state: 'held' }).title).toBe('第一次会议（讨论稿）');
  });
});
