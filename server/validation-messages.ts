import type { FastifySchemaValidationError } from 'fastify';
import { wordsOf } from '../schemas/validation-words.ts';
import { pointerToken, type FieldError } from './errors.ts';
import { fieldWord } from './field-words.ts';

const missing = (error: FastifySchemaValidationError) => {
  const name = error.params['missingProperty'] ?? error.params['additionalProperty'];
  return typeof name === 'string' ? `/${pointerToken(name)}` : '';
};

/** A field that is missing is called by its Chinese name too: whoever reads the sentence may see no pointer. */
function wordsFor({ keyword, params, message }: FastifySchemaValidationError) {
  const { missingProperty: name } = params;
  if (keyword !== 'required' || typeof name !== 'string') return wordsOf(keyword, params, message);
  const word = fieldWord(name);
  return { ...wordsOf(keyword, params, message), zh: word === name ? `缺少必填字段 ${name}` : `缺少必填字段“${word}”（${name}）` };
}

/** One FieldError per complaint; pointers start with the part unless it is the body. */
export function fieldErrors(errors: readonly FastifySchemaValidationError[], context: string | undefined): FieldError[] {
  const prefix = context === undefined || context === 'body' ? '' : `/${context === 'querystring' ? 'query' : context}`;
  return errors.map((error) => ({ pointer: `${prefix}${error.instancePath}${missing(error)}`, ...wordsFor(error) }));
}
