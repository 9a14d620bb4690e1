import { createRunCheckRepository } from '../../../db/repositories/run-checks.ts';
import { parameterRange } from '../../../forecasting/labour/parameter-range.ts';
import { groupValues, occupationGroupOf } from '../../../forecasting/labour/group-parameters.ts';
import { parameterDefinitions, parameterNames, resolveParameters, type ParameterDefinition, type Parameters } from '../../../forecasting/labour/parameters.ts';
import type { CitySnapshot } from '../../../forecasting/labour/snapshot.ts';
import type { RunAssumptions } from '../../../schemas/run-checks.ts';
import { createRunRepository } from '../../../db/repositories/runs.ts';
import type { ServerContext } from '../../context.ts';
import { observedOf } from './observed.ts';
import { wordsOf } from './parameter-words.ts';
import { presentCheck } from './present-check.ts';

type RunRow = NonNullable<Awaited<ReturnType<ReturnType<typeof createRunRepository>['find']>>>;
type Turns = Pick<RunAssumptions['parameters'][number], 'turns' | 'nearest'>;
const shown = 5;

/** Values of single groups, with how many occupations of the run each concerns. */
function groupRows(parameters: Parameters, content: string | undefined): RunAssumptions['groups'] {
  const set = groupValues(parameters);
  if (set.length === 0) return [];
  const occupations = content === undefined ? null : (JSON.parse(content) as Pick<CitySnapshot, 'occupations'>).occupations;
  return set.map(({ name, group, value }) => {
    const { zh, en } = parameterDefinitions[name];
    const concerned = occupations?.filter(({ code }) => occupationGroupOf(code) === group).length ?? null;
    return { name, group, value, forOthers: parameters[name], occupations: concerned, title: { zh, en } };
  });
}

/** What a run takes as given, and at which of it flags turn: read from the evidence stored with them, nothing is computed anew. */
export async function assumptionsOf({ db }: Pick<ServerContext, 'db'>, run: RunRow): Promise<RunAssumptions> {
  const checks = createRunCheckRepository(db);
  const flags = await checks.turningFlags(run.id);
  const effects = new Map((await checks.newestEffects(run.id)).map((check) => [check.parameter, check]));
  const found = flags.flatMap(({ majorCode, majorName, proposedClass: from, evidence }) =>
    (evidence.decisive ?? []).map(({ name, value, turnsAt, becomes }) => ({ name, value, turn: { majorCode, majorName, turnsAt, from, becomes } })),
  );
  const byName = Map.groupBy(found, ({ name }) => name);
  /** The search looks at assumptions with a likely range only: of others nothing is known until an effect is asked for. */
  const turnsOf = (name: string, searched: boolean): Turns => {
    const own = byName.get(name) ?? [];
    const nearest = own.toSorted((a, b) => Math.abs(a.turn.turnsAt - a.value) - Math.abs(b.turn.turnsAt - b.value)).slice(0, shown);
    return { turns: searched ? own.length : null, nearest: nearest.map(({ turn }) => turn) };
  };
  const { parameters } = resolveParameters(run.parameters);
  const content = run.snapshotHash === null ? undefined : await createRunRepository(db).snapshot(run.snapshotHash);
  return {
    runId: run.id,
    flags: flags.length,
    parameters: parameterNames.map((name) => {
      const { default: usual, minimum, maximum, likely, unit, source, zh, en }: ParameterDefinition = parameterDefinitions[name];
      const check = effects.get(name);
      return {
        ...{ name, value: parameters[name], default: usual, minimum, maximum, likely: likely ? [...likely] : null, tried: parameterRange(name, parameters) },
        ...{ title: { zh, en }, words: wordsOf({ unit, source }), ...turnsOf(name, likely !== undefined), check: check ? presentCheck(check) : null },
      };
    }),
    groups: groupRows(parameters, content),
    ...observedOf(content, flags),
    others: ['localStay', 'weight', 'graduates'].map((name) => ({ name, ...turnsOf(name, true) })),
  };
}
