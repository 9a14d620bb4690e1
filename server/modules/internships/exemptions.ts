import type { Principal } from '../../../db/repositories/access.ts';
import { createExemptionRepository } from '../../../db/repositories/internship-exemptions.ts';
import { createOrganisationRepository } from '../../../db/repositories/organisations.ts';
import { designatedSize } from '../../../forecasting/flags/rules/designated-size.ts';
import type { InternshipExemption, InternshipExemptionInput } from '../../../schemas/internships.ts';
import type { ServerContext } from '../../context.ts';
import { ApiError, invalidField, notFound } from '../../errors.ts';
import { createRecorder } from '../../recording.ts';
import { createReporting } from '../../reporting.ts';

type Row = NonNullable<Awaited<ReturnType<ReturnType<typeof createExemptionRepository>['find']>>>;

/** Exemptions of an enterprise and year. The reason stands in the row; the audit record tells whom and which year. */
export function createExemptionService(context: ServerContext) {
  const { db, clock, newId } = context;
  const exemptions = createExemptionRepository(db);
  const organisations = createOrganisationRepository(db);
  const reporting = createReporting(context);
  const record = createRecorder(context);

  return {
    async grant({ actor }: Principal, { organisationId, year, reason }: InternshipExemptionInput, requestId: string): Promise<InternshipExemption> {
      const organisation = await organisations.find(organisationId);
      if (organisation?.kind !== 'enterprise') throw invalidField('/organisationId', '没有此企业', 'no enterprise has this id');
      if (!designatedSize.sizeClasses.includes(organisation.sizeClass ?? '')) {
        const { minimumStaff: n } = designatedSize;
        throw invalidField(
          '/organisationId',
          `此企业职工不足 ${n} 人或规模不明，规则不适用`,
          `the rule is for enterprises of ${n} or more staff; this one is smaller or of unknown size`,
        );
      }
      await reporting.checkYear(year, '/year');
      const [id, now] = [newId(), clock()];
      const row = { id, organisationId, year, reason: reason.trim(), grantedBy: actor, grantedAt: now };
      const stored = await exemptions.grant(row, record({ actor, requestId }, now, 'create', ['internship_exemption', id], { organisationId, year }));
      if (!stored)
        throw new ApiError('conflict', { zh: `此企业 ${year} 年已有豁免，请先撤销`, en: `This enterprise has an exemption for ${year}; withdraw it first` });
      return present(stored);
    },
    async withdraw({ actor }: Principal, id: string, requestId: string): Promise<InternshipExemption> {
      const found = await exemptions.find(id);
      if (!found) throw notFound({ zh: '此豁免', en: 'This exemption' });
      const now = clock();
      const { organisationId, year } = found;
      const ended = await exemptions.withdraw(
        id,
        actor,
        now,
        record({ actor, requestId }, now, 'withdrawn', ['internship_exemption', id], { organisationId, year }),
      );
      if (!ended) throw new ApiError('conflict', { zh: '此豁免已经撤销', en: 'This exemption is withdrawn already' });
      return present(ended);
    },
  };
}

function present({ id, organisationId, year, reason, grantedAt, withdrawnAt }: Row): InternshipExemption {
  return { id, organisationId, year, reason, grantedAt: grantedAt.toISOString(), withdrawnAt: withdrawnAt?.toISOString() ?? null };
}
