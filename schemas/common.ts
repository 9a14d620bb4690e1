import { Type, type Static, type TSchema, type TUnsafe } from 'typebox';
import { suppressions } from './vocabulary.ts';

/** A typed reference to a registered schema: `Type.Ref` loses the type. */
export function ref<T extends TSchema>(schema: T): TUnsafe<Static<T>> {
  return Type.Unsafe<Static<T>>({ $ref: `${(schema as { readonly $id?: string }).$id ?? ''}#` });
}

export function nullable<T extends TSchema>(schema: T) {
  return Type.Union([schema, Type.Null()]);
}

/** A list in keyset pages; `total` only when asked for. */
export function pageOf<T extends TSchema>(id: string, item: T) {
  return Type.Object(
    {
      items: Type.Array(ref(item)),
      nextCursor: nullable(Type.String({ description: 'Opaque; pass it as `cursor` to get the next page. Null on the last page.' })),
      total: Type.Optional(Type.Integer({ minimum: 0 })),
    },
    { $id: id, additionalProperties: false },
  );
}

export const pageQuery = {
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 200, default: 50, description: 'Items a page, 1–200.' })),
  cursor: Type.Optional(Type.String({ maxLength: 512, description: 'nextCursor of the page before.' })),
  total: Type.Optional(Type.Boolean({ default: false, description: 'Also count all items.' })),
};

export const MajorCode = Type.String({ pattern: '^\\d{6}(K|T|TK|H)?$', description: '专业代码, a string with its suffix', examples: ['460702'] });
export const OccupationCode = Type.String({
  pattern: '^\\d-\\d{2}-\\d{2}(-\\d{2})?$',
  description: '大典 2022 职业代码, 小类 (three parts) or 职业 (four)',
  examples: ['6-22-02'],
});
export const RegionCode = Type.String({ pattern: '^\\d{6}$', description: '行政区划代码', examples: ['150600'] });
export const minimumYear = 2000;
export const Year = Type.Integer({ minimum: minimumYear, maximum: 2100 });
export const Persons = Type.Integer({ minimum: 0, maximum: 10_000_000, description: '人' });
/** What is said of every demand figure: how many are behind it, and whether it is told. */
export const disclosure = {
  enterprises: nullable(Type.Integer({ description: 'Enterprises whose reports it rests on, at least; null where withheld or not counted.' })),
  suppressed: nullable(
    Type.Enum([...suppressions], {
      description:
        '保密: withheld outside planning, because too few enterprises are behind it (primary), or because it would give such a figure away (secondary). Figures are null then; who plans sees them.',
    }),
  ),
};
/** Sent back as `If-Match: "v<version>"` with a change. */
export const Version = Type.Integer({ minimum: 1, description: 'Counts changes. A change sends the version it was made from: `If-Match: "v3"`.' });
export const Id = Type.String({ minLength: 1, maxLength: 64 });
