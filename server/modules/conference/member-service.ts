import type { Principal } from '../../../db/repositories/access.ts';
import { createConferenceMemberRepository, type ConferenceMemberRow, type MemberFilter } from '../../../db/repositories/conference-members.ts';
import type { ConferenceMember, ConferenceMemberInput } from '../../../schemas/conference.ts';
import { dayOf } from '../../../schemas/days.ts';
import type { ServerContext } from '../../context.ts';
import { invalidField, notFound } from '../../errors.ts';
import { toList, toPageRequest, walk, type PageQuery } from '../../paging.ts';
import { createRecorder } from '../../recording.ts';
import { presentMember } from './present.ts';
import { createRegion, current, doerOf, ownOrganisation, seesAll, taken, written, type Doing } from './shared.ts';

export interface AskedMembers extends Pick<MemberFilter, 'role'> {
  /** Only seats held today. */
  readonly held?: boolean;
}
/** What the record says of a seat: no name, no title. */
const told = ({ role, organisationId, invited, validFrom, validTo }: ConferenceMemberRow) => ({ role, organisationId, invited, validFrom, validTo });

/** Seats of the joint conference, kept by its office. */
export function createConferenceMemberService(context: ServerContext) {
  const { db, clock, newId } = context;
  const members = createConferenceMemberRepository(db);
  const region = createRegion(context);
  const record = createRecorder(context);

  function columns({ unit, organisationId, role, personTitle, personName, leads, invited, validFrom, validTo }: ConferenceMemberInput) {
    if (validTo !== undefined && validTo < validFrom)
      throw invalidField('/validTo', `末日不能早于首日 ${validFrom}`, `must not come before the first day, ${validFrom}`);
    return {
      ...{ unit: unit.trim(), organisationId: organisationId ?? null, role, personTitle: personTitle.trim(), personName: written(personName) },
      ...{ leads: leads ?? false, invited: invited ?? false, validFrom, validTo: validTo ?? null },
    };
  }
  async function shown(id: string): Promise<ConferenceMember> {
    const found = await members.find(id);
    if (!found) throw notFound({ zh: '此席位', en: 'This seat' });
    return presentMember(found);
  }
  /** The office and planners see every seat, members those of their own unit. */
  const scope = async (principal: Principal, { role, held }: AskedMembers): Promise<MemberFilter> => ({
    ...(role === undefined ? {} : { role }),
    ...(held === true ? { on: dayOf(clock()) } : {}),
    ...(seesAll(principal) ? {} : { organisationId: ownOrganisation(principal) }),
    regionCode: await region(),
  });

  return {
    async list(principal: Principal, asked: AskedMembers, query: PageQuery) {
      const filter = await scope(principal, asked);
      const page = await members.page(filter, toPageRequest(query, ['text']));
      return toList(page, query, presentMember, () => members.count(filter));
    },
    /** All of them, for files. */
    async rows(principal: Principal, asked: AskedMembers) {
      const filter = await scope(principal, asked);
      return walk((page) => members.page(filter, page), presentMember);
    },
    async add(input: ConferenceMemberInput, by: Doing) {
      const [id, now] = [newId(), clock()];
      const fixed = { id, regionCode: await region(), version: 1, batchId: null, simulated: false, createdBy: by.principal.actor, createdAt: now };
      const row: ConferenceMemberRow = { ...fixed, ...columns(input) };
      await members.add(row, record(doerOf(by), now, 'create', ['conference_member', id], told(row)));
      return shown(id);
    },
    async change(id: string, input: ConferenceMemberInput, by: Doing) {
      const found = await members.find(id);
      if (!found) throw notFound({ zh: '此席位', en: 'This seat' });
      const row = current(found.row, by);
      const set = columns(input);
      taken(await members.change(row, set, record(doerOf(by), clock(), 'update', ['conference_member', id], told({ ...row, ...set }), told(row))));
      return shown(id);
    },
  };
}
