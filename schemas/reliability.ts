import { Type, type Static } from 'typebox';
import { Id, pageOf } from './common.ts';

const whole = (description: string) => Type.Integer({ minimum: 0, description });
const share = (description: string) => Type.Number({ minimum: 0, maximum: 1, description });

/** How far the postings of one enterprise were accounted for when a run was made. */
export const EnterpriseReliability = Type.Object(
  {
    organisationId: Id,
    organisationName: Type.String(),
    postings: whole('岗位（个）opened in the years of rates, up to the end of June of t0: each had half a year at least.'),
    persons: whole('招聘人数（人）of these.'),
    told: whole('有结果（人）: persons of postings that were filled, filled in part, withdrawn or expired, as the enterprise told.'),
    untold: whole('无结果（人）: persons of postings nobody heard of again.'),
    answers: Type.Number({ minimum: 0, description: 'n: independent answers; persons of one posting are alike.' }),
    share: share('可靠度: (k·city + n × told ÷ persons) ÷ (k + n), k = poolingStrength.'),
    lo80: share('Lower end of its 80 % interval.'),
    hi80: share('Upper end.'),
    weight: Type.Number({ minimum: 0, description: 'share ÷ the city’s: what announcements of the enterprise count by, where the run weighs by it.' }),
    cityShare: share('Of all enterprises: told ÷ persons.'),
    used: Type.Boolean({ description: 'Whether the run weighs announced demand by it (parameter reliabilityUsed).' }),
    simulated: Type.Boolean({ description: 'True where generated demo data is behind the run.' }),
  },
  { $id: 'EnterpriseReliability', additionalProperties: false },
);
export type EnterpriseReliability = Static<typeof EnterpriseReliability>;
export const EnterpriseReliabilityPage = pageOf('EnterpriseReliabilityPage', EnterpriseReliability);
