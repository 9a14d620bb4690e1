import { pino, type Logger } from 'pino';
import { v7 as uuidv7 } from 'uuid';

/** JSON lines on standard error: standard output is for people. */
export function createLogger(level: string): Logger {
  return pino({ level, redact: ['req.headers.authorization', 'req.headers.cookie'] }, pino.destination({ dest: 2, sync: true }));
}
export const newId = (): string => uuidv7();
export const clock = (): Date => new Date();
