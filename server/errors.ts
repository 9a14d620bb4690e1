/** Every error the API can answer with: code → status and titles. Thrown as ApiError, rendered in one place (problems.ts). */
export const errorRegistry = {
  malformed_request: { status: 400, zh: '请求无法解析', en: 'The request cannot be parsed' },
  unauthenticated: { status: 401, zh: '需要有效的密钥或登录', en: 'A valid key or session is needed' },
  second_factor_needed: { status: 401, zh: '需要第二验证', en: 'The second factor is needed' },
  password_needed: { status: 403, zh: '需要再次输入密码', en: 'The password is needed again' },
  forbidden: { status: 403, zh: '没有权限', en: 'Not allowed' },
  not_found: { status: 404, zh: '未找到', en: 'Not found' },
  not_acceptable: { status: 406, zh: '不提供所要的格式', en: 'Not given in the format asked for' },
  conflict: { status: 409, zh: '与现状冲突', en: 'Conflicts with the present state' },
  stale: { status: 412, zh: '记录已被更改', en: 'The record has changed' },
  confirmation_needed: { status: 409, zh: '需要确认', en: 'Needs to be confirmed' },
  payload_too_large: { status: 413, zh: '内容过大', en: 'The body is too large' },
  uri_too_long: { status: 414, zh: '地址过长', en: 'The address is too long' },
  unsupported_media_type: { status: 415, zh: '不支持的内容类型', en: 'The content type is not supported' },
  invalid: { status: 422, zh: '内容有误', en: 'The content is not valid' },
  precondition_required: { status: 428, zh: '缺少版本', en: 'The version is missing' },
  too_many_requests: { status: 429, zh: '请求过于频繁', en: 'Too many requests' },
  internal: { status: 500, zh: '服务器内部错误', en: 'Something went wrong on the server' },
  unavailable: { status: 503, zh: '服务暂不可用', en: 'The service is not available now' },
} as const;
export type ErrorCode = keyof typeof errorRegistry;

export interface Bilingual {
  readonly zh: string;
  readonly en: string;
}
export interface FieldError extends Bilingual {
  /** `/year` for a field of the body, `/query/year`, `/params/id`. */
  readonly pointer: string;
}

/** A name as part of a JSON pointer (RFC 6901). */
export const pointerToken = (name: string) => name.replaceAll('~', '~0').replaceAll('/', '~1');

export class ApiError extends Error {
  override readonly name = 'ApiError';
  readonly code: ErrorCode;
  readonly detail: Bilingual;
  readonly fields: readonly FieldError[];
  /** What the caller may confirm to have it done all the same. */
  readonly confirm: readonly string[];
  constructor(code: ErrorCode, detail: Bilingual, fields: readonly FieldError[] = [], confirm: readonly string[] = []) {
    super(detail.en);
    this.code = code;
    this.detail = detail;
    this.fields = fields;
    this.confirm = confirm;
  }
}

export function notFound(what: Bilingual): ApiError {
  return new ApiError('not_found', { zh: `${what.zh}不存在`, en: `${what.en} does not exist` });
}

/** Several fields at once. */
export const invalidFields = (fields: readonly FieldError[]) =>
  new ApiError('invalid', { zh: '请更正所列字段后重试', en: 'Correct the fields listed and try again' }, fields);

/** A field whose value is well-formed but wrong. */
export function invalidField(pointer: string, zh: string, en: string): ApiError {
  return new ApiError('invalid', { zh: '请更正所列字段后重试', en: 'Correct the fields listed and try again' }, [{ pointer, zh, en }]);
}
