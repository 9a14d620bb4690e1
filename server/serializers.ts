import buildStringify from '@fastify/fast-json-stringify-compiler';

type Build = ReturnType<typeof buildStringify>;
type Serialize = ReturnType<ReturnType<Build>>;
type Schemas = Readonly<Record<string, object>>;

/** Names of the registered schemas this one refers to. */
function referred(schema: unknown, names = new Set<string>()): Set<string> {
  if (typeof schema !== 'object' || schema === null) return names;
  for (const [key, value] of Object.entries(schema)) {
    if (key === '$ref' && typeof value === 'string') names.add(value.replace(/#.*$/, ''));
    else referred(value, names);
  }
  return names;
}

/**
 * Serializers of answers. fast-json-stringify checks and indexes every schema it is given anew for every status of every route: with all registered schemas that was most of a start.
 * So each gets the schemas it reaches, answers of the same schema share one serializer, and it is compiled by the first answer that needs it. A name that is not registered still stops the start.
 */
export function buildSerializer(externalSchemas: unknown, options?: Parameters<Build>[1]): ReturnType<Build> {
  const registered = externalSchemas as Schemas;
  const direct = new Map(Object.entries(registered).map(([name, schema]) => [name, referred(schema)]));
  const compiled = new Map<string, Serialize>();
  return (route) => {
    const text = JSON.stringify(route.schema);
    const known = compiled.get(text);
    if (known) return known;
    const reached = referred(route.schema);
    for (const name of reached) for (const next of direct.get(name) ?? []) reached.add(next); // a set in iteration visits what is added to it
    for (const name of reached) if (!registered[name]) throw new Error(`${route.method} ${route.url} answers with schema ${name}, which is not registered`);
    let made: Serialize | undefined;
    const serializer: Serialize = (answer) => {
      made ??= buildStringify()(Object.fromEntries([...reached].map((name) => [name, registered[name]])), options)(route);
      return made(answer);
    };
    compiled.set(text, serializer);
    return serializer;
  };
}
