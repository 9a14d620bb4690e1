import { createHmac, randomBytes } from 'node:crypto';

/** A key of an account's own, kept in its row: with it goes whatever the audit record says of the person. */
export const newPersonalKey = (): string => randomBytes(32).toString('base64url');

/**
 * How a personal field (a login) stands in the audit record, which is never rewritten: HMAC-SHA256 under the account's own key. While the account exists it can be shown whom
 * an entry means; once the key is deleted nobody can tell, not even by trying names, and the chain of hashes still holds.
 *
 * @returns `hmac-sha256:` and 64 hexadecimal digits
 */
export const personalDigest = (key: string, value: string): string => `hmac-sha256:${createHmac('sha256', key).update(value).digest('hex')}`;
