import type { Principal } from '../../../db/repositories/access.ts';
import { createPostingOutcomeRepository } from '../../../db/repositories/posting-outcomes.ts';
import { createReportDetailRepository } from '../../../db/repositories/report-details.ts';
import type { Posting, PostingOutcomeInput } from '../../../schemas/demand.ts';
import type { ServerContext } from '../../context.ts';
import { invalidField, notFound } from '../../errors.ts';
import { createRecorder } from '../../recording.ts';
import { presentPosting } from './present.ts';
import { dayOf } from '../../../schemas/days.ts';

/** Persons hired, from what was told and what the outcome says about it. */
function filledOf({ outcome, filled }: PostingOutcomeInput, headcount: number): number {
  const wrong = (zh: string, en: string) => invalidField('/filled', zh, en);
  if (outcome === 'filled') {
    if (filled !== undefined && filled < headcount)
      throw wrong(
        `招满应不少于招聘人数 ${headcount} 人，部分招到请选 partly`,
        `filled needs at least the headcount posted, ${headcount}; use partly for fewer`,
      );
    return filled ?? headcount;
  }
  if (outcome === 'partly') {
    if (filled === undefined || filled === 0 || filled >= headcount)
      throw wrong(`部分招到应在 1 与 ${headcount - 1} 人之间`, `partly needs 1 to ${headcount - 1} of the ${headcount} posted`);
    return filled;
  }
  if (filled !== undefined && filled > 0) throw wrong('撤回或到期未招到的岗位录用应为 0 人，招到部分请选 partly', `${outcome} needs 0; use partly for some`);
  return 0;
}

/** Who was hired: parts of those hired, null where it was not told. */
function hiredOf({ newGraduates, sameOccupation }: PostingOutcomeInput, filled: number) {
  for (const [name, part] of Object.entries({ newGraduates, sameOccupation }))
    if (part !== undefined && part > filled) throw invalidField(`/${name}`, `不得多于实际录用 ${filled} 人`, `needs at most the ${filled} hired, got ${part}`);
  const both = (newGraduates ?? 0) + (sameOccupation ?? 0);
  if (both > filled)
    throw invalidField(
      '/sameOccupation',
      `应届毕业生与同职业转入合计 ${both} 人，不得多于实际录用 ${filled} 人`,
      `graduates and those of the same occupation together need at most the ${filled} hired, got ${both}`,
    );
  return { newGraduates: newGraduates ?? null, sameOccupation: sameOccupation ?? null };
}

/** What became of a posting; a correction is a newer outcome. */
export function createOutcomeService(context: ServerContext) {
  const { db, clock, newId } = context;
  const outcomes = createPostingOutcomeRepository(db);
  const details = createReportDetailRepository(db);
  const record = createRecorder(context);

  return {
    async tell(principal: Principal, postingId: string, input: PostingOutcomeInput, requestId: string): Promise<Posting> {
      const found = await outcomes.findPosting(postingId);
      // to other organisations it does not exist
      if (!found || (principal.role !== 'administrator' && principal.organisationId !== found.row.organisationId))
        throw notFound({ zh: '此岗位', en: 'This posting' });
      const { openedOn, headcount } = found.row;
      const now = clock();
      const { outcome, closedOn } = input;
      if (closedOn < openedOn)
        throw invalidField('/closedOn', `关闭日期不得早于发布日期 ${openedOn}`, `must not be before the posting was opened, ${openedOn}`);
      const today = dayOf(now);
      if (closedOn > today) throw invalidField('/closedOn', `关闭日期不得晚于今天 ${today}`, `must not be after today, ${today}`);
      const filled = filledOf(input, headcount);
      const before = (await outcomes.newestOf([postingId])).get(postingId);
      const told = { outcome, filled, ...hiredOf(input, filled), closedOn };
      const row = { id: newId(), postingId, ...told, simulated: false, source: 'api', reportedBy: principal.actor, validFrom: now };
      const stored = await outcomes.add(
        row,
        record(
          { actor: principal.actor, requestId },
          now,
          'outcome',
          ['posting', postingId],
          told,
          before && {
            ...{ outcome: before.outcome, filled: before.filled, newGraduates: before.newGraduates, sameOccupation: before.sameOccupation },
            closedOn: before.closedOn,
          },
        ),
      );
      const competences = await details.competencesOfPostings([postingId]);
      return presentPosting(found, competences.get(postingId) ?? [], stored);
    },
  };
}
