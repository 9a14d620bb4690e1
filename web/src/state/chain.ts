import type { Chain, Flag, Gap } from '../api/client.ts';
import { loadChains } from './chains.ts';
import { readFlags } from './flags.ts';
import { readGaps } from './gaps.ts';

/** A major of a chain with what the run says about it, if anything. */
export interface ChainMajor {
  readonly code: string;
  readonly name: string;
  readonly level: Gap['level'];
  /** Undefined for majors that are reached through occupations only. */
  readonly origin: Chain['majors'][number]['origin'] | undefined;
  readonly gap: Gap | null;
  readonly flag: Flag | null;
}
export interface ChainAnswer {
  readonly chains: Chain[];
  readonly chain: Chain | null;
  readonly linked: ChainMajor[];
  readonly others: ChainMajor[];
}
const byGap = (a: ChainMajor, b: ChainMajor) => (b.gap?.gap ?? -Infinity) - (a.gap?.gap ?? -Infinity) || (a.code < b.code ? -1 : 1);

export async function loadChain({ runId, id }: { readonly runId: string; readonly id: string }): Promise<ChainAnswer> {
  const chains = await loadChains();
  const chain = chains.find((c) => c.id === id) ?? null;
  if (!chain) return { chains, chain, linked: [], others: [] };
  const query = { runId, chain: chain.id, limit: 200 };
  const [gaps, flags] = await Promise.all([readGaps({ ...query, window: 'decision', sort: '-gap' }), readFlags(query)]);
  const join = (major: Pick<ChainMajor, 'code' | 'name' | 'level' | 'origin'>): ChainMajor => ({
    ...major,
    gap: gaps.items.find((gap) => gap.majorCode === major.code) ?? null,
    flag: flags.items.find((flag) => flag.majorCode === major.code) ?? null,
  });
  const named = new Set(chain.majors.map((major) => major.code));
  return {
    chains,
    chain,
    linked: chain.majors.map(join).sort(byGap),
    others: gaps.items
      .filter((gap) => !named.has(gap.majorCode))
      .map((gap) => join({ code: gap.majorCode, name: gap.majorName, level: gap.level, origin: undefined }))
      .sort(byGap),
  };
}
