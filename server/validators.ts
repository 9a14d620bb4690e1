import buildAjv from '@fastify/ajv-compiler';

type Build = ReturnType<typeof buildAjv>;
type Compile = ReturnType<Build>;
type Route = Parameters<Compile>[0];
type Validate = ReturnType<Compile>;

/**
 * Text of path, query and headers is converted to numbers and booleans; a JSON body is taken as it is (the default would turn null into "" and "5" into 5).
 * A validator is compiled when the first request needs it: all of them together were a fifth of a start, and most of them wait for days.
 */
export function buildValidator(externalSchemas: Parameters<Build>[0]): Compile {
  const common = { removeAdditional: false, useDefaults: true, allErrors: true } as const;
  const compiler = (customOptions: { readonly coerceTypes: false | 'array'; readonly strictNumbers: boolean }) =>
    once(() => buildAjv()(externalSchemas, { customOptions: { ...common, ...customOptions } }));
  const body = compiler({ coerceTypes: false, strictNumbers: true });
  // 1e999 becomes Infinity after its type was looked at; limits are then compared with finite numbers only, unless told otherwise
  const text = compiler({ coerceTypes: 'array', strictNumbers: false });
  // the published type leaves out httpPart, which fastify does pass
  return (route) => onFirstUse(route, (route as unknown as { httpPart?: string }).httpPart === 'body' ? body : text);
}

function onFirstUse(route: Route, compiler: () => Compile): Validate {
  const compiled = once(() => compiler()(route));
  const validate = (value: unknown): unknown => {
    const check = compiled();
    const result: unknown = check(value);
    (validate as Validate).errors = check.errors ?? null; // where fastify looks for them
    return result;
  };
  return validate as Validate;
}

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => (made ??= { value: make() }).value;
}
