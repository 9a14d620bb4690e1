import { api, dataOf, type Flag } from '../api/client.ts';
import type { operations } from '../api/schema.d.ts';
import { addressOf } from '../format/files.ts';
import { decisions } from '../format/marks.ts';

export interface FlagQuestion {
  readonly runId: string;
  /** A class, or '' for all that ask for a decision. */
  readonly flag: string;
  readonly level: string;
  readonly chain: string;
}
export interface FlagAnswer {
  readonly items: Flag[];
  readonly total: number;
  readonly nextCursor: string | null;
  /** The most urgent decision listed; none when a single class is listed. */
  readonly urgent: Flag | null;
  readonly truncated: boolean;
}
/** Decisions of one class fetched at once: a queue longer than this is not read to its end. */
export const decisionLimit = 100;
export const flagPage = 50;

type Query = NonNullable<operations['listFlags']['parameters']['query']>;
type JsonPage = operations['listFlags']['responses'][200]['content']['application/json'];
export const readFlags = (query: Query): Promise<JsonPage> => dataOf(api.GET('/api/v1/flags', { params: { query } }));

/** For files: a class, or '' for all of them. */
export const flagsAddress = ({ runId, flag, level, chain }: FlagQuestion): string =>
  addressOf('/api/v1/flags', { runId, ...(flag === '' ? {} : { class: flag }), ...(level === '' ? {} : { level }), ...(chain === '' ? {} : { chain }) });

function ask({ runId, level, chain }: FlagQuestion, flag: string, extra: { limit: number; cursor?: string }) {
  const query = {
    ...extra,
    runId,
    total: true,
    class: flag as Flag['class'],
    ...(level === '' ? {} : { level: level as Flag['level'] }),
    ...(chain === '' ? {} : { chain }),
  };
  return readFlags(query);
}
const byUrgency = (a: Flag, b: Flag) => (b.urgency ?? -1) - (a.urgency ?? -1);

export async function loadFlags(question: FlagQuestion): Promise<FlagAnswer> {
  if (question.flag !== '') {
    const page = await ask(question, question.flag, { limit: flagPage });
    return { items: page.items, total: page.total ?? page.items.length, nextCursor: page.nextCursor, urgent: null, truncated: false };
  }
  const pages = await Promise.all(decisions.map((flag) => ask(question, flag, { limit: decisionLimit })));
  const items = pages.flatMap((page) => page.items).sort(byUrgency);
  return {
    items,
    total: pages.reduce((sum, page) => sum + (page.total ?? page.items.length), 0),
    nextCursor: null,
    urgent: items[0] ?? null,
    truncated: pages.some((page) => page.nextCursor !== null),
  };
}

export const loadMoreFlags = (question: FlagQuestion, cursor: string) => ask(question, question.flag, { limit: flagPage, cursor });
