import { createInstallationRepository } from '../../../db/repositories/installation.ts';
import { ref } from '../../../schemas/common.ts';
import { Health } from '../../../schemas/session.ts';
import type { App, ServerContext } from '../../context.ts';
import { ApiError } from '../../errors.ts';
import { problems } from '../../routes.ts';
import { apiVersion } from '../../version.ts';

export function healthRoutes(app: App, { db, demo, engineVersion }: ServerContext): void {
  const installation = createInstallationRepository(db);
  app.get(
    '/health',
    {
      config: { policy: 'public', uncounted: true },
      schema: {
        tags: ['health'],
        operationId: 'getHealth',
        summary: 'Is the service up, with its database',
        description:
          'Answers without a key and is never counted against rate limits, so a monitor may call it as often as it likes. It reads one row of the database (503 where that fails); workers and queue are not looked at.',
        response: { 200: ref(Health), ...problems(503) },
      },
    },
    async (request) => {
      try {
        await installation.get('demo');
      } catch (cause) {
        request.log.error({ err: cause }, 'the database is out of reach');
        throw new ApiError('unavailable', { zh: '数据库暂时无法访问', en: 'The database is out of reach' });
      }
      return { status: 'ok' as const, version: apiVersion, demo, database: db.dialect, engineVersion };
    },
  );
}
