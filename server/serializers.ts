import buildStringify from '@fastify/fast-json-stringify-compiler';

type Build = ReturnType<typeof buildStringify>;

/** Problems leave as text (problems.ts). To compile a serializer for each of their many places took most of the start. */
export function buildSerializer(...given: Parameters<Build>): ReturnType<Build> {
  const compile = buildStringify()(...given);
  // the published type leaves out contentType, which fastify does pass
  return (route) => ((route as unknown as { contentType?: string }).contentType === 'application/problem+json' ? JSON.stringify : compile(route));
}
