import type { ChainRow, ProgrammeRow } from '../../schemas/register-rows.ts';
import type { ReportFault } from '../../schemas/report-faults.ts';
import { positionWords } from '../../schemas/sheets/words.ts';
import { normalised } from './cells.ts';
import type { ChainDictionary, KnownChain, SheetDictionary, SheetOrganisation } from './dictionary.ts';

export interface RegisterExamined {
  readonly faults: readonly ReportFault[];
  readonly programmeId: string | null;
  readonly resolved?: Readonly<Record<string, string>>;
}
type Refuse = (pointer: string, zh: string, en: string) => void;

const nothing: KnownChain = { positions: new Set(), occupations: new Set(), majors: new Set(), others: new Set() };

/** A row says a thing as an earlier one did, or is wrong. */
function sameAsBefore(said: ChainDictionary['said'], of: string, value: string, refuse: (before: string) => void): void {
  const before = said.get(of);
  if (before === undefined) said.set(of, value);
  else if (normalised(before) !== normalised(value)) refuse(before);
}

function numberFaults({ chain, number }: ChainRow, { numbers, said }: ChainDictionary, refuse: Refuse): void {
  if (number === undefined) return;
  const holder = numbers.get(number);
  if (holder !== undefined && normalised(holder) !== normalised(chain))
    refuse('/number', `序号 ${number} 是“${holder}”的：请填别的序号，或留空`, `${number} is the number of “${holder}”: take another one, or leave it empty`);
  sameAsBefore(said, `number|${number}`, chain, (other) => {
    refuse('/number', `序号 ${number} 在前面的行中是“${other}”的`, `an earlier row gives ${number} to “${other}”`);
  });
  sameAsBefore(said, `chain|${normalised(chain)}`, String(number), (other) => {
    refuse('/number', `前面的行中此链的序号是 ${other}`, `an earlier row gives this chain the number ${other}`);
  });
}

function segmentFaults({ chain, position, segment }: ChainRow, known: KnownChain, { said }: ChainDictionary, refuse: Refuse): void {
  const of = `segment|${normalised(chain)}|${position ?? ''}`;
  if (segment !== undefined && position === undefined)
    refuse('/position', '填了环节名称就要填环节位置（上游、中游、下游）', 'a segment needs its position: 上游, 中游 or 下游');
  else if (segment !== undefined)
    sameAsBefore(said, of, segment, (other) => {
      refuse('/segment', `前面的行中此位置的环节是“${other}”`, `an earlier row calls the segment at this position “${other}”`);
    });
  else if (position !== undefined && !known.positions.has(position) && !said.has(of))
    refuse('/segment', `此链还没有${positionWords[position]}环节：请填写环节名称`, `the chain has no ${position} segment yet: give its name`);
}

/** What a row takes out has to be there. */
function removalFaults({ occupationCode, majorCode, otherMajor }: ChainRow, known: KnownChain, refuse: Refuse): void {
  if (occupationCode === undefined && majorCode === undefined && otherMajor === undefined)
    refuse('/remove', '移除时须写明职业代码、专业代码或目录外专业', 'to remove something, name the occupation, the major or the major outside the catalogue');
  if (occupationCode !== undefined && !known.occupations.has(occupationCode))
    refuse('/occupationCode', `此链没有职业 ${occupationCode}，无需移除：请删去此行`, `the chain has no occupation ${occupationCode}: leave the row out`);
  if (majorCode !== undefined && !known.majors.has(majorCode))
    refuse('/majorCode', `此链没有专业 ${majorCode}，无需移除：请删去此行`, `the chain has no major ${majorCode}: leave the row out`);
  if (otherMajor !== undefined && !known.others.has(normalised(otherMajor)))
    refuse('/otherMajor', '此链没有这个目录外专业，无需移除：请删去此行', 'the chain has no such major outside the catalogue: leave the row out');
}

function additionFaults(
  { chain, occupationCode, majorCode, position }: ChainRow,
  { occupations, majors }: SheetDictionary,
  { said }: ChainDictionary,
  refuse: Refuse,
): void {
  if (occupationCode !== undefined && !occupations.has(occupationCode))
    refuse('/occupationCode', `职业代码 ${occupationCode} 不在现行目录中`, `occupation ${occupationCode} is not in the catalogue in force`);
  if (majorCode !== undefined && majors.get(majorCode)?.retired !== false)
    refuse('/majorCode', `专业代码 ${majorCode} 不在现行目录中`, `major ${majorCode} is not in the catalogue in force`);
  if (occupationCode !== undefined && position !== undefined)
    sameAsBefore(said, `occupation|${normalised(chain)}|${occupationCode}`, position, () => {
      refuse('/position', '前面的行把此职业放在另一个环节：一个职业只属于一个环节', 'an earlier row puts this occupation into another segment: it has one');
    });
}

/** A line of a sheet of chains: numbers and segments agree with what there is and with the rows above, codes are in force, what is removed is there. */
export function examineChain(row: ChainRow, _nobody: SheetOrganisation, dictionary: SheetDictionary): RegisterExamined {
  const faults: ReportFault[] = [];
  const { chains } = dictionary;
  if (!chains) return { faults, programmeId: null };
  const refuse: Refuse = (pointer, zh, en) => faults.push({ pointer, zh, en });
  const found = chains.chains.get(normalised(row.chain));
  const known = found ?? nothing;
  numberFaults(row, chains, refuse);
  if (row.remove !== 'yes') {
    segmentFaults(row, known, chains, refuse);
    additionFaults(row, dictionary, chains, refuse);
  } else if (found) removalFaults(row, known, refuse);
  else refuse('/chain', `没有产业链“${row.chain}”，无从移除`, `there is no chain “${row.chain}” to remove anything from`);
  return { faults, programmeId: null };
}

/** A programme to be entered, or one whose years are corrected. */
export function examineProgramme(
  { majorCode, openedYear, closedYear }: ProgrammeRow,
  school: SheetOrganisation,
  dictionary: SheetDictionary,
): RegisterExamined {
  const faults: ReportFault[] = [];
  const programme = dictionary.programmes.get(`${school.id}|${majorCode}`);
  const major = dictionary.majors.get(majorCode);
  // what is offered already may be said of a retired major: its last students are still there
  if (!major || (major.retired && !programme))
    faults.push({ pointer: '/majorCode', zh: `专业代码 ${majorCode} 不在现行目录中`, en: `major ${majorCode} is not in the catalogue in force` });
  if (openedYear !== undefined && closedYear !== undefined && closedYear < openedYear)
    faults.push({ pointer: '/closedYear', zh: `停办年份不能早于开设年份 ${openedYear}`, en: `must not come before the first year of intake, ${openedYear}` });
  return { faults, programmeId: programme?.id ?? null };
}
