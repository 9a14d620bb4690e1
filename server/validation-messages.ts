import type { FastifySchemaValidationError } from 'fastify';
import { wordsOf } from '../schemas/validation-words.ts';
import { pointerToken, type FieldError } from './errors.ts';

const missing = (error: FastifySchemaValidationError) => {
  const name = error.params['missingProperty'] ?? error.params['additionalProperty'];
  return typeof name === 'string' ? `/${pointerToken(name)}` : '';
};

/** One FieldError per complaint; pointers start with the part unless it is the body. */
export function fieldErrors(errors: readonly FastifySchemaValidationError[], context: string | undefined): FieldError[] {
  const prefix = context === undefined || context === 'body' ? '' : `/${context === 'querystring' ? 'query' : context}`;
  return errors.map((error) => ({ pointer: `${prefix}${error.instancePath}${missing(error)}`, ...wordsOf(error.keyword, error.params, error.message) }));
}
