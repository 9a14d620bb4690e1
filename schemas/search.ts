import { Type, type Static } from 'typebox';
import { nullable, ref } from './common.ts';
import { levels, searchKinds, searchWays } from './vocabulary.ts';

const strict = { additionalProperties: false } as const;
export const SearchHit = Type.Object(
  {
    id: Type.String({ description: 'Code of a major or occupation, id of a chain, school or enterprise.' }),
    name: Type.String(),
    level: nullable(Type.Enum([...levels], { description: 'Of majors and schools.' })),
    way: Type.Enum([...searchWays], { description: 'By what it was found: name or code, initials of the pinyin, pinyin, or pairs of characters in common.' }),
    simulated: Type.Boolean(),
  },
  { $id: 'SearchHit', ...strict },
);
export type SearchHit = Static<typeof SearchHit>;
const group = Type.Object(
  {
    kind: Type.Enum([...searchKinds]),
    items: Type.Array(ref(SearchHit)),
    total: Type.Integer({ minimum: 0, description: 'How many of the kind there are; the list holds the best.' }),
  },
  strict,
);
export const SearchResult = Type.Object(
  { groups: Type.Array(group, { description: 'The kind with the best hit first; at most 20 hits together.' }) },
  { $id: 'SearchResult', ...strict },
);
export type SearchResult = Static<typeof SearchResult>;
