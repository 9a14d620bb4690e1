import { createInstallationRepository } from '../../../db/repositories/installation.ts';
import { createOrganisationRegistry } from '../../../db/repositories/organisation-registry.ts';
import { creditCodeFault, isSimulatedCreditCode, normaliseCreditCode, type CreditCodeFault } from '../../../schemas/credit-code.ts';
import type { ServerContext } from '../../context.ts';
import { createCatalogueCheck } from '../../catalogue-check.ts';
import { ApiError, invalidField, type Bilingual } from '../../errors.ts';

const faults: Record<CreditCodeFault, Bilingual> = {
  length: { zh: '统一社会信用代码应为 18 位', en: 'a unified social credit code has 18 characters' },
  character: { zh: '只含数字与大写字母，不含 I、O、S、V、Z', en: 'holds digits and capital letters other than I, O, S, V, Z only' },
  check: { zh: '校验码不符，请核对是否有误', en: 'the check character does not fit: one of the characters is wrong' },
  simulated: { zh: '这是演示数据用的代码，不属于任何单位', en: 'is a code of demonstrations that no organisation has' },
};

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
      if (fault) throw invalidField('/creditCode', faults[fault].zh, faults[fault].en);
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
