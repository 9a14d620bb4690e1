import { Type } from 'typebox';
import { ref } from '../../../schemas/common.ts';
import { SearchResult } from '../../../schemas/search.ts';
import type { App, ServerContext } from '../../context.ts';
import { everyRole, principalOf } from '../../plugins/access.ts';
import { bearer, problems } from '../../routes.ts';
import { createSearchService } from './service.ts';

/** One search over what has a name. */
export function searchRoutes(app: App, context: ServerContext): void {
  const service = createSearchService(context);
  app.get(
    '/search',
    {
      config: { policy: everyRole },
      schema: {
        operationId: 'search',
        summary: 'Search majors, occupations, chains, schools and enterprises by name, code or pinyin 搜索',
        description: 'Chinese in part, codes, pinyin in full (`shukong`) or by initials (`skjs`). Enterprises are found by planners and administrators.',
        tags: ['catalogue'],
        security: bearer,
        querystring: Type.Object({ q: Type.String({ maxLength: 50, pattern: '\\S', description: 'What to look for.' }) }, { additionalProperties: false }),
        response: { 200: ref(SearchResult), ...problems(401, 403, 422) },
      },
    },
    async (request) => service.find(principalOf(request), request.query.q),
  );
}
