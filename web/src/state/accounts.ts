import { api, dataOf, doneWith, type Member, type OrganisationRecord } from '../api/client.ts';
import type { components, operations } from '../api/schema.d.ts';
import type { PasskeyAnswer } from './passkeys.ts';

type Schemas = components['schemas'];
export type OrganisationStatus = Schemas['OrganisationRecord']['status'];
export type OrganisationKind = Schemas['OrganisationRecord']['kind'];
export type SizeClass = NonNullable<Schemas['OrganisationRecord']['sizeClass']>;
export type Level = NonNullable<Schemas['OrganisationRecord']['level']>;
/** Forms while they are filled in. */
export interface EnterpriseDraft {
  name: string;
  creditCode: string;
  chainId: string;
  sizeClass: SizeClass;
  contact: string;
}
export interface AccountDraft {
  login: string;
  displayName: string;
  password: string;
}
export const organisationStatuses: readonly OrganisationStatus[] = ['pending', 'verified', 'rejected'];
export const organisationKinds: readonly OrganisationKind[] = ['enterprise', 'school', 'bureau'];
export const sizeClasses: readonly SizeClass[] = ['1000+', '300-999', '20-299', '1-19'];
export const listPage = 50;

export const register = (body: Schemas['RegistrationInput']) => dataOf(api.POST('/api/v1/accounts/registration', { body }));
/** The second factor, where there is one: a code, or what a passkey signed. */
export interface GivenFactor {
  readonly code: string;
  readonly passkey: PasskeyAnswer | null;
}
const given = ({ code, passkey }: GivenFactor) => (passkey ? { passkey } : code.trim() === '' ? {} : { code: code.trim() });
export const changePassword = (current: string, password: string, factor: GivenFactor) =>
  doneWith(api.PUT('/api/v1/account/password', { body: { current, password, ...given(factor) } }));

export type Strength = Schemas['PasswordStrength'];
export const estimatePassword = (password: string, login: string) => dataOf(api.POST('/api/v1/passwords/strength', { body: { password, login } }));
export const confirmPassword = (password: string, factor: GivenFactor) =>
  doneWith(api.POST('/api/v1/session/confirmation', { body: { password, ...given(factor) } }));
export type FactorDraft = Schemas['SecondFactorDraft'];
export const loadFactor = () => dataOf(api.GET('/api/v1/account/second-factor'));
export const draftFactor = () => dataOf(api.POST('/api/v1/account/second-factor/draft'));
export const setFactor = async (draft: string, code: string) =>
  (await dataOf(api.POST('/api/v1/account/second-factor', { body: { draft, code } }))).recoveryCodes;
export const removeFactor = () => doneWith(api.DELETE('/api/v1/account/second-factor'));
export const removeFactorOf = (id: string) => doneWith(api.DELETE('/api/v1/accounts/{id}/second-factor', { params: { path: { id } } }));

export const loadSessions = async () => (await dataOf(api.GET('/api/v1/account/sessions'))).items;
export const endSession = (id: string) => doneWith(api.DELETE('/api/v1/account/sessions/{id}', { params: { path: { id } } }));
export const endOtherSessions = () => doneWith(api.DELETE('/api/v1/account/sessions'));

export const deleteAccount = (password: string, factor: GivenFactor) =>
  doneWith(api.POST('/api/v1/account/deletion', { body: { password, ...given(factor) } }));
export const eraseAccount = (id: string) => doneWith(api.POST('/api/v1/accounts/{id}/deletion', { params: { path: { id } } }));

export const loadKeys = async () => (await dataOf(api.GET('/api/v1/account/keys'))).items;
export const addKey = (body: Schemas['KeyInput']) => dataOf(api.POST('/api/v1/account/keys', { body }));
export const revokeKey = (id: string) => doneWith(api.DELETE('/api/v1/account/keys/{id}', { params: { path: { id } } }));

type OrganisationQuery = NonNullable<operations['listOrganisations']['parameters']['query']>;
export const loadOrganisations = (query: OrganisationQuery) =>
  dataOf(api.GET('/api/v1/organisations', { params: { query: { ...query, limit: listPage, total: true } } }));
export const loadOrganisation = (id: string) => dataOf(api.GET('/api/v1/organisations/{id}', { params: { path: { id } } }));
export const addOrganisation = (body: Schemas['OrganisationInput']) => dataOf(api.POST('/api/v1/organisations', { body }));
/** The version a change was made from: whoever changed the record in between is not overwritten. */
const seen = (version: number) => ({ 'if-match': `"v${version}"` });
export const correctOrganisation = (id: string, version: number, body: Schemas['OrganisationCorrection']) =>
  dataOf(api.PUT('/api/v1/organisations/{id}', { params: { path: { id }, header: seen(version) }, body }));
export const decideOrganisation = ({ id, version }: Pick<OrganisationRecord, 'id' | 'version'>, body: Schemas['VerificationInput']) =>
  dataOf(api.POST('/api/v1/organisations/{id}/verification', { params: { path: { id }, header: seen(version) }, body }));
export const setContact = (id: string, version: number, contact: string | null) =>
  dataOf(api.PUT('/api/v1/organisations/{id}/contact', { params: { path: { id }, header: seen(version) }, body: { contact } }));

/** `''` is everybody: administrators read all members, those of the city without an organisation included. */
const within = (organisationId: string) => ({ limit: 200, ...(organisationId === '' ? {} : { organisationId }) });
export const loadMembers = async (organisationId: string) => (await dataOf(api.GET('/api/v1/members', { params: { query: within(organisationId) } }))).items;
export const changeMember = ({ id, version }: Member, body: Schemas['MemberChange']) =>
  dataOf(api.PUT('/api/v1/members/{id}', { params: { path: { id }, header: seen(version) }, body }));
export const removeMember = (id: string) => doneWith(api.DELETE('/api/v1/members/{id}', { params: { path: { id } } }));
export const setAccountStatus = ({ accountId: id, accountVersion }: Member, status: 'active' | 'disabled') =>
  doneWith(api.PUT('/api/v1/accounts/{id}/status', { params: { path: { id }, header: seen(accountVersion) }, body: { status } }));
export const resetPassword = async (id: string) => (await dataOf(api.POST('/api/v1/accounts/{id}/password-reset', { params: { path: { id } } }))).password;

export const loadInvitations = async (organisationId: string) =>
  (await dataOf(api.GET('/api/v1/invitations', { params: { query: within(organisationId) } }))).items;
export const invite = (body: Schemas['InvitationInput']) => dataOf(api.POST('/api/v1/invitations', { body }));
export const revokeInvitation = (id: string) => doneWith(api.DELETE('/api/v1/invitations/{id}', { params: { path: { id } } }));
export const readInvitation = (token: string) => dataOf(api.POST('/api/v1/invitations/offer', { body: { token } }));
export const acceptInvitation = (body: Schemas['AcceptanceInput']) => dataOf(api.POST('/api/v1/invitations/acceptance', { body }));
export const joinOrganisation = (token: string) => doneWith(api.POST('/api/v1/account/invitations', { body: { token } }));
