import { Type, type Static } from 'typebox';
import { OrganisationInput } from './organisations.ts';
import { InflowInput } from './outlook.ts';

const { kind, name, creditCode, level, ownership, sizeClass } = OrganisationInput.properties;
/** A line of a sheet that enters organisations: the chain is known by its name, and nobody to contact is held in a file. */
export const OrganisationRow = Type.Object(
  { ...{ kind, name, creditCode, level, ownership, sizeClass }, chain: Type.Optional(Type.String({ minLength: 1, maxLength: 80 })) },
  { additionalProperties: false },
);
export type OrganisationRow = Static<typeof OrganisationRow>;

const { majorCode, year, persons, reason } = InflowInput.properties;
/** A line of a sheet that declares inflow: to the city of the installation. */
export const InflowRow = Type.Object({ majorCode, year, persons, reason }, { additionalProperties: false });
export type InflowRow = Static<typeof InflowRow>;
