import swagger from '@fastify/swagger';
import swaggerUi from '@fastify/swagger-ui';
import type { FastifyContextConfig } from 'fastify';
import { examples } from '../../schemas/examples.ts';
import type { App } from '../context.ts';

/** OpenAPI 3.1 at /api/openapi.json and a reader for it at /api/docs. */
export async function registerApiDocuments(app: App): Promise<void> {
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: '产教供需 Gongxu API',
        version: '1',
        description: 'Talent supply–demand matching and forecasting for a city. Counts are persons; figures marked `simulated` come from generated demo data.',
      },
      components: {
        securitySchemes: { bearer: { type: 'http', scheme: 'bearer' }, student: { type: 'apiKey', in: 'cookie', name: 'gongxu_student' } },
      },
      tags: [
        { name: 'catalogue', description: 'Majors, occupations, chains, schools, programmes' },
        { name: 'demand', description: 'Declarations and postings of enterprises' },
        { name: 'enrolment', description: 'Reports of schools' },
        { name: 'runs', description: 'Forecast runs and their progress' },
        { name: 'notifications', description: 'What concerns the caller' },
        { name: 'audit', description: 'Record of every state change' },
        { name: 'placement', description: 'Placement rounds: posts, students, wishes, rankings, outcomes' },
        { name: 'results', description: 'Gaps, flags and series of a run' },
        { name: 'publications', description: 'What is published of a run, and withdrawn' },
        { name: 'public', description: 'Open data: read without key or account' },
      ],
    },
    transform: ({ schema, url, route }) => ({ url, schema: { ...schema, ...publishedPolicy(route.config ?? {}) } }),
    transformObject: (document) => ('openapiObject' in document ? withExamples(document.openapiObject) : document.swaggerObject),
    refResolver: { buildLocalReference: (json, _base, _fragment, i) => (typeof json.$id === 'string' ? json.$id : `def-${i}`) },
  });
  await app.register(swaggerUi, { routePrefix: '/api/docs', staticCSP: true });
  app.get('/api/openapi.json', { schema: { hide: true }, config: { policy: 'public' } }, async () => app.swagger());
}

interface Components {
  readonly components?: { readonly schemas?: Readonly<Record<string, object>> };
}
/** Bodies with the example that stands for each. */
function withExamples<T extends Components>(described: T): T {
  const schemas = Object.entries(described.components?.schemas ?? {}).map(([name, schema]) => {
    const example = examples[name];
    return [name, example === undefined ? schema : { ...schema, examples: [example] }] as const;
  });
  return { ...described, components: { ...described.components, schemas: Object.fromEntries(schemas) } };
}

/** Who may call an operation, as the route declares it: `x-policy` is what the check at the door goes by. */
function publishedPolicy({ policy, unverified = false, settingUp = false, recent = false }: FastifyContextConfig): object {
  return policy === undefined ? {} : { 'x-policy': { callers: policy, unverified, settingUp, recent } };
}
