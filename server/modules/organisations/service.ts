import { createAccountRepository } from '../../../db/repositories/accounts.ts';
import type { Principal } from '../../../db/repositories/access.ts';
import {
  createOrganisationRegistry,
  type NewOrganisation,
  type OrganisationFilter,
  type OrganisationRow,
} from '../../../db/repositories/organisation-registry.ts';
import type { SignedIn } from '../../../db/repositories/account-sessions.ts';
import type { OrganisationCorrection, OrganisationInput, OrganisationRecord, RegistrationInput, VerificationInput } from '../../../schemas/organisations.ts';
import type { ServerContext } from '../../context.ts';
import { ApiError, invalidField, notFound } from '../../errors.ts';
import { toList, toPageRequest, type PageQuery } from '../../paging.ts';
import { newAccount } from '../../new-account.ts';
import { refusedPassword } from '../../passwords.ts';
import { personalDigest } from '../../../schemas/personal.ts';
import { checkVersion, stale, type Seen } from '../../plugins/versions.ts';
import { createRecorder } from '../../recording.ts';
import { createOrganisationChecks } from './checks.ts';

export function createOrganisationService(context: ServerContext) {
  const { db, clock, newId } = context;
  const registry = createOrganisationRegistry(db);
  const accounts = createAccountRepository(db);
  const checks = createOrganisationChecks(context);
  const record = createRecorder(context);
  const what = { zh: '此单位', en: 'This organisation' };

  async function found(id: string): Promise<OrganisationRow> {
    const row = await registry.find(id);
    if (!row) throw notFound(what);
    return row;
  }
  return {
    /** An enterprise and its first member, who may sign in at once and report once the enterprise is verified. */
    async register(input: RegistrationInput, requestId: string) {
      const login = input.login.toLowerCase();
      const refused = await refusedPassword('/password', input.password, login);
      if (refused) throw refused;
      const { creditCode, simulated } = await checks.creditCode(input.creditCode);
      const regionCode = await checks.region(input.regionCode);
      const chainId = await checks.chain(input.chainId);
      if (await accounts.findByLogin(login)) throw takenLogin();
      const now = clock();
      const { name, sizeClass, contact, displayName } = input;
      const organisation: NewOrganisation = {
        ...{ id: newId(), kind: 'enterprise', name: name.trim(), creditCode, regionCode, ownership: 'private', chainId, sizeClass, contact },
        ...{ status: 'pending', statusAt: now, simulated, source: 'registration', createdAt: now },
      };
      const account = await newAccount(context, { login, displayName, password: input.password });
      const after = { name: organisation.name, creditCode, chainId, sizeClass, status: 'pending', login: personalDigest(account.personalKey, login) };
      await registry.register(organisation, account, newId(), {
        ...record({ actor: `account:${account.id}`, requestId }, now, 'register', ['organisation', organisation.id], after),
        tell: [{ to: { role: 'administrator' }, kind: 'registration_received' }],
      });
      return { organisationId: organisation.id, status: 'pending' as const, login };
    },
    async list(filter: OrganisationFilter, query: PageQuery) {
      const page = await registry.page(filter, toPageRequest(query, ['text']));
      return toList(page, query, present, () => registry.count(filter));
    },
    /** Members see their own; to others it does not exist. */
    async get(principal: Principal, id: string): Promise<OrganisationRecord> {
      if (principal.role !== 'administrator' && principal.organisationId !== id) throw notFound(what);
      return present(await found(id));
    },
    async create({ actor }: Principal, input: OrganisationInput, requestId: string): Promise<OrganisationRecord> {
      if (input.kind === 'enterprise' && input.sizeClass === undefined)
        throw invalidField('/sizeClass', '企业必须填写规模', 'sizeClass is required for enterprises');
      if (input.kind === 'school' && input.level === undefined) throw invalidField('/level', '学校必须填写办学层次', 'level is required for schools');
      const code = input.creditCode === undefined ? { creditCode: null, simulated: false } : await checks.creditCode(input.creditCode);
      const regionCode = await checks.region(input.regionCode);
      const chainId = await checks.chain(input.chainId);
      const now = clock();
      const { kind, name, level, sizeClass, contact } = input;
      const row: NewOrganisation = {
        ...{ id: newId(), kind, name: name.trim(), ...code, regionCode, level: level ?? null, sizeClass: sizeClass ?? null, chainId, contact: contact ?? null },
        ...{
          ownership: input.ownership ?? (kind === 'enterprise' ? 'private' : 'public'),
          status: 'verified',
          statusAt: now,
          source: 'administrator',
          createdAt: now,
        },
      };
      await registry.add(row, record({ actor, requestId }, now, 'create', ['organisation', row.id], { kind, name: row.name, creditCode: code.creditCode }));
      return present(await found(row.id));
    },
    async decide({ actor }: Principal, id: string, { status, reason }: VerificationInput, seen: Seen, requestId: string): Promise<OrganisationRecord> {
      const before = await found(id);
      checkVersion(seen, before.version);
      if (status === 'rejected' && reason === undefined) throw invalidField('/reason', '驳回时必须说明理由', 'reason is required to reject');
      const now = clock();
      const set = { status, statusReason: status === 'rejected' ? (reason ?? null) : null, statusAt: now };
      const audit = record({ actor, requestId }, now, status, ['organisation', id], { status, reason: reason ?? null }, { status: before.status });
      const tell = [{ to: { organisationId: id }, kind: `organisation_${status}` as const }];
      return changed(await registry.change(before, set, { ...audit, tell }));
    },
    /** A name and a way to reach are personal data: the record says that they changed, not to what. */
    async setContact({ role, organisationId, actor }: Principal, manager: boolean, id: string, contact: string | null, seen: Seen, requestId: string) {
      if (role !== 'administrator' && organisationId !== id) throw notFound(what);
      if (role !== 'administrator' && !manager)
        throw new ApiError('forbidden', {
          zh: '只有本单位的管理成员或系统管理员可以更改联系人',
          en: 'Managers of the organisation and administrators only can change its contact',
        });
      const before = await found(id);
      checkVersion(seen, before.version);
      const audit = record({ actor, requestId }, clock(), 'set_contact', ['organisation', id], { contact: contact === null ? 'deleted' : 'set' });
      return changed(await registry.change(before, { contact }, audit));
    },
    /** A manager puts a registration right that is not verified yet; it waits again. */
    async correct(own: SignedIn, id: string, input: OrganisationCorrection, seen: Seen, requestId: string): Promise<OrganisationRecord> {
      if (own.membership?.organisationId !== id) throw notFound(what);
      const before = await found(id);
      if (!own.membership.manager)
        throw new ApiError('forbidden', { zh: '只有本单位的管理成员可以更正登记', en: 'Managers of the organisation only can correct its registration' });
      if (before.status === 'verified')
        throw new ApiError('conflict', { zh: '已通过核验的登记由系统管理员更改', en: 'A verified registration is changed by an administrator' });
      checkVersion(seen, before.version);
      const { creditCode } = await checks.creditCode(input.creditCode, id);
      const chainId = await checks.chain(input.chainId);
      const now = clock();
      const { name, sizeClass, contact } = input;
      const set = { name: name.trim(), creditCode, chainId, sizeClass, contact, status: 'pending' as const, statusReason: null, statusAt: now };
      const { statusAt: _at, contact: _contact, ...after } = set;
      const audit = record({ actor: `account:${own.accountId}`, requestId }, now, 'correct', ['organisation', id], after, {
        name: before.name,
        creditCode: before.creditCode,
      });
      return changed(await registry.change(before, set, audit));
    },
  };
}

function changed(row: OrganisationRow | undefined): OrganisationRecord {
  if (!row) throw stale();
  return present(row);
}

function takenLogin(): ApiError {
  return new ApiError('conflict', { zh: '此账号名已被使用', en: 'The account name is taken' }, [
    { pointer: '/login', zh: '已被使用，请换一个', en: 'is taken; choose another' },
  ]);
}

function present(row: OrganisationRow): OrganisationRecord {
  const {
    id,
    kind,
    name,
    creditCode,
    regionCode,
    level,
    ownership,
    chainId,
    sizeClass,
    status,
    statusReason,
    statusAt,
    contact,
    simulated,
    source,
    createdAt,
    version,
  } = row;
  return {
    ...{ id, kind, name, creditCode, regionCode, level, ownership, chainId, sizeClass, status, statusReason, contact, simulated, source, version },
    statusAt: statusAt?.toISOString() ?? null,
    createdAt: createdAt.toISOString(),
  };
}
