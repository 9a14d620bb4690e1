import { api, dataOf, doneWith } from '../api/client.ts';
import type { components } from '../api/schema.d.ts';

type Schemas = components['schemas'];
export type PasskeyAnswer = Schemas['PasskeyAnswer'];
/** Fetched when somebody uses a passkey. */
const library = () => import('@simplewebauthn/browser');
/** Whether this browser knows passkeys at all. */
export const knowsPasskeys = (): boolean => typeof PublicKeyCredential !== 'undefined';

/** The device did not sign: its owner changed their mind, was too slow, or it is registered already. */
export class PasskeyStopped extends Error {
  override readonly name = 'PasskeyStopped';
}
const signed = async <T>(asking: Promise<T>): Promise<T> =>
  asking.catch(() => {
    throw new PasskeyStopped('the device did not sign');
  });

async function answered({ challengeId, ...options }: Schemas['PasskeyChallenge']): Promise<PasskeyAnswer> {
  const { startAuthentication } = await library();
  const optionsJSON = {
    ...options,
    userVerification: 'preferred' as const,
    allowCredentials: options.allowCredentials.map((one) => ({ ...one, type: 'public-key' as const })),
  };
  const { id, response } = await signed(startAuthentication({ optionsJSON }));
  const { clientDataJSON, authenticatorData, signature } = response;
  return { challengeId, credentialId: id, clientDataJSON, authenticatorData, signature };
}
/** Signed for who is signed in, before something that matters. */
export const answerOwn = async () => answered(await dataOf(api.POST('/api/v1/account/passkeys/challenge')));
/** Signed for who signs in and gave the password. */
export const answerSignIn = async (login: string, password: string) =>
  answered(await dataOf(api.POST('/api/v1/session/passkey', { body: { login, password } })));

export const loadPasskeys = () => dataOf(api.GET('/api/v1/account/passkeys'));
export const removePasskey = (id: string) => doneWith(api.DELETE('/api/v1/account/passkeys/{id}', { params: { path: { id } } }));
/** Registers this device, or the key that is plugged in; answers recovery codes where the account had none. */
export async function addPasskey(name: string): Promise<readonly string[]> {
  const { challengeId, ...draft } = await dataOf(api.POST('/api/v1/account/passkeys/draft'));
  const { startRegistration } = await library();
  const type = 'public-key' as const;
  const optionsJSON = {
    ...{ ...draft, attestation: 'none' as const, authenticatorSelection: { residentKey: 'preferred' as const, userVerification: 'preferred' as const } },
    pubKeyCredParams: draft.pubKeyCredParams.map(({ alg }) => ({ alg, type })),
    excludeCredentials: draft.excludeCredentials.map((one) => ({ ...one, type })),
  };
  const { id, response } = await signed(startRegistration({ optionsJSON }));
  const { clientDataJSON, attestationObject, transports = [] } = response;
  const body = { challengeId, name, credentialId: id, clientDataJSON, attestationObject, transports };
  return (await dataOf(api.POST('/api/v1/account/passkeys', { body }))).recoveryCodes;
}
