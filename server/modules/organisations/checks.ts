import { createInstallationRepository } from '../../../db/repositories/installation.ts';
import { createOrganisationRegistry } from '../../../db/repositories/organisation-registry.ts';
import { creditCodeFault, creditCodeWords, isSimulatedCreditCode, normaliseCreditCode } from '../../../schemas/credit-code.ts';
import type { ServerContext } from '../../context.ts';
import { createCatalogueCheck } from '../../catalogue-check.ts';
import { ApiError, invalidField } from '../../errors.ts';

/** What registering and entering an organisation have in common. */
export function createOrganisationChecks({ db, demo }: ServerContext) {
  const registry = createOrganisationRegistry(db);
  const catalogue = createCatalogueCheck({ db });
  const installation = createInstallationRepository(db);
  return {
    /** The code as it is stored, and whether it is one of a demonstration. Nobody else may have it. */
    async creditCode(text: string, ownId?: string) {
      const creditCode = normaliseCreditCode(text);
      const fault = creditCodeFault(creditCode, { demo });
      if (fault) throw invalidField('/creditCode', creditCodeWords[fault].zh, creditCodeWords[fault].en);
      const holder = await registry.findByCreditCode(creditCode);
      if (holder && holder.id !== ownId)
        throw new ApiError('conflict', { zh: '此统一社会信用代码已登记', en: 'An organisation with this credit code is registered already' }, [
          {
            pointer: '/creditCode',
            zh: '已登记；请联系本单位的管理成员邀请你加入',
            en: 'is registered already; ask a manager of the organisation to invite you',
          },
        ]);
      return { creditCode, simulated: isSimulatedCreditCode(creditCode) };
    },
    /** The region named, or the city of the installation. */
    async region(named: string | undefined) {
      const code = named ?? (await installation.region());
      return (await catalogue.region(code)).code;
    },
    async chain(id: string | undefined) {
      if (id !== undefined && !(await registry.knowsChain(id))) throw invalidField('/chainId', '没有此产业链', 'no industry chain has this id');
      return id ?? null;
    },
  };
}
