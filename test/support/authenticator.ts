import { createHash, createSign, generateKeyPairSync, randomBytes } from 'node:crypto';

/** CBOR (RFC 8949) of what an attestation is made of: small maps, text, bytes, small numbers. */
type Cbor = number | string | Buffer | ReadonlyMap<number | string, Cbor>;
function head(major: number, n: number): Buffer {
  if (n < 24) return Buffer.from([(major << 5) | n]);
  return n < 256 ? Buffer.from([(major << 5) | 24, n]) : Buffer.from([(major << 5) | 25, n >> 8, n & 255]);
}
function cbor(value: Cbor): Buffer {
  if (typeof value === 'number') return value < 0 ? head(1, -1 - value) : head(0, value);
  if (typeof value === 'string') return Buffer.concat([head(3, Buffer.byteLength(value)), Buffer.from(value)]);
  if (Buffer.isBuffer(value)) return Buffer.concat([head(2, value.length), value]);
  return Buffer.concat([head(5, value.size), ...[...value].flatMap(([key, part]) => [cbor(key), cbor(part)])]);
}
const sha256 = (data: string | Buffer) => createHash('sha256').update(data).digest();
const encoded = (data: Buffer | string) => Buffer.from(data).toString('base64url');
const present = 0x01;
const withKey = 0x40;

/** A security key in software (WebAuthn level 2, ES256, attestation `none`): signs what a browser would hand to a device. */
export function createAuthenticator() {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const { x = '', y = '' } = publicKey.export({ format: 'jwk' });
  const id = randomBytes(32);
  const cose = cbor(new Map<number, Cbor>([[1, 2], [3, -7], [-1, 1], [-2, Buffer.from(x, 'base64url')], [-3, Buffer.from(y, 'base64url')]])); // prettier-ignore
  const clientData = (type: string, challenge: string, origin: string) => Buffer.from(JSON.stringify({ type, challenge, origin, crossOrigin: false }));
  function authData(rpId: string, flags: number, counter: number): Buffer {
    const count = Buffer.alloc(4);
    count.writeUInt32BE(counter);
    return Buffer.concat([sha256(rpId), Buffer.from([flags]), count]);
  }
  return {
    credentialId: encoded(id),
    /** What a browser answers to creation options. */
    register({ challenge, rpId, origin }: { readonly challenge: string; readonly rpId: string; readonly origin: string }) {
      const length = Buffer.from([id.length >> 8, id.length & 255]);
      const data = Buffer.concat([authData(rpId, present | withKey, 0), Buffer.alloc(16), length, id, cose]);
      const attestation = cbor(new Map<string, Cbor>([['fmt', 'none'], ['attStmt', new Map()], ['authData', data]])); // prettier-ignore
      return { credentialId: encoded(id), clientDataJSON: encoded(clientData('webauthn.create', challenge, origin)), attestationObject: encoded(attestation) };
    },
    /** What a browser answers to request options, with the count the device says. */
    sign({ challenge, rpId, origin }: { readonly challenge: string; readonly rpId: string; readonly origin: string }, counter: number) {
      const [client, data] = [clientData('webauthn.get', challenge, origin), authData(rpId, present, counter)];
      const signature = createSign('sha256').update(Buffer.concat([data, sha256(client)])).sign(privateKey); // prettier-ignore
      return { credentialId: encoded(id), clientDataJSON: encoded(client), authenticatorData: encoded(data), signature: encoded(signature) };
    },
  };
}
