import type { FastifyReply, FastifyRequest } from 'fastify';
import { ApiError } from './errors.ts';

/** The version a caller has seen, as ETag says it: `"v3"`. */
export const etagOf = (version: number): string => `"v${version}"`;
export const withEtag = <T extends { readonly version: number }>(reply: FastifyReply, answer: T): T => {
  void reply.header('etag', etagOf(answer.version));
  return answer;
};

export const changedMeanwhile = (): ApiError =>
  new ApiError('precondition_failed', {
    zh: '内容已被他人更改，请重新读取后再改',
    en: 'It was changed by somebody else meanwhile: read it again, then change it',
  });

/**
 * The version of `If-Match`, which is what the caller has seen; undefined for `*`, and where it is left out and not needed.
 *
 * @throws 428 where it is needed and left out, 412 where it is no version of ours.
 */
export function expectedVersion(request: FastifyRequest, needed: boolean): number | undefined {
  const given = request.headers['if-match'];
  if (given === undefined) {
    if (!needed) return undefined;
    throw new ApiError('precondition_required', {
      zh: '请在请求头 If-Match 中给出所读内容的 ETag，以免覆盖他人的更改',
      en: 'Give the ETag of what was read in the header If-Match, so that nobody else’s change is overwritten',
    });
  }
  if (given.trim() === '*') return undefined;
  const version = /^(?:W\/)?"v(\d{1,9})"$/.exec(given.trim())?.[1];
  if (version === undefined) throw changedMeanwhile();
  return Number(version);
}
