import type { FastifyRequest } from 'fastify';

export const cookie = { path: '/', httpOnly: true, sameSite: 'strict' } as const;

/** Whether the page came over TLS. Where a proxy ends it, the browser's own Origin says so: a page cannot forge it. */
export const isSecure = (request: FastifyRequest): boolean => request.protocol === 'https' || (request.headers.origin ?? '').startsWith('https://');
