import type { Principal } from '../../../db/repositories/access.ts';
import { createInternshipRepository, type InternshipFilter } from '../../../db/repositories/internships.ts';
import { createReportRepository } from '../../../db/repositories/reports.ts';
import { createRuleRepository } from '../../../db/repositories/rules.ts';
import { designatedSize } from '../../../forecasting/flags/rules/designated-size.ts';
import { thresholdsOf } from '../../../forecasting/flags/rules/evaluate.ts';
import { rulePacks } from '../../../forecasting/flags/rules/packs.ts';
import type { InternshipCompliance, InternshipYear } from '../../../schemas/internships.ts';
import type { ServerContext } from '../../context.ts';
import { ApiError } from '../../errors.ts';
import { toList, toPageRequest, walk, type PageQuery } from '../../paging.ts';

export type Asked = Pick<InternshipFilter, 'standing' | 'sizeClass' | 'text'> & { readonly year?: number };
type Row = Awaited<ReturnType<ReturnType<typeof createInternshipRepository>['page']>>['items'][number];

function publishedRule() {
  const pack = rulePacks.find(({ id }) => id === 'internship-2pct');
  if (!pack) throw new Error('the rule internship-2pct is not among the packs');
  return pack;
}

/** Posts for interns against the share of staff that the published rule asks for, with the threshold as it counts now. */
export function createInternshipService({ db, clock }: ServerContext) {
  const internships = createInternshipRepository(db);
  const rules = createRuleRepository(db);
  const reports = createReportRepository(db);
  const pack = publishedRule();

  async function ruleNow(): Promise<InternshipYear['rule']> {
    const { thresholds, edited } = thresholdsOf(pack, (await rules.copies()).get(pack.id)?.thresholds);
    return {
      ...{ id: pack.id, version: pack.version, share: thresholds['posts'] ?? 0, edited: Object.keys(edited).length > 0, source: pack.source.zh },
      ...{ minimumStaff: designatedSize.minimumStaff, minimumSource: designatedSize.source },
    };
  }
  /** Enterprises see themselves only. */
  function ownOf({ role, organisationId }: Principal): { organisationId?: string } {
    if (role !== 'enterprise') return {};
    if (organisationId === null) throw new ApiError('forbidden', { zh: '此密钥不属于任何单位', en: 'This key belongs to no organisation' });
    return { organisationId };
  }
  async function filterOf(principal: Principal, { year, ...asked }: Asked): Promise<InternshipFilter> {
    const { share } = await ruleNow();
    return {
      ...{ ...asked, ...ownOf(principal), year: year ?? (await reports.newestYear()) ?? clock().getUTCFullYear() },
      ...{ millionths: Math.round(share * 1_000_000), sizeClasses: designatedSize.sizeClasses },
    };
  }
  async function ofYear(principal: Principal, year: number, rule: InternshipYear['rule']): Promise<InternshipYear> {
    const totals = await internships.totals(await filterOf(principal, { year }));
    const n = (standing: string) => totals.find((row) => row.standing === standing)?.enterprises ?? 0;
    const sum = (of: 'staff' | 'posts' | 'required' | 'short' | 'practice' | 'enterprises', rows = totals) => rows.reduce((total, row) => total + row[of], 0);
    const [staff, posts] = [sum('staff'), sum('posts')];
    const bound = totals.filter(({ standing }) => standing !== 'exempt');
    return {
      ...{ year, enterprises: sum('enterprises'), complies: n('complies'), short: n('short'), exempt: n('exempt'), notReported: n('not_reported') },
      ...{ staff, posts, required: sum('required', bound), missing: sum('short', bound), teacherPractice: sum('practice') },
      ...{ share: staff === 0 ? null : posts / staff, rule, simulated: totals.some(({ simulated }) => simulated) },
    };
  }
  const present =
    (year: number) =>
    (row: Row): InternshipCompliance => {
      const { organisationId, organisationName, sizeClass, standing, staff, required, short, exemptionId, reason, grantedAt, simulated } = row;
      const { posts } = row;
      return {
        ...{ organisationId, organisationName, sizeClass, year, standing, staff, posts, required, short: standing === 'exempt' ? 0 : short },
        ...{ share: posts === null || staff === 0 ? null : posts / staff, teacherPractice: row.practice },
        exemption: exemptionId === null || reason === null || grantedAt === null ? null : { id: exemptionId, reason, grantedAt: grantedAt.toISOString() },
        simulated,
      };
    };

  return {
    async list(principal: Principal, asked: Asked, query: PageQuery) {
      const request = toPageRequest(query, ['number', 'number', 'text']);
      const filter = await filterOf(principal, asked);
      const count = async () => (await internships.totals(filter)).reduce((total, row) => total + row.enterprises, 0);
      return toList(await internships.page(filter, request), query, present(filter.year), count);
    },
    /** All of them, for files. */
    async rows(principal: Principal, asked: Asked): Promise<AsyncGenerator<InternshipCompliance>> {
      const filter = await filterOf(principal, asked);
      return walk((page) => internships.page(filter, page), present(filter.year));
    },
    /** The yearly report: every year that posts were told for, newest first. */
    async years(principal: Principal): Promise<InternshipYear[]> {
      const rule = await ruleNow();
      const rows: InternshipYear[] = [];
      for (const year of await internships.years()) rows.push(await ofYear(principal, year, rule));
      return rows;
    },
  };
}
