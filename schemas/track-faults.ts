import type { GraduateTrackInput } from './graduate-tracks.ts';
import type { ReportFault } from './report-faults.ts';
import { satisfactionGrades, wageBands } from './vocabulary.ts';

type Counted = Partial<Record<(typeof wageBands)[number] | (typeof satisfactionGrades)[number], number | undefined>>;
/** Who has answered: everybody of whom it is known where they are. */
export const answeredOf = ({ localJob, otherRegion, furtherStudy, military, unemployed }: Pick<GraduateTrackInput, 'localJob' | 'otherRegion' | 'furtherStudy' | 'military' | 'unemployed'>): number => localJob + otherRegion + furtherStudy + military + unemployed; // prettier-ignore
const sumOf = (input: Counted, fields: readonly (keyof Counted)[]) => fields.reduce((sum, field) => sum + (input[field] ?? 0), 0);
/** The field with which a sum becomes too large. */
function pointerOf(input: Counted, fields: readonly (keyof Counted)[], most: number): string {
  let sum = 0;
  return `/${fields.find((field) => (sum += input[field] ?? 0) > most) ?? fields[0] ?? ''}`;
}

/**
 * What is wrong with a report of how graduates fare: parts larger than what they are parts of, more asked than graduated, months that have not passed.
 *
 * @param graduates of the programme and year; undefined where they were not reported
 * @param newest complete reporting year; undefined where nothing is reported yet
 */
export function trackFaults(input: GraduateTrackInput, graduates: number | undefined, newest: number | undefined): ReportFault[] {
  const { year, months, asked, inField } = input;
  const faults: ReportFault[] = [];
  if (newest !== undefined && year + Math.floor(months / 12) > newest + 1)
    faults.push({ pointer: '/months', zh: `${year} 年毕业生尚未满 ${months} 个月`, en: `${months} months have not passed since ${year}` });
  if (graduates !== undefined && asked > graduates)
    faults.push({ pointer: '/asked', zh: `超过 ${year} 年毕业生 ${graduates} 人`, en: `must be at most the ${graduates} graduates of ${year}` });
  const [answered, employed] = [answeredOf(input), input.localJob + input.otherRegion];
  if (answered > asked)
    faults.push({ pointer: '/asked', zh: `各去向合计 ${answered} 人，超过调查人数`, en: `destinations add to ${answered}, more than were asked` });
  if (inField !== undefined && inField > employed)
    faults.push({ pointer: '/inField', zh: `对口就业不得多于就业 ${employed} 人`, en: `must be at most the ${employed} at work` });
  if (sumOf(input, wageBands) > employed)
    faults.push({ pointer: pointerOf(input, wageBands, employed), zh: `各收入段合计 ${sumOf(input, wageBands)} 人，超过就业 ${employed} 人`, en: `pay adds to ${sumOf(input, wageBands)} persons, more than the ${employed} at work` }); // prettier-ignore
  if (sumOf(input, satisfactionGrades) > answered)
    faults.push({ pointer: pointerOf(input, satisfactionGrades, answered), zh: `各满意度合计 ${sumOf(input, satisfactionGrades)} 人，超过答复 ${answered} 人`, en: `grades of satisfaction add to ${sumOf(input, satisfactionGrades)} persons, more than the ${answered} who answered` }); // prettier-ignore
  return faults;
}
