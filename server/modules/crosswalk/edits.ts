import type { Principal } from '../../../db/repositories/access.ts';
import { createCrosswalkRepository, type LinkKey } from '../../../db/repositories/crosswalk.ts';
import type { CrosswalkInput, CrosswalkLink } from '../../../schemas/crosswalk.ts';
import type { ServerContext } from '../../context.ts';
import { createCatalogueCheck } from '../../catalogue-check.ts';
import { ApiError } from '../../errors.ts';
import { presentLink } from './present.ts';

interface Said {
  readonly strength: number | null;
  readonly low: number | null;
  readonly high: number | null;
  readonly undoes?: string;
}

/** Changes of the crosswalk: each adds one row with its reason, and an audit entry. */
export function createCrosswalkEdits({ db, clock, newId }: ServerContext) {
  const crosswalk = createCrosswalkRepository(db);
  const catalogue = createCatalogueCheck({ db });

  async function standing(key: LinkKey) {
    const found = await crosswalk.find(key);
    const row = nameOf(key);
    if (!found) throw new ApiError('not_found', { zh: `没有对应关系 ${row}`, en: `There is no link ${row}` });
    return { found, row };
  }
  async function add(principal: Principal, key: LinkKey, said: Said, reason: string, requestId: string) {
    const { majorCode, occupationCode } = key;
    const { actor: author } = principal;
    const was = await crosswalk.find(key);
    const [id, at] = [newId(), clock()];
    const action = said.undoes !== undefined ? 'undo' : said.strength === null ? 'close' : was ? 'change' : 'create';
    const stored = await crosswalk.add(
      { id, majorCode, occupationCode, ...said, reason, author, at },
      {
        ...{ id: newId(), at, actor: author, action, entity: 'crosswalk_link', entityId: `${majorCode}|${occupationCode}`, requestId },
        ...(was ? { before: { strength: was.strength, low: was.edit?.low ?? null, high: was.edit?.high ?? null } } : {}),
        after: { ...said, reason, edit: id },
      },
    );
    if (!stored) throw nothingToUndo(nameOf(key));
    return crosswalk.find(key);
  }

  return {
    async set(principal: Principal, input: CrosswalkInput, requestId: string): Promise<CrosswalkLink> {
      const { majorCode, occupationCode, strength, lowFactor: low = null, highFactor: high = null, reason } = input;
      const row = nameOf(input);
      await catalogue.major(majorCode, { about: row });
      await catalogue.occupation(occupationCode, { about: row });
      const found = await crosswalk.find(input);
      if (found && found.strength === strength && (found.edit?.low ?? null) === low && (found.edit?.high ?? null) === high)
        throw new ApiError('conflict', { zh: `对应关系 ${row} 已是这些数值`, en: `The link ${row} has these values already` });
      const stored = await add(principal, { majorCode, occupationCode }, { strength, low, high }, reason, requestId);
      if (!stored) throw new Error(`link ${row} was stored and is not there`);
      return presentLink(stored);
    },
    async close(principal: Principal, key: LinkKey, reason: string, requestId: string): Promise<CrosswalkLink> {
      const { found, row } = await standing(key);
      if (found.strength === null) throw new ApiError('conflict', { zh: `对应关系 ${row} 已经关闭`, en: `The link ${row} is closed already` });
      const stored = await add(principal, key, { strength: null, low: null, high: null }, reason, requestId);
      if (!stored) throw new Error(`link ${row} was closed and is not there`);
      return presentLink(stored);
    },
    /** Takes the newest standing edit back: what held before it holds again. Null when that is nothing, the edit having made the link. */
    async undo(principal: Principal, key: LinkKey, reason: string, requestId: string): Promise<CrosswalkLink | null> {
      const { found, row } = await standing(key);
      if (found.edit === null) throw nothingToUndo(row);
      const stored = await add(principal, key, { strength: null, low: null, high: null, undoes: found.edit.id }, reason, requestId);
      return stored ? presentLink(stored) : null;
    },
  };
}

const nameOf = ({ majorCode, occupationCode }: LinkKey) => `${majorCode} → ${occupationCode}`;
const nothingToUndo = (row: string) => new ApiError('conflict', { zh: `对应关系 ${row} 没有可撤销的修改`, en: `The link ${row} has no edit to undo` });
