import { Type, type Static } from 'typebox';
import { disclosure, Id, MajorCode, nullable, pageOf, Version, Year } from './common.ts';
import { bands, flagClasses, grades, keyListKinds, levels, ruleCertainties } from './vocabulary.ts';
import { eventsOf, statesOf } from './workflow.ts';
import { keyListWorkflow } from './workflows/key-list.ts';

const strict = { additionalProperties: false } as const;
const figure = nullable(Type.Number());
const Kind = Type.Enum([...keyListKinds], { description: 'urgent 急需, scarce 紧缺, key 重点建设.' });
/** Majors of one list at most. */
export const keyListLimit = 200;

const said = {
  name: Type.String({ maxLength: 60, pattern: '\\S' }),
  kind: Kind,
  fromYear: Type.Unsafe<number>({ ...Year, description: 'First year it is in force.' }),
  toYear: Type.Unsafe<number>({ ...Year, description: 'Last year it is in force.' }),
  basis: Type.String({ maxLength: 500, pattern: '\\S', description: 'What it rests on; everybody reads it.' }),
  majorCodes: Type.Array(MajorCode, { minItems: 1, maxItems: keyListLimit, uniqueItems: true, description: 'The flag of each is drawn from the newest run.' }),
};
export const KeyListInput = Type.Object(said, { $id: 'KeyListInput', ...strict });
export type KeyListInput = Static<typeof KeyListInput>;
export const KeyListMoveInput = Type.Object(
  {
    event: Type.Enum(eventsOf(keyListWorkflow)),
    reason: Type.Optional(Type.String({ maxLength: 500 })),
    resolutionId: Type.Optional(Type.Unsafe<string>({ ...Id, description: 'To adopt: the resolution of the joint conference; number and day are its own.' })),
    resolutionNumber: Type.Optional(Type.String({ maxLength: 60, pattern: '\\S', description: 'To adopt by a document that is not in here.' })),
    decidedOn: Type.Optional(Type.String({ format: 'date', description: 'With resolutionNumber.' })),
  },
  { $id: 'KeyListMoveInput', ...strict },
);
export type KeyListMoveInput = Static<typeof KeyListMoveInput>;

const KeyEvidence = Type.Object(
  {
    class: Type.Enum([...flagClasses]),
    firstYear: Type.Integer(),
    lastYear: Type.Integer(),
    gap: figure,
    lo80: figure,
    hi80: figure,
    probability: figure,
    band: Type.Enum([...bands]),
    grade: Type.Enum([...grades]),
    suppressed: disclosure.suppressed,
  },
  { ...strict, description: 'The flag of the run as it was.' },
);
export type KeyEvidence = Static<typeof KeyEvidence>;
const ListedMajor = Type.Object({ majorCode: MajorCode, majorName: Type.String(), level: Type.Enum([...levels]), evidence: nullable(KeyEvidence) }, strict);
export const KeyList = Type.Object(
  {
    id: Id,
    name: Type.String(),
    kind: Kind,
    fromYear: Type.Integer(),
    toYear: Type.Integer(),
    basis: Type.String(),
    state: Type.Enum(statesOf(keyListWorkflow)),
    inForce: Type.Boolean({ description: 'Adopted, and this year is one of its years.' }),
    version: Version,
    runId: nullable(Id),
    resolutionNumber: nullable(Type.String()),
    decidedOn: nullable(Type.String({ format: 'date' })),
    majors: Type.Array(ListedMajor),
    simulated: Type.Boolean(),
    source: Type.String(),
    createdAt: Type.String({ format: 'date-time' }),
    changedAt: Type.String({ format: 'date-time' }),
  },
  { $id: 'KeyList', ...strict },
);
export type KeyList = Static<typeof KeyList>;
export const KeyListPage = pageOf('KeyListPage', KeyList);

export const PublicKeyMajor = Type.Object(
  {
    listId: Id,
    listName: Type.String(),
    kind: Kind,
    fromYear: Type.Integer(),
    toYear: Type.Integer(),
    inForce: Type.Boolean({ description: 'This year is one of its years; otherwise it is over or still to come.' }),
    basis: Type.String(),
    resolutionNumber: nullable(Type.String()),
    decidedOn: nullable(Type.String({ format: 'date' })),
    majorCode: MajorCode,
    majorName: Type.String(),
    level: Type.Enum([...levels]),
    simulated: Type.Boolean(),
  },
  { $id: 'PublicKeyMajor', ...strict },
);
export type PublicKeyMajor = Static<typeof PublicKeyMajor>;
export const PublicKeyMajorPage = pageOf('PublicKeyMajorPage', PublicKeyMajor);

const text = Type.Object({ zh: Type.String(), en: Type.String() }, strict);
export const KeySubsidy = Type.Object(
  {
    id: Type.String(),
    title: text,
    kinds: Type.Array(Kind, { description: 'Kinds of lists whose majors it is for.' }),
    levels: Type.Array(Type.Enum([...levels]), { description: 'Empty: every level.' }),
    recipient: Type.Enum(['school', 'student']),
    yuan: nullable(Type.Integer({ description: 'Null: the source refers to measures that give the sum.' })),
    atMost: Type.Boolean({ description: 'The sum is an upper limit.' }),
    per: text,
    condition: text,
    source: text,
    date: Type.String({ description: 'Year of the source.' }),
    certainty: Type.Enum([...ruleCertainties]),
  },
  { $id: 'KeySubsidy', ...strict },
);
export type KeySubsidy = Static<typeof KeySubsidy>;
