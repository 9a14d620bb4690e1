import { createPersonalDataRepository } from '../../db/repositories/personal-data.ts';
import type { Handlers } from '../catalog.ts';
import type { WorkerContext } from './context.ts';

/** Personal data that has outlived its purpose is forgotten, once a day; several workers that do it forget nothing twice. */
export function createForgetHandler({ db, clock, newId, logger }: WorkerContext): Handlers['forgetPersonalData'] {
  const personal = createPersonalDataRepository(db);
  return async () => {
    const at = clock();
    const counts = await personal.forget(at, (after) => ({
      id: newId(),
      at,
      actor: 'worker',
      action: 'forget',
      entity: 'personal_data',
      entityId: 'retention',
      after,
    }));
    if (Object.values(counts).some((n) => n > 0)) logger.info(counts, 'personal data forgotten');
  };
}
