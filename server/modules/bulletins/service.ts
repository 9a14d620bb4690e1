import type { Principal } from '../../../db/repositories/access.ts';
import { createBulletinRepository, type BulletinFilter, type BulletinRow } from '../../../db/repositories/bulletins.ts';
import { createInstallationRepository } from '../../../db/repositories/installation.ts';
import { bulletinBlocks, type Bulletin, type BulletinBlock, type BulletinChange, type BulletinHead, type BulletinInput, type BulletinMoveInput } from '../../../schemas/bulletins.ts'; // prettier-ignore
import { dayOf } from '../../../schemas/days.ts';
import { movesFrom } from '../../../schemas/workflow.ts';
import { bulletinWorkflow } from '../../../schemas/workflows/bulletin.ts';
import type { ServerContext } from '../../context.ts';
import { ApiError, invalidField, invalidFields, notFound, type FieldError } from '../../errors.ts';
import { toList, toPageRequest, type PageQuery } from '../../paging.ts';
import { checkVersion, stale, type Seen } from '../../plugins/versions.ts';
import { createRecorder } from '../../recording.ts';
import { nextMove } from '../../workflow.ts';
import { contentOf } from './content.ts';
import { createBulletinFigures } from './figures.ts';
import { periodOf, titleOf } from './period.ts';

interface Doing {
  readonly principal: Principal;
  readonly requestId: string;
  readonly seen: Seen;
}
/** Drafts and what was withdrawn are for those who make them; the others read what is published. */
const makes = ({ role }: Principal) => role === 'secretariat' || role === 'administrator';
const tellRoles = ['school', 'enterprise', 'planner'] as const;

function presentHead(row: BulletinRow, { role }: Principal): BulletinHead {
  const { id, kind, year, period, edition, title, state, version, reason, simulated } = row;
  return {
    ...{ id, kind, year, period: period === 0 ? null : period, edition, title, state, version },
    can: movesFrom(bulletinWorkflow, state, role).map(({ on }) => on),
    ...{ reason, simulated, createdAt: row.createdAt.toISOString(), changedAt: row.changedAt.toISOString() },
    publishedAt: row.publishedAt?.toISOString() ?? null,
  };
}
const present = (row: BulletinRow, principal: Principal): Bulletin => ({ ...presentHead(row, principal), content: row.content });

/** Blocks with other sentences: an edited paragraph says so, and what it was stays beside it. Tables and headings stay as they are. */
function edited(blocks: readonly BulletinBlock[], { paragraphs, added = [] }: BulletinChange, newId: () => string): BulletinBlock[] {
  const faults: FieldError[] = [];
  paragraphs.forEach(({ id }, i) => {
    if (!blocks.some((block) => block.id === id && block.kind === 'paragraph')) faults.push({ pointer: `/paragraphs/${i}/id`, zh: '不是此通报的段落', en: 'is no paragraph of this bulletin' }); // prettier-ignore
  });
  added.forEach(({ after }, i) => {
    if (!blocks.some(({ id }) => id === after)) faults.push({ pointer: `/added/${i}/after`, zh: '此通报中没有此处', en: 'is no block of this bulletin' });
  });
  if (blocks.length + added.length > bulletinBlocks) faults.push({ pointer: '/added', zh: `通报最多 ${bulletinBlocks} 段`, en: `would make more than ${bulletinBlocks} blocks` }); // prettier-ignore
  if (faults.length > 0) throw invalidFields(faults);
  const texts = new Map(paragraphs.map(({ id, text }) => [id, text.trim()]));
  return blocks.flatMap((block): BulletinBlock[] => {
    const text = texts.get(block.id);
    const now = block.kind === 'paragraph' && text !== undefined ? { ...block, text, edited: text !== block.made } : block;
    const after = added.filter((one) => one.after === block.id);
    return [now, ...after.map((one): BulletinBlock => ({ id: newId(), kind: 'paragraph', text: one.text.trim(), edited: true, made: null }))];
  });
}

/** Monthly dispatch 月调度, quarterly bulletin 季通报, yearly summary 年总结: made from the records, edited, published. */
export function createBulletinService(context: ServerContext) {
  const { db, clock, newId } = context;
  const bulletins = createBulletinRepository(db);
  const installation = createInstallationRepository(db);
  const count = createBulletinFigures(context);
  const record = createRecorder(context);

  async function visible(principal: Principal, id: string): Promise<BulletinRow> {
    const row = await bulletins.find(id);
    if (!row || (row.state !== 'published' && !makes(principal))) throw notFound({ zh: '此通报', en: 'This bulletin' });
    return row;
  }
  return {
    visible,
    async make({ principal: { actor, ...rest }, requestId }: Omit<Doing, 'seen'>, input: BulletinInput): Promise<Bulletin> {
      const now = clock();
      const period = periodOf(input, dayOf(now));
      const { figures, simulated } = await count(period, now);
      const { kind, year, period: of } = period;
      const row = {
        ...{ id: newId(), regionCode: await installation.region(), kind, year, period: of, title: titleOf(period) },
        ...{ content: contentOf(kind, figures), state: bulletinWorkflow.initial, version: 1, reason: null, simulated },
        ...{ createdBy: actor, createdAt: now, changedAt: now, publishedAt: null },
      };
      const stored = await bulletins.add(row, record({ actor, requestId }, now, 'create', ['bulletin', row.id], { kind, year, period: of }));
      if (!stored)
        throw new ApiError('conflict', { zh: '此期已有通报。请修改它，或撤回后重新生成', en: 'There is a bulletin of this period: change that one, or withdraw it to make another' }); // prettier-ignore
      return present(stored, { actor, ...rest });
    },
    async get(principal: Principal, id: string): Promise<Bulletin> {
      return present(await visible(principal, id), principal);
    },
    async list(principal: Principal, asked: Omit<BulletinFilter, 'states'> & { readonly state?: BulletinRow['state'] }, query: PageQuery) {
      const { state, ...filter } = asked;
      if (state !== undefined && state !== 'published' && !makes(principal))
        throw invalidField('/query/state', '只能查看已发布的通报', 'may be published only: others are for those who make bulletins');
      const states = state !== undefined ? [state] : makes(principal) ? undefined : (['published'] as const);
      const wanted = { ...filter, ...(states ? { states } : {}) };
      const page = await bulletins.page(wanted, toPageRequest(query, ['text']));
      return toList(
        page,
        query,
        (row) => presentHead(row, principal),
        () => bulletins.count(wanted),
      );
    },
    async change(id: string, { principal, requestId, seen }: Doing, input: BulletinChange): Promise<Bulletin> {
      const row = await visible(principal, id);
      checkVersion(seen, row.version);
      if (row.state !== 'draft') throw new ApiError('conflict', { zh: '只有草稿可以修改', en: 'Only a draft can be changed' });
      const now = clock();
      const blocks = edited(row.content.blocks, input, newId);
      const set = { title: input.title.trim(), content: { ...row.content, blocks }, changedAt: now };
      const about = { paragraphs: input.paragraphs.length, added: input.added?.length ?? 0 };
      const changed = await bulletins.change(row, set, record({ actor: principal.actor, requestId }, now, 'update', ['bulletin', id], about));
      if (!changed) throw stale();
      return present(changed, principal);
    },
    async move(id: string, { principal, requestId, seen }: Doing, { event, reason }: BulletinMoveInput): Promise<Bulletin> {
      const row = await visible(principal, id);
      checkVersion(seen, row.version);
      const move = nextMove(bulletinWorkflow, row.state, { event, by: principal.role, reason });
      const now = clock();
      const why = reason?.trim() ?? null;
      const set = event === 'publish' ? { publishedAt: now, changedAt: now } : { reason: why, changedAt: now };
      const step = {
        ...{ workflow: bulletinWorkflow.name, id, version: row.version, move, from: row.state, set, at: now },
        ...{ actor: principal.actor, moveId: newId(), reason: why },
      };
      const { kind, year, period } = row;
      const audit = record({ actor: principal.actor, requestId }, now, event, ['bulletin', id], { state: move.to }, { state: row.state });
      const values = { bulletinKind: kind, year, period };
      const tell = event === 'publish' ? tellRoles.map((role) => ({ to: { role }, kind: 'bulletin_published' as const, values })) : [];
      const changed = await bulletins.move(step, { ...audit, tell });
      if (!changed) throw stale();
      return present(changed, principal);
    },
  };
}
