/** Four kinds of cooperation, by what the need is for. */
export const pairs = ['training', 'staff_training', 'technology', 'teachers'] as const;
export type Pair = (typeof pairs)[number];

/** A need or an offer, as far as it is compared. What it leaves open is null or empty. */
export interface Listing {
  readonly id: string;
  readonly chain: string | null;
  /** Codes of majors, six digits and a suffix. */
  readonly majors: readonly string[];
  /** Codes of occupations, three or four parts. */
  readonly occupations: readonly string[];
  /** Six digits: province, city, county. */
  readonly region: string | null;
  /** First and last day, counted from any one day. */
  readonly from: number;
  readonly to: number;
  /** Persons, or projects for technology. */
  readonly capacity: number | null;
}

/** Major × occupation with the strength of their link, > 0. */
export interface Link {
  readonly major: string;
  readonly occupation: string;
  readonly strength: number;
}
