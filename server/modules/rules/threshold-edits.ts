import { createActorRepository } from '../../../db/repositories/actors.ts';
import { createRuleRepository } from '../../../db/repositories/rules.ts';
import { thresholdsOf } from '../../../forecasting/flags/rules/evaluate.ts';
import { rulePacks } from '../../../forecasting/flags/rules/packs.ts';
import type { ThresholdEdit } from '../../../schemas/rules.ts';
import type { ServerContext } from '../../context.ts';
import { invalidField } from '../../errors.ts';
import { toList, toPageRequest, type PageQuery } from '../../paging.ts';

const text = ({ zh, en }: { readonly zh: string; readonly en: string }) => ({ zh, en });
type Copy = Awaited<ReturnType<ReturnType<typeof createRuleRepository>['everyCopy']>>[number];

/** What each copy changed of the one before it, oldest first. A rule that is no longer among the packs keeps its name and its numbers. */
function editsOf(copies: readonly Copy[]): Omit<ThresholdEdit, 'authorName'>[] {
  const before = new Map<string, { readonly values: Record<string, number>; readonly version: number }>();
  return copies.map(({ id, ruleId, thresholds, note, author, createdAt }) => {
    const last = before.get(ruleId) ?? { values: {}, version: 1 };
    const version = last.version + 1;
    before.set(ruleId, { values: thresholds, version });
    const pack = rulePacks.find((one) => one.id === ruleId);
    const standing = (values: Record<string, number>): Readonly<Record<string, number | null>> => (pack ? thresholdsOf(pack, values).thresholds : values);
    const [was, is] = [standing(last.values), standing(thresholds)];
    const changes = [...new Set([...Object.keys(was), ...Object.keys(is)])].flatMap((name) => {
      const [from, to] = [was[name] ?? null, is[name] ?? null];
      const known = pack?.thresholds[name];
      return from === to ? [] : [{ name, title: known ? text(known) : { zh: name, en: name }, unit: known ? text(known.unit) : { zh: '', en: '' }, from, to }];
    });
    const told = { restored: Object.keys(thresholds).length === 0, note, author, at: createdAt.toISOString() };
    return { id, ruleId, ruleTitle: pack ? text(pack.title) : { zh: ruleId, en: ruleId }, version, changes, ...told };
  });
}

/** Who changed which threshold of which rule, when and why; newest first. Copies are few: a page is cut from all of them. */
export function createThresholdEdits({ db }: ServerContext) {
  const rules = createRuleRepository(db);
  const actors = createActorRepository(db);
  async function list(rule: string | undefined, query: PageQuery) {
    const { limit, cursor } = toPageRequest(query, ['text']);
    const all = editsOf(await rules.everyCopy()).reverse();
    if (rule !== undefined && !rulePacks.some(({ id }) => id === rule) && !all.some(({ ruleId }) => ruleId === rule))
      throw invalidField('/query/rule', `没有规则 ${rule}`, `there is no rule ${rule}`);
    const asked = all.filter(({ ruleId }) => rule === undefined || ruleId === rule);
    const after = asked.filter(({ id }) => cursor === undefined || id < String(cursor[0]));
    const items = after.slice(0, limit);
    const names = await actors.names(items.map(({ author }) => author));
    const last = items.at(-1);
    const present = (edit: (typeof items)[number]): ThresholdEdit => ({ ...edit, authorName: names.get(edit.author) ?? null });
    return toList({ items, next: after.length > limit && last ? [last.id] : null }, query, present, () => Promise.resolve(asked.length));
  }
  return {
    list,
    /** All of them, for files. */
    async *rows(rule: string | undefined, first: Awaited<ReturnType<typeof list>>) {
      let page = first;
      yield* page.items;
      while (page.nextCursor !== null) {
        page = await list(rule, { limit: 200, cursor: page.nextCursor });
        yield* page.items;
      }
    },
  };
}
