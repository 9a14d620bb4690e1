import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import { ConflictError, FixedYearError, mapDatabaseError, MissingReferenceError, UnstorableTextError } from '../db/errors.ts';
import type { Problem } from '../schemas/problem.ts';
import { ApiError, errorRegistry, type ErrorCode } from './errors.ts';
import { fieldErrors } from './validation-messages.ts';

export type Language = 'zh' | 'en';

/** The caller's language: Chinese unless English is asked for first. */
export function languageOf(request: FastifyRequest): Language {
  return /^\s*en\b/i.test(request.headers['accept-language'] ?? '') ? 'en' : 'zh';
}

const byStatus: Record<number, ErrorCode> = {
  400: 'malformed_request',
  401: 'unauthenticated',
  403: 'forbidden',
  404: 'not_found',
  409: 'conflict',
  412: 'stale',
  413: 'payload_too_large',
  414: 'uri_too_long',
  415: 'unsupported_media_type',
  422: 'invalid',
  428: 'precondition_required',
  429: 'too_many_requests',
  503: 'unavailable',
};

function toApiError(raised: Error & Partial<FastifyError>): ApiError {
  if (raised instanceof ApiError) return raised;
  const error = mapDatabaseError(raised) as typeof raised;
  if (error.validation) {
    return new ApiError(
      'invalid',
      { zh: '请更正所列字段后重试', en: 'Correct the fields listed and try again' },
      fieldErrors(error.validation, error.validationContext),
    );
  }
  if (error instanceof FixedYearError) {
    return new ApiError('conflict', {
      zh: `本单位 ${error.year} 年的填报单${error.state === 'locked' ? '已锁定' : '已审核通过'}，不能再单独填报；如需更正，请联系规划部门${error.state === 'locked' ? '，由系统管理员解锁' : '退回'}`,
      en: `The filing of ${error.year} is ${error.state}, so nothing is reported beside it; ask the planners to ${error.state === 'locked' ? 'have it unlocked by an administrator' : 'return it'}`,
    });
  }
  if (error instanceof ConflictError) return new ApiError('conflict', { zh: '同样的记录已存在', en: 'The same record exists already' });
  if (error instanceof MissingReferenceError) return new ApiError('invalid', { zh: '引用了不存在的记录', en: 'Refers to a record that does not exist' });
  if (error instanceof UnstorableTextError)
    return new ApiError('malformed_request', { zh: '文本含有不允许的字符', en: 'The text holds a character that cannot be stored' });
  const code = byStatus[error.statusCode ?? 500];
  if (code === undefined) return new ApiError('internal', { zh: '已记录，请凭追踪号联系管理员', en: 'It was logged; quote the trace id to the administrator' });
  return new ApiError(code, { zh: errorRegistry[code].zh, en: error.message });
}

/** RFC 9457, in the caller's language. A string payload skips the serializer of the route. */
export function sendProblem(error: Error & Partial<FastifyError>, request: FastifyRequest, reply: FastifyReply): void {
  const problem = toApiError(error);
  const language = languageOf(request);
  const { status, ...title } = errorRegistry[problem.code];
  if (status >= 500) request.log.error({ err: error }, 'request failed');
  const body: Problem = {
    type: `/problems/${problem.code}`,
    title: title[language],
    status,
    detail: problem.detail[language],
    instance: request.url.split('?')[0] ?? '',
    traceId: request.id,
    ...(problem.confirm.length === 0 ? {} : { confirm: [...problem.confirm] }),
    ...(problem.fields.length === 0 ? {} : { errors: problem.fields.map((field) => ({ pointer: field.pointer, detail: field[language] })) }),
  };
  if (status === 401) void reply.header('www-authenticate', 'Bearer');
  // framework errors pass no hook
  void reply.header('x-request-id', request.id);
  void reply.code(status).header('content-language', language).type('application/problem+json; charset=utf-8').send(JSON.stringify(body));
}
