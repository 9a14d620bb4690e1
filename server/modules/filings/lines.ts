import { createOrganisationRepository } from '../../../db/repositories/organisations.ts';
import { createCatalogueRepository } from '../../../db/repositories/catalogue.ts';
import type { Json } from '../../../db/schema/runs.ts';
import { DeclarationInput } from '../../../schemas/demand.ts';
import { EnrolmentReportInput } from '../../../schemas/enrolment.ts';
import type { FilingKind } from '../../../schemas/filing-fields.ts';
import type { ServerContext } from '../../context.ts';
import { createDeclarationChecks } from '../../declaration-facts.ts';
import { enrolmentFaults } from '../../enrolment-facts.ts';
import { pointerToken, type FieldError } from '../../errors.ts';
import { fieldErrors } from '../../validation-messages.ts';
import { buildValidator } from '../../validators.ts';

/** Whose lines of which year. */
export interface LinesOf {
  readonly kind: FilingKind;
  readonly organisationId: string;
  readonly year: number;
}
export interface Line {
  readonly key: string;
  readonly values: Readonly<Record<string, Json>>;
}
/** A line as the body of a single report, and what is wrong with it. */
export interface CheckedLine<Input = DeclarationInput | EnrolmentReportInput> {
  readonly key: string;
  readonly input: Input;
  readonly errors: FieldError[];
}
type Programmes = Awaited<ReturnType<ReturnType<typeof createOrganisationRepository>['programmesOfSchool']>>;

// the very validation that the body of a single report goes through
const compile = (schema: typeof DeclarationInput | typeof EnrolmentReportInput) => buildValidator({})({ schema, method: 'PUT', url: '/', httpPart: 'body' });
const validators = { demand: compile(DeclarationInput), enrolment: compile(EnrolmentReportInput) };

function schemaFaults(kind: FilingKind, body: object): FieldError[] {
  const validate = validators[kind];
  if (validate(body) === true) return [];
  return fieldErrors((validate as { errors?: Parameters<typeof fieldErrors>[0] }).errors ?? [], 'body');
}

/** What lines need to become facts: checked all together, with one query a catalogue. */
export function createLineChecks(context: ServerContext) {
  const organisations = createOrganisationRepository(context.db);
  const catalogue = createCatalogueRepository(context.db);
  const declarationFaults = createDeclarationChecks(context);

  async function programmesOf({ kind, organisationId }: LinesOf): Promise<Programmes> {
    return kind === 'enrolment' ? organisations.programmesOfSchool(organisationId) : new Map();
  }
  /** The body of the single report that a line stands for; what the filing says already may be left out, and may not be said otherwise. */
  function bodyOf({ kind, year }: LinesOf, { key, values }: Line, programmes: Programmes) {
    const level = programmes.get(key)?.level;
    const said: Record<string, Json> = kind === 'demand' ? { year, occupationCode: key } : { year, majorCode: key, ...(level === undefined ? {} : { level }) };
    const faults = Object.entries({ ...said, organisationId: null }).flatMap(([name, value]): FieldError[] => {
      const given = values[name];
      if (given === undefined || given === value) return [];
      return [{ pointer: `/${pointerToken(name)}`, zh: `由填报单决定，请删除此字段`, en: 'is said by the filing: remove this field' }];
    });
    return { body: { ...values, ...said }, faults };
  }

  return {
    programmesOf,
    /** Names of keys, as far as they are in the catalogue or offered. */
    async namesOf(of: LinesOf, keys: readonly string[]): Promise<ReadonlyMap<string, string>> {
      if (of.kind === 'demand') return catalogue.occupationNames(keys);
      return new Map([...(await programmesOf(of))].map(([key, { name }]) => [key, name]));
    },
    /** Name of a key: null where it is not in the catalogue, or not offered by the school. */
    async nameOf(of: LinesOf, key: string): Promise<string | null> {
      if (of.kind === 'demand') return (await catalogue.findOccupation(key))?.name ?? null;
      return (await programmesOf(of)).get(key)?.name ?? null;
    },
    async check(of: LinesOf, lines: readonly Line[]): Promise<CheckedLine[]> {
      const programmes = await programmesOf(of);
      const first = lines.map((line) => {
        const { body, faults } = bodyOf(of, line, programmes);
        return {
          key: line.key,
          input: body as unknown as DeclarationInput | EnrolmentReportInput,
          errors: [...faults, ...schemaFaults(of.kind, structuredClone(body))],
        };
      });
      const sound = first.filter(({ errors }) => errors.length === 0);
      const later = new Map<string, FieldError[]>();
      if (of.kind === 'demand') {
        const faults = await declarationFaults(sound.map(({ input }) => input as DeclarationInput));
        sound.forEach(({ key }, i) => later.set(key, faults[i] ?? []));
      } else {
        for (const { key, input } of sound) {
          const programme = programmes.get(key);
          const faults = programme
            ? enrolmentFaults(input as EnrolmentReportInput, programme)
            : [{ pointer: '', zh: `本校没有开设专业 ${key}`, en: `the school does not offer major ${key}` }];
          later.set(key, faults);
        }
      }
      return first.map((line) => ({ ...line, errors: [...line.errors, ...(later.get(line.key) ?? [])] }));
    },
  };
}
