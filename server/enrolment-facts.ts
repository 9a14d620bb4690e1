import type { NewEnrolmentReport } from '../db/repositories/reports.ts';
import type { EnrolmentReportInput } from '../schemas/enrolment.ts';
import { retiredFaults } from '../schemas/report-faults.ts';
import type { FieldError } from './errors.ts';

/** What enrolment reports have in common, posted one by one or as lines of a filing. */
export interface ReportedProgramme {
  readonly id: string;
  readonly schoolId: string;
  readonly lengthYears: number;
  /** Its major is no longer in force. Left out where that was asked before. */
  readonly retired?: boolean;
}

/** What is wrong with a report of a programme beyond its schema. */
export function enrolmentFaults(input: EnrolmentReportInput, { lengthYears, retired = false }: ReportedProgramme): FieldError[] {
  const faults: FieldError[] = retiredFaults(retired, input.intake, '/intake');
  if (input.enrolled.length === lengthYears) return faults;
  return [...faults, { pointer: '/enrolled', zh: `应按 ${lengthYears} 个年级填报`, en: `needs ${lengthYears} grades, got ${input.enrolled.length}` }];
}

type Origin = Pick<NewEnrolmentReport, 'id' | 'simulated' | 'source' | 'batchId' | 'reportedBy' | 'validFrom'>;
/** The row that a report is stored as, and its students by grade. */
export function enrolmentFact(input: EnrolmentReportInput, { id, schoolId }: ReportedProgramme, origin: Origin) {
  const { year, plan = null, intake, graduates, enrolled, firstChoiceRate = null, registrationRate = null } = input;
  const row: NewEnrolmentReport = { programmeId: id, schoolId, year, plan, intake, graduates, firstChoiceRate, registrationRate, ...origin };
  return { row, enrolled };
}
