import type { Database } from '../db/database.ts';
import { createInstallationRepository } from '../db/repositories/installation.ts';

/**
 * Plants a part of the demo city once. That it was begun is marked before and that it is done after, so what a killed first start left half is completed at the next; nothing is
 * added where rows stood before the mark.
 *
 * @param standing whether there is anything of the part already
 * @param plant adds what is missing, however much of it stands; false: it cannot be planted here
 */
export async function plantOnce(db: Database, name: string, standing: () => Promise<boolean>, plant: () => Promise<boolean>): Promise<void> {
  const facts = createInstallationRepository(db);
  const key = `planted:${name}`;
  const mark = await facts.get(key);
  if (mark === 'done') return;
  if (mark === undefined) {
    if (await standing()) {
      await facts.set(key, 'done');
      return;
    }
    await facts.set(key, 'begun');
  }
  if (await plant()) await facts.set(key, 'done');
}
