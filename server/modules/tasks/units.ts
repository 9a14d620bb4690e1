import { createOrganisationRepository } from '../../../db/repositories/organisations.ts';
import type { NewUnit } from '../../../db/repositories/task-changes.ts';
import { createTaskTemplateRepository } from '../../../db/repositories/task-templates.ts';
import type { TaskInput } from '../../../schemas/tasks.ts';
import type { ServerContext } from '../../context.ts';
import { invalidFields, type FieldError } from '../../errors.ts';

/** Names units: organisations that exist, or names, which become the organisation that is called so. One unit a name, one of them responsible. */
export function createTaskUnits({ db, newId }: ServerContext) {
  const known = createTaskTemplateRepository(db);
  const organisations = createOrganisationRepository(db);
  return async (units: TaskInput['units']): Promise<NewUnit[]> => {
    const names = await organisations.names(units.flatMap(({ organisationId }) => organisationId ?? []));
    const ids = await known.organisationsNamed(units.flatMap(({ name }) => name?.trim() ?? []));
    const faults: FieldError[] = [];
    const seen = new Set<string>();
    const rows = units.map(({ organisationId, name, leads }, i): NewUnit => {
      const own = organisationId === undefined ? name?.trim() : names.get(organisationId);
      const pointer = `/units/${i}/${organisationId === undefined ? 'name' : 'organisationId'}`;
      if (own === undefined) {
        const said = organisationId === undefined ? { zh: '须填写单位名称或选择单位', en: 'needs a name or an organisation' } : { zh: '此单位不存在', en: 'is no organisation' }; // prettier-ignore
        faults.push({ pointer, ...said });
      } else if (seen.has(own)) faults.push({ pointer, zh: `单位“${own}”重复`, en: `names the unit "${own}" a second time` });
      else seen.add(own);
      return { id: newId(), organisationId: organisationId ?? ids.get(own ?? '') ?? null, name: own ?? '', leads };
    });
    if (!units.some(({ leads }) => leads)) faults.push({ pointer: '/units', zh: '至少要有一个责任单位', en: 'needs at least one responsible unit' });
    if (faults.length > 0) throw invalidFields(faults);
    return rows;
  };
}

/** Units that are told something, each once. */
export const told = (units: readonly Pick<NewUnit, 'organisationId'>[]): string[] => [...new Set(units.flatMap(({ organisationId }) => organisationId ?? []))];
