import type { CandidateRow, RankingRow } from '../../schemas/placement-rows.ts';
import type { ReportFault } from '../../schemas/report-faults.ts';
import { normalised } from './cells.ts';
import type { SheetDictionary, SheetOrganisation } from './dictionary.ts';

/** What a row names, found; and what is wrong with it. */
export interface PlacementExamined {
  readonly faults: readonly ReportFault[];
  readonly programmeId: null;
  readonly resolved?: Readonly<Record<string, string>>;
}
const wrong = (pointer: string, zh: string, en: string): PlacementExamined => ({ faults: [{ pointer, zh, en }], programmeId: null });

function roundOf(name: string, { placement }: SheetDictionary): string | PlacementExamined {
  const found = placement?.rounds.get(normalised(name));
  if (!found) return wrong('/round', '没有此轮次，或现在不能填报', 'no round has this name, or it takes no such entries now');
  if (!found.unique) return wrong('/round', '有几个轮次同名，请在页面上填报', 'several rounds have this name: enter it on the page');
  return found.id;
}

/** A student to be added: known round, free number, major of the catalogue. */
export function examineCandidate(row: CandidateRow, school: SheetOrganisation, dictionary: SheetDictionary): PlacementExamined {
  const round = roundOf(row.round, dictionary);
  if (typeof round !== 'string') return round;
  if (dictionary.majors.get(row.majorCode)?.retired !== false)
    return wrong('/majorCode', `专业代码 ${row.majorCode} 不在现行目录中`, `major ${row.majorCode} is not in the catalogue in force`);
  if (dictionary.placement?.candidates.has(`${round}|${school.id}|${row.number}`)) return wrong('/number', '编号已存在', 'the number is taken');
  return { faults: [], programmeId: null, resolved: { roundId: round } };
}

/** A candidate to be ranked or refused: own post, a student of the round it is for, one of the two said. */
export function examineRanking(row: RankingRow, enterprise: SheetOrganisation, dictionary: SheetDictionary): PlacementExamined {
  const round = roundOf(row.round, dictionary);
  if (typeof round !== 'string') return round;
  const post = dictionary.placement?.posts.get(`${round}|${enterprise.id}|${normalised(row.post)}`);
  if (!post) return wrong('/post', '本单位在此轮次没有此岗位', 'the enterprise has no such post in this round');
  const school = dictionary.placement?.schools.get(normalised(row.school));
  if (school === undefined) return wrong('/school', '没有此院校', 'no school has this name');
  const candidate = dictionary.placement?.candidates.get(`${round}|${school}|${row.number}`);
  if (!candidate) return wrong('/number', '此院校在此轮次没有这个编号', 'the school has no student of this number in the round');
  const level = dictionary.majors.get(candidate.majorCode)?.level;
  if ((post.level !== null && post.level !== level) || (post.majors.size > 0 && !post.majors.has(candidate.majorCode)))
    return wrong('/number', '本岗位不面向此学生', 'the post is not for this candidate');
  const refused = row.refused === 'yes';
  if (refused === (row.place !== undefined)) return wrong('/place', '排序与“不录取”须填其一', 'needs a place, or to be refused: one of the two');
  return { faults: [], programmeId: null, resolved: { roundId: round, postId: post.id, candidateId: candidate.id } };
}
