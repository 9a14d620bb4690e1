import type { TestApp } from './app.ts';

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
export interface JsonSchema {
  readonly $ref?: string;
  readonly type?: string;
  readonly description?: string;
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly pattern?: string;
  readonly format?: string;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly items?: JsonSchema;
  readonly required?: readonly string[];
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly additionalProperties?: boolean | JsonSchema;
  readonly patternProperties?: Readonly<Record<string, JsonSchema>>;
  readonly anyOf?: readonly JsonSchema[];
}
export interface Parameter {
  readonly in: 'path' | 'query' | 'header';
  readonly name: string;
  readonly required?: boolean;
  readonly description?: string;
  readonly schema: JsonSchema;
}
interface Content {
  readonly schema?: JsonSchema;
  readonly example?: unknown;
  readonly examples?: Readonly<Record<string, { readonly value?: unknown }>>;
}
/** An operation of the published description. */
export interface Operation {
  readonly method: Method;
  /** Without `/api/v1`, with `{names}`. */
  readonly path: string;
  readonly operationId?: string;
  readonly summary?: string;
  readonly description?: string;
  readonly tags?: readonly string[];
  readonly security?: readonly object[];
  readonly parameters?: readonly Parameter[];
  readonly requestBody?: { readonly content: Readonly<Record<string, Content>> };
  readonly responses: Readonly<Record<string, { readonly content?: Readonly<Record<string, Content>> }>>;
  readonly 'x-policy'?: { readonly callers: string | readonly string[]; readonly unverified: boolean; readonly settingUp: boolean; readonly recent: boolean };
}

/** Every operation the server publishes. */
export function operationsOf({ app }: Pick<TestApp, 'app'>): Operation[] {
  return Object.entries(app.swagger().paths ?? {}).flatMap(([url, methods]) =>
    Object.entries(methods as unknown as Record<string, Operation>).map(([method, operation]) => ({
      ...operation,
      method: method.toUpperCase() as Method,
      path: url.replace('/api/v1', ''),
    })),
  );
}
/** A schema as it stands, references followed. */
export function schemaOf({ app }: Pick<TestApp, 'app'>, schema: JsonSchema): JsonSchema {
  const name = /^#\/components\/schemas\/(.+)$/.exec(schema.$ref ?? '')?.[1];
  if (name === undefined) return schema;
  const { components } = app.swagger() as unknown as { components: { schemas: Record<string, JsonSchema> } };
  const found = components.schemas[name];
  if (!found) throw new Error(`a reference needs a schema that is published, got ${name}`);
  return schemaOf({ app }, found);
}
/** The address of an operation with the same word in place of every name. */
export const addressWith = ({ path }: Pick<Operation, 'path'>, id: string) => path.replaceAll(/\{\w+\}/g, id);
