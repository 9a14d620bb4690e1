import { Type, type Static } from 'typebox';
import { Id, MajorCode, nullable, pageOf, Year } from './common.ts';
import { levels, trackCuts, trackMonths, withheldReasons } from './vocabulary.ts';

const closed = { additionalProperties: false } as const;
const persons = (description: string) => Type.Integer({ minimum: 0, maximum: 100_000, description });
const told = {
  asked: persons('调查人数: graduates that were asked, at most all of them.'),
  localJob: persons('本市就业 at work in the city'),
  otherRegion: persons('外地就业 at work elsewhere'),
  furtherStudy: persons('升学 studying'),
  military: persons('参军 in the army'),
  unemployed: persons('待就业 looking for work'),
};
const inField = persons('对口就业: of localJob and otherRegion, in the field of the major');
const wages = {
  wageTo3000: persons('月收入 3000 元以下'),
  wageTo5000: persons('月收入 3000–4999 元'),
  wageTo8000: persons('月收入 5000–7999 元'),
  wageTo12000: persons('月收入 8000–11999 元'),
  wageOver12000: persons('月收入 12000 元及以上'),
};
const satisfaction = {
  satisfied1: persons('很不满意'),
  satisfied2: persons('不满意'),
  satisfied3: persons('一般'),
  satisfied4: persons('满意'),
  satisfied5: persons('很满意'),
};
const Months = Type.Enum([...trackMonths], { description: 'Months after graduation: 6, 12 or 36.' });
const ofProgramme = {
  year: Type.Unsafe<number>({ ...Year, description: 'In which they graduated.' }),
  majorCode: MajorCode,
  level: Type.Enum([...levels]),
  months: Months,
};

export const GraduateTrackInput = Type.Object(
  {
    ...{ ...ofProgramme, ...told, inField: Type.Optional(inField) },
    wageTo3000: Type.Optional(wages.wageTo3000),
    wageTo5000: Type.Optional(wages.wageTo5000),
    wageTo8000: Type.Optional(wages.wageTo8000),
    wageTo12000: Type.Optional(wages.wageTo12000),
    wageOver12000: Type.Optional(wages.wageOver12000),
    satisfied1: Type.Optional(satisfaction.satisfied1),
    satisfied2: Type.Optional(satisfaction.satisfied2),
    satisfied3: Type.Optional(satisfaction.satisfied3),
    satisfied4: Type.Optional(satisfaction.satisfied4),
    satisfied5: Type.Optional(satisfaction.satisfied5),
    organisationId: Type.Optional(Type.String({ minLength: 1, maxLength: 64, description: 'Only administrators name the school.' })),
  },
  { $id: 'GraduateTrackInput', ...closed },
);
export type GraduateTrackInput = Static<typeof GraduateTrackInput>;
export const GraduateTrack = Type.Object(
  {
    ...{ id: Id, organisationId: Id, organisationName: Type.String(), programmeId: Id, majorName: Type.String() },
    ...{ ...ofProgramme, ...told, inField: nullable(inField) },
    ...{ wageTo3000: nullable(wages.wageTo3000), wageTo5000: nullable(wages.wageTo5000), wageTo8000: nullable(wages.wageTo8000) },
    ...{ wageTo12000: nullable(wages.wageTo12000), wageOver12000: nullable(wages.wageOver12000) },
    ...{ satisfied1: nullable(satisfaction.satisfied1), satisfied2: nullable(satisfaction.satisfied2), satisfied3: nullable(satisfaction.satisfied3) },
    ...{ satisfied4: nullable(satisfaction.satisfied4), satisfied5: nullable(satisfaction.satisfied5) },
    inForce: Type.Boolean({ description: 'The newest report of the programme, year and months: the one that counts.' }),
    ...{ simulated: Type.Boolean(), source: Type.String(), validFrom: Type.String({ format: 'date-time' }) },
  },
  { $id: 'GraduateTrack', ...closed },
);
export type GraduateTrack = Static<typeof GraduateTrack>;
export const GraduateTrackPage = pageOf('GraduateTrackPage', GraduateTrack);

const share = Type.Number({ minimum: 0, maximum: 1 });
export const GraduateShare = Type.Object(
  { part: Type.Integer(), of: Type.Integer(), share, lo80: share, hi80: share },
  { $id: 'GraduateShare', ...closed, description: 'Persons, of how many, and the share with its 80 % interval (Wilson 1927).' },
);
const Share = nullable(Type.Unsafe<Static<typeof GraduateShare>>({ $ref: 'GraduateShare#' }));
export const GraduateRates = Type.Object(
  {
    by: Type.Enum([...trackCuts]),
    code: Type.String({ description: 'Programme, major, level or school; `city`.' }),
    name: Type.String(),
    ...{ level: nullable(Type.Enum([...levels])), organisationName: nullable(Type.String()), year: Type.Integer(), months: Months },
    ...{ asked: nullable(Type.Integer()), answered: nullable(Type.Integer()) },
    placed: Type.Unsafe<Static<typeof Share>>({ ...Share, description: '去向落实: at work, studying or in the army, of those who answered.' }),
    stayed: Type.Unsafe<Static<typeof Share>>({ ...Share, description: '留本市: did not leave, of those neither studying nor in the army.' }),
    inField: Type.Unsafe<Static<typeof Share>>({ ...Share, description: '对口: in the field, of those at work whose field was told.' }),
    furtherStudy: Type.Unsafe<Static<typeof Share>>({ ...Share, description: '升学: studying on, of those who answered.' }),
    lowerWage: nullable(
      Type.String({ description: 'Band in which a quarter of those who told their pay is reached. Null, as the two below, where fewer than five told it.' }),
    ),
    medianWage: nullable(Type.String({ description: 'Band that their median lies in.' })),
    upperWage: nullable(Type.String({ description: 'Band in which three quarters are reached.' })),
    payAnswers: nullable(Type.Integer({ description: 'Persons who told their pay.' })),
    wages: nullable(Type.Array(Type.Integer(), { description: 'Persons by band, lowest first; of the own school only.' })),
    satisfaction: nullable(
      Type.Object(
        { mean: Type.Number(), lo80: Type.Number(), hi80: Type.Number(), of: Type.Integer() },
        { ...closed, description: 'Mean of the grades 1–5 with its 80 % interval.' },
      ),
    ),
    own: Type.Boolean({ description: 'Of the own school.' }),
    withheld: nullable(Type.Enum([...withheldReasons], { description: 'Fewer than five answered, or it would give such a figure away.' })),
    simulated: Type.Boolean(),
  },
  { $id: 'GraduateRates', ...closed },
);
export type GraduateRates = Static<typeof GraduateRates>;
export const GraduateRatesPage = pageOf('GraduateRatesPage', GraduateRates);
