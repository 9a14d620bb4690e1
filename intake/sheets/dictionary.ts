/** What the city knows and a row may name, as it stands when a file is checked. */
export interface SheetDictionary {
  readonly newestYear: number | undefined;
  /** The organisation of who uploads; null for administrators, who name one in each row. */
  readonly own: SheetOrganisation | null;
  /** By credit code, id, or name (NFKC). */
  readonly organisations: ReadonlyMap<string, SheetOrganisation>;
  readonly occupations: ReadonlySet<string>;
  /** Occupations that a job of this name may stand for, the likeliest first; nothing where none is a good guess. */
  readonly jobs?: (title: string) => readonly { readonly code: string; readonly name: string }[];
  readonly majors: ReadonlyMap<string, { readonly name: string; readonly level: string; readonly retired: boolean }>;
  readonly competences: ReadonlySet<string>;
  /** By `school|major`. */
  readonly programmes: ReadonlyMap<string, { readonly id: string; readonly lengthYears: number }>;
  /** Years whose filing is accepted or locked, by `organisation|year`. */
  readonly fixedYears: ReadonlySet<string>;
  /** Graduates as last reported, by `programme|year`. */
  readonly graduates: ReadonlyMap<string, number>;
  /** What the own organisation reported for the years before, by `year|code` (of a school as a whole: `year|`), for the last few years. */
  readonly before?: ReadonlyMap<string, Readonly<Record<string, unknown>>>;
  /** Of placement rounds; only for sheets that speak of them. */
  readonly placement?: PlacementDictionary;
  /** Of the city itself; only for sheets that offices bring. */
  readonly city?: CityDictionary;
  /** Of seats and the ledger; only for sheets that speak of them. */
  readonly decisions?: DecisionDictionary;
  /** Of industry chains; only for sheets that speak of them. */
  readonly chains?: ChainDictionary;
}
export interface ChainDictionary {
  /** By name. */
  readonly chains: ReadonlyMap<string, KnownChain>;
  /** Names by number. */
  readonly numbers: ReadonlyMap<number, string>;
  /** What earlier rows of the same sheet said, by what they said it of: a row that says otherwise is wrong. */
  readonly said: Map<string, string>;
}
export interface KnownChain {
  readonly positions: ReadonlySet<string>;
  readonly occupations: ReadonlySet<string>;
  readonly majors: ReadonlySet<string>;
  /** Names outside the catalogue. */
  readonly others: ReadonlySet<string>;
}
export interface CityDictionary {
  readonly regionCode: string;
  readonly demo: boolean;
  /** Organisations there are, by `kind|name`. */
  readonly names: ReadonlySet<string>;
  readonly creditCodes: ReadonlySet<string>;
  /** Ids by name, and by id, as lists tell it. */
  readonly chains: ReadonlyMap<string, string>;
}
export interface DecisionDictionary {
  /** YYYY-MM-DD. */
  readonly today: string;
  /** Days on which seats are held, by `unit|role|title`. */
  readonly seats: ReadonlyMap<string, readonly { readonly from: string; readonly to: string | null }[]>;
  /** Lines that stand, by `school|major|year|change|number`. */
  readonly lines: ReadonlySet<string>;
}
export interface PlacementDictionary {
  /** Rounds that take what the sheet brings, by name; of several with one name none is meant. */
  readonly rounds: ReadonlyMap<string, { readonly id: string; readonly unique: boolean }>;
  /** By `round|enterprise|title`. */
  readonly posts: ReadonlyMap<string, { readonly id: string; readonly level: string | null; readonly majors: ReadonlySet<string> }>;
  readonly schools: ReadonlyMap<string, string>;
  /** Candidates by `round|school|number`, with their major. */
  readonly candidates: ReadonlyMap<string, { readonly id: string; readonly majorCode: string }>;
}
export interface SheetOrganisation {
  readonly id: string;
  readonly name: string;
}
