import { enteredFaults } from '../../schemas/adjustment-faults.ts';
import type { LedgerRow, SeatRow } from '../../schemas/decision-rows.ts';
import type { ReportFault } from '../../schemas/report-faults.ts';
import { seatWords } from '../../schemas/sheets/words.ts';
import { normalised } from './cells.ts';
import type { SheetDictionary, SheetOrganisation } from './dictionary.ts';

export interface DecisionExamined {
  readonly faults: readonly ReportFault[];
  readonly programmeId: string | null;
  readonly resolved?: Readonly<Record<string, string>>;
}

/** By what two seats are the same one. */
export const seatKey = ({ unit, role, personTitle }: Pick<SeatRow, 'unit' | 'role' | 'personTitle'>) => [unit, role, personTitle].map(normalised).join('|');
/** By what two lines of the ledger say the same. */
export const lineKey = (schoolId: string, { majorCode, year, change, resolutionNumber }: Pick<LedgerRow, 'majorCode' | 'year' | 'change' | 'resolutionNumber'>) => [schoolId, majorCode, year, change, normalised(resolutionNumber)].join('|'); // prettier-ignore

/** A seat to be taken: its days in order, nobody on it in the same days, its accounts known. */
export function examineSeat(row: SeatRow, _nobody: SheetOrganisation, { organisations, decisions }: SheetDictionary): DecisionExamined {
  const faults: ReportFault[] = [];
  const named = (name: string) => organisations.get(normalised(name)) ?? organisations.get(normalised(name).toUpperCase());
  const account = named(row.account ?? row.unit);
  if (row.account !== undefined && !account)
    faults.push({
      pointer: '/account',
      zh: `没有此单位：${row.account.slice(0, 40)}；没有账号的单位请留空`,
      en: `no organisation has this code or name: ${row.account.slice(0, 40)}; leave it empty where the unit has no accounts`,
    });
  if (row.validTo !== undefined && row.validTo < row.validFrom)
    faults.push({ pointer: '/validTo', zh: `末日不能早于首日 ${row.validFrom}`, en: `must not come before the first day, ${row.validFrom}` });
  const held = decisions?.seats.get(seatKey(row))?.find((seat) => (seat.to === null || seat.to >= row.validFrom) && (row.validTo === undefined || seat.from <= row.validTo)); // prettier-ignore
  if (held)
    faults.push({
      pointer: '/unit',
      zh: `此席位（${seatWords[row.role]}，${row.personTitle}）自 ${held.from} 起已在册：请删去此行，或在页面上更正`,
      en: `this seat is held since ${held.from} already: leave the row out, or correct the seat on the page`,
    });
  return { faults, programmeId: null, ...(account && faults.length === 0 ? { resolved: { organisationId: account.id } } : {}) };
}

/** A line of a past year: what the form checks, and that the ledger does not hold it already. */
export function examineLine(row: LedgerRow, school: SheetOrganisation, { majors, decisions, programmes }: SheetDictionary): DecisionExamined {
  const faults = decisions ? enteredFaults(row, decisions.today) : [];
  if (!majors.has(row.majorCode))
    faults.push({ pointer: '/majorCode', zh: `专业代码 ${row.majorCode} 不在目录中`, en: `major ${row.majorCode} is not in the catalogue` });
  if (decisions?.lines.has(lineKey(school.id, row)))
    faults.push({
      pointer: '/resolutionNumber',
      zh: '台账中已有同一条（学校、专业、年份、调整、文号相同）：请删去此行',
      en: 'the ledger holds the same line (school, major, year, change, number): leave the row out',
    });
  return { faults, programmeId: programmes.get(`${school.id}|${row.majorCode}`)?.id ?? null };
}
