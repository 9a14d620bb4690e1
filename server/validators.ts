import buildAjv from '@fastify/ajv-compiler';

type Build = ReturnType<typeof buildAjv>;

/** Text of path, query and headers is converted to numbers and booleans; a JSON body is taken as it is (the default would turn null into "" and "5" into 5). */
export function buildValidator(externalSchemas: Parameters<Build>[0]): ReturnType<Build> {
  const common = { removeAdditional: false, useDefaults: true, allErrors: true } as const;
  const body = buildAjv()(externalSchemas, { customOptions: { ...common, coerceTypes: false } });
  const text = buildAjv()(externalSchemas, { customOptions: { ...common, coerceTypes: 'array' } });
  // the published type leaves out httpPart, which fastify does pass
  return (route) => ((route as unknown as { httpPart?: string }).httpPart === 'body' ? body(route) : text(route));
}
