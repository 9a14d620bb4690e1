import { createAccountRepository } from '../../db/repositories/accounts.ts';
import type { App, ServerContext } from '../context.ts';
import { ApiError } from '../errors.ts';
import { createRecorder } from '../recording.ts';

/**
 * Looks at every file that is sent, before the route that takes it: one place, so that none is forgotten. What was found is refused (422) and stands in the audit record; where the
 * scanner cannot say, the file is refused too (503), since nothing is known of it. Without a scanner nothing is looked at.
 */
export function registerScan(app: App, context: Pick<ServerContext, 'db' | 'clock' | 'newId' | 'scan'>): void {
  const { db, clock, scan } = context;
  if (!scan) return;
  const accounts = createAccountRepository(db);
  const record = createRecorder(context);
  app.addHook('preHandler', async (request) => {
    const { body } = request;
    if (!Buffer.isBuffer(body)) return;
    const found = await scan(body).catch((error: unknown) => {
      const reason = error instanceof Error ? error.message : String(error);
      request.log.error({ reason }, 'the virus scanner did not look at a file');
      throw new ApiError('unavailable', {
        zh: '病毒扫描服务（CLAMD_SOCKET）暂时无法检查此文件，文件未被接收，请稍后重试或联系管理员',
        en: 'The virus scanner (CLAMD_SOCKET) could not look at the file, so it was not taken: try again later, or tell an administrator',
      });
    });
    if (found === null) return;
    const doer = { actor: request.principal?.actor ?? 'nobody', requestId: request.id };
    await accounts.note(record(doer, clock(), 'upload_refused', ['file', 'upload'], { found, size: body.length }));
    throw new ApiError('invalid', { zh: '文件含有恶意内容，未被接收', en: 'The file holds something harmful and was not taken' }, [
      { pointer: '/file', zh: `扫描发现：${found}`, en: `holds ${found}, as the virus scanner says` },
    ]);
  });
}
