import type { createProfileAnswerRepository } from '../../../db/repositories/profile-answers.ts';
import type { ChainProfile, ProfileCompetence } from '../../../schemas/profile.ts';
import { competenceStates } from '../../../schemas/vocabulary.ts';
import type { Sum } from '../../withhold.ts';
import type { Scope } from './scope.ts';

type Answers = ReturnType<typeof createProfileAnswerRepository>;
interface Asking {
  readonly segment: string;
  readonly competence: string;
  readonly enterprises: number;
  readonly persons: number;
  readonly occupations?: number;
  readonly simulated: boolean;
}
const keyOf = (row: Pick<Asking, 'segment' | 'competence'>) => `${row.segment}|${row.competence}`;

/** The rows of the chain (segment '') and of its segments by key, and which of them are withheld: a chain's figure is the sum of its segments'. */
function asking(scope: Scope, rows: readonly Asking[]) {
  const sums = [...Map.groupBy(rows, (row) => row.competence)].map(([competence, some]): Sum => ({
    total: keyOf({ segment: '', competence }),
    parts: some.filter((row) => row.segment !== '').map(keyOf),
  }));
  const hidden = scope.withheld(
    rows.map((row) => ({ key: keyOf(row), enterprises: row.enterprises, value: row.persons })),
    sums,
  );
  const found = new Map(rows.map((row) => [keyOf(row), row]));
  return (competence: string) => {
    const key = keyOf({ segment: scope.segment ?? '', competence });
    const row = found.get(key);
    const withheld = hidden.get(key) ?? null;
    const said = { enterprises: row?.enterprises ?? 0, persons: withheld === null ? (row?.persons ?? 0) : null, withheld };
    return { said, occupations: row?.occupations ?? 0, asked: row !== undefined, simulated: row?.simulated ?? false };
  };
}

/**
 * Competences that the chain (or one of its segments) asks for or its programmes teach; gaps first, those that concern most employees first. What is taught
 * is that of the whole chain: programmes serve no single segment. With a segment, what nobody asks for there is left out.
 */
export async function competenceRows(answers: Answers, scope: Scope) {
  const { chain, year } = scope;
  const staff = asking(scope, [...(await answers.askedOfStaff(scope.answers, 'chain')), ...(await answers.askedOfStaff(scope.answers, 'segment'))]);
  const wantedOf = [...(await answers.askedOfApplicants(scope.answers, 'chain')), ...(await answers.askedOfApplicants(scope.answers, 'segment'))];
  const applicants = asking(scope, wantedOf);
  const taught = await answers.taught(chain.id, chain.regionCode, year);
  const own = new Map(taught.byCompetence.filter((row) => row.own).map((row) => [row.competence, row]));
  const others = new Map(taught.byCompetence.filter((row) => !row.own).map((row) => [row.competence, row]));
  const rows = (await answers.competences()).flatMap(({ code, name, kind, origin }): ProfileCompetence[] => {
    const [atWork, wanted, teaching] = [staff(code), applicants(code), own.get(code)];
    const asked = atWork.asked || wanted.asked;
    if (!asked && (!teaching || scope.segment !== undefined)) return [];
    return [
      {
        ...{ code, name, kind, origin, from: scope.answers.from, to: scope.answers.to },
        state: !asked ? 'taught_only' : teaching ? 'covered' : 'gap',
        staff: { ...atWork.said, occupations: atWork.occupations },
        applicants: wanted.said,
        programmes: teaching?.programmes ?? 0,
        schools: teaching?.schools ?? 0,
        elsewhere: others.get(code)?.programmes ?? 0,
        simulated: atWork.simulated || wanted.simulated || (teaching?.simulated ?? false),
      },
    ];
  });
  const order = (row: ProfileCompetence) => competenceStates.indexOf(row.state);
  rows.sort(
    (a, b) =>
      order(a) - order(b) ||
      (b.staff.persons ?? 0) - (a.staff.persons ?? 0) ||
      (b.applicants.persons ?? 0) - (a.applicants.persons ?? 0) ||
      (a.code < b.code ? -1 : 1),
  );
  const n = (state: ProfileCompetence['state']) => rows.filter((row) => row.state === state).length;
  const counts: ChainProfile['competences'] = {
    ...{ gap: n('gap'), covered: n('covered'), taughtOnly: n('taught_only') },
    ...{ programmes: taught.programmes.all, answering: taught.programmes.answering },
  };
  return { rows, counts };
}
