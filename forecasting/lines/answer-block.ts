import { answerLine } from './answer-line.ts';

/**
 * Answers a block of lines, in order; empty lines are passed over. Every line is answered for itself, so how lines are cut into blocks changes no byte.
 * Source: newline-delimited JSON.
 *
 * @param text whole lines of newline-delimited JSON
 * @param backtest also give the candidates and the skill at rolling origins
 * @returns one line a question, each ended by a newline
 * @example answerBlock('{"id":1}\n\n{"id":2}\n', false).split('\n').length // → 3
 */
export function answerBlock(text: string, backtest: boolean): string {
  let answers = '';
  for (const line of text.split('\n')) {
    if (line.trim() !== '') answers += `${answerLine(line, backtest)}\n`;
  }
  return answers;
}
