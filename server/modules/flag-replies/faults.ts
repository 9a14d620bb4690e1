import type { ReplyRow } from '../../../db/repositories/flag-replies.ts';
import { deedLength, promiseYears, reasonLength } from '../../../schemas/reply-limits.ts';
import type { FieldError } from '../../errors.ts';

/** What a reply lacks to be sent; `today` as YYYY-MM-DD. */
export function replyFaults({ kind, text, doneBy }: Pick<ReplyRow, 'kind' | 'text' | 'doneBy'>, today: string): FieldError[] {
  const [length, needed] = [text.trim().length, kind === 'explain' ? reasonLength : deedLength];
  const faults: FieldError[] = [];
  if (length < needed)
    faults.push({
      pointer: '/text',
      zh: kind === 'explain' ? `请说明理由，至少 ${needed} 字，现为 ${length} 字` : `请写明将怎样办理，至少 ${needed} 字，现为 ${length} 字`,
      en: `${kind === 'explain' ? 'reasons need' : 'what will be done needs'} at least ${needed} characters, got ${length}`,
    });
  if (kind === 'explain' || (doneBy !== null && doneBy >= today && Number(doneBy.slice(0, 4)) <= Number(today.slice(0, 4)) + promiseYears)) return faults;
  const last = Number(today.slice(0, 4)) + promiseYears;
  const said =
    doneBy === null
      ? { zh: '请写明何时办结', en: 'doneBy is needed to comply' }
      : { zh: `须在 ${today} 至 ${last} 年末之间`, en: `must be from ${today} to the end of ${last}, got ${doneBy}` };
  return [...faults, { pointer: '/doneBy', ...said }];
}
