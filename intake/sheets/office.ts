import { creditCodeFault, creditCodeWords, isSimulatedCreditCode, normaliseCreditCode } from '../../schemas/credit-code.ts';
import type { InflowRow, OrganisationRow } from '../../schemas/office-rows.ts';
import { outlookYears } from '../../schemas/outlook.ts';
import { yearFaults, type ReportFault } from '../../schemas/report-faults.ts';
import { normalised } from './cells.ts';
import type { SheetDictionary } from './dictionary.ts';

interface OfficeExamined {
  readonly faults: readonly ReportFault[];
  readonly programmeId: null;
  readonly resolved?: Readonly<Record<string, string>>;
}

/** Graduates from elsewhere: a major of the catalogue in force, a year that may be announced. */
export function examineInflow(row: InflowRow, { newestYear, majors, city }: SheetDictionary): OfficeExamined {
  const faults = yearFaults(row.year, '/year', newestYear, outlookYears);
  if (majors.get(row.majorCode)?.retired !== false)
    faults.push({ pointer: '/majorCode', zh: `专业代码 ${row.majorCode} 不在现行目录中`, en: `major ${row.majorCode} is not in the catalogue in force` });
  return { faults, programmeId: null, resolved: { regionCode: city?.regionCode ?? '', reason: row.reason.trim() } };
}

/** An organisation to be entered: nobody has its name or code, and what its kind needs is told. */
export function examineOrganisation(row: OrganisationRow, { city }: SheetDictionary): OfficeExamined {
  const faults: ReportFault[] = [];
  const refuse = (pointer: string, zh: string, en: string) => faults.push({ pointer, zh, en });
  const name = row.name.trim();
  if (city?.names.has(`${row.kind}|${normalised(name)}`)) refuse('/name', '已有同类同名单位', 'an organisation of this kind has this name already');
  if (row.kind === 'school' && row.level === undefined) refuse('/level', '学校必须填写办学层次', 'is required for schools');
  if (row.kind === 'enterprise' && row.sizeClass === undefined) refuse('/sizeClass', '企业必须填写规模', 'is required for enterprises');
  const creditCode = row.creditCode === undefined ? undefined : normaliseCreditCode(row.creditCode);
  if (creditCode !== undefined) {
    const fault = creditCodeFault(creditCode, { demo: city?.demo ?? false });
    if (fault) refuse('/creditCode', creditCodeWords[fault].zh, creditCodeWords[fault].en);
    else if (city?.creditCodes.has(creditCode))
      refuse('/creditCode', '此统一社会信用代码已登记', 'an organisation with this credit code is registered already');
  }
  const chainId = row.chain === undefined ? undefined : city?.chains.get(normalised(row.chain));
  if (row.chain !== undefined && chainId === undefined) refuse('/chain', '没有此产业链', 'no industry chain has this name');
  const resolved = {
    ...{ name, regionCode: city?.regionCode ?? '' },
    ...(creditCode === undefined ? {} : { creditCode, ...(isSimulatedCreditCode(creditCode) ? { simulated: 'yes' } : {}) }),
    ...(chainId === undefined ? {} : { chainId }),
  };
  return { faults, programmeId: null, resolved };
}
