import type { Principal } from '../db/repositories/access.ts';
import { createTightnessRepository } from '../db/repositories/tightness.ts';
import { parameterDefinitions } from '../forecasting/labour/parameters.ts';
import { tightnessOf } from '../forecasting/labour/tightness.ts';
import { dayOf } from '../schemas/days.ts';
import type { GapTightness, MajorTightness } from '../schemas/tightness.ts';
import type { ServerContext } from './context.ts';
import { seesAll, without } from './disclosure/readers.ts';

/** Rounds that are looked at, newest first: what a city holds in a few years. */
const newestRounds = 12;
/** Students, and enterprises, that a figure needs to be told outside planning. */
const [fewestStudents, fewestEnterprises] = [parameterDefinitions.discloseGraduates.minimum, parameterDefinitions.discloseEnterprises.minimum];
const few = (n: number, needed: number) => n > 0 && n < needed;

/** Tightness τ of majors in published placement rounds, as a reader is told it. */
export function createTightness({ db }: Pick<ServerContext, 'db'>) {
  const repository = createTightnessRepository(db);

  /** Of every major and round, newest round first. */
  async function rows(principal: Principal, asked: { readonly majorCode?: string; readonly roundId?: string } = {}): Promise<MajorTightness[]> {
    const rounds = await repository.rounds(newestRounds, asked.roundId);
    const ids = rounds.map(({ id }) => id);
    const postsOf = Map.groupBy(await repository.posts(ids), ({ roundId }) => roundId);
    const studentsOf = Map.groupBy(await repository.students(ids), ({ roundId }) => roundId);
    const all = seesAll(principal);
    const found = rounds.flatMap(({ id, name, kind, publishedAt }) =>
      tightnessOf(postsOf.get(id) ?? [], studentsOf.get(id) ?? []).map((row) => ({
        ...row,
        ...{ roundId: id, roundName: name, kind, publishedOn: publishedAt ? dayOf(publishedAt) : '' },
      })),
    );
    const beside = new Map<string, string>();
    for (const kinds of [['hiring'], ['order_class', 'internship']])
      for (const { major, roundId, kind } of found) if (kinds.includes(kind) && !beside.has(major)) beside.set(major, roundId);
    const names = await repository.names([...beside.keys()]);
    return found.flatMap(({ major, enterprises, ...row }): MajorTightness[] => {
      const named = names.get(major);
      if (!named || (asked.majorCode !== undefined && asked.majorCode !== major)) return [];
      const { roundId, roundName, kind, publishedOn, ...figures } = row;
      const hidden = !all && (few(row.students, fewestStudents) || few(enterprises, fewestEnterprises));
      return [
        {
          ...{ majorCode: major, majorName: named.name, level: named.level, roundId, roundName, kind, publishedOn },
          ...(hidden ? without('offered', 'seats', 'students', 'unmatched', 'tightness', 'enterprises') : { ...figures, enterprises }),
          ...{ newest: beside.get(major) === roundId, withheld: hidden ? ('few_enterprises' as const) : null },
        },
      ];
    });
  }
  return {
    rows,
    /** The one beside the gap of each major; none where no published round had it, or it is withheld. */
    async beside(principal: Principal): Promise<ReadonlyMap<string, GapTightness>> {
      const shown = (await rows(principal)).filter(({ newest, withheld }) => newest && withheld === null);
      return new Map(
        shown.map(({ majorCode, roundId, roundName, kind, publishedOn, tightness, seats, unmatched, students }) => [
          majorCode,
          { roundId, roundName, kind, publishedOn, tightness, seats, unmatched, students },
        ]),
      );
    },
  };
}
