import data from './designated-size.json' with { type: 'json' };

/** Enterprises that rules for those above designated size 规模以上 are taken to mean: staff (persons), the size classes with at least as many, and where the limit comes from. */
export const designatedSize: {
  readonly version: number;
  readonly minimumStaff: number;
  readonly sizeClasses: readonly string[];
  readonly source: string;
  readonly date: string;
  readonly note: { readonly zh: string; readonly en: string };
} = data;
