import type { MajorRow, OccupationRow, TreeRow } from '../../intake/catalogue/index.ts';
import { createIds } from '../identifiers.ts';
import { createChance } from '../random.ts';
import type { Reference, SegmentFact } from '../reference.ts';
import { planSource, regionCode } from './assumptions.ts';
import type { Link } from './crosswalk.ts';
import { dayOf } from './rows.ts';
import type { Row } from './rows.ts';

const editorialSource = '编辑补充 (editorial)';
const crosswalkEdition = 'MOE-2025';
const crosswalkSource = '教育部职业教育专业教学标准（2025 年）';

const systems = {
  'MOE-VOC-2021': { kind: 'major', title: '职业教育专业目录（2021 年）', source: '教育部' },
  'MOE-BK-2025': { kind: 'major', title: '普通高等学校本科专业目录（2025 年）', source: '教育部' },
  'CSCO-2022': { kind: 'occupation', title: '中华人民共和国职业分类大典（2022 年版）', source: '人力资源和社会保障部' },
  'GBT4754-2017': { kind: 'industry', title: '国民经济行业分类 GB/T 4754—2017', source: '国家标准' },
  'REGION-2023': { kind: 'region', title: '县级以上行政区划代码（2023 年）', source: '民政部' },
} as const;

const treeOf = ({ code, name, level, parentCode }: TreeRow) => ({ code, name, level, parentCode });

function majorRow({ code, name, level, categoryCode, categoryName, classCode, className, edition }: MajorRow): Row<'majors'> {
  return { code, name, level, categoryCode, categoryName, classCode, className, systemId: edition };
}

function occupationRow({ code, name, depth, groupCode, parentCode, digital, green }: OccupationRow): Row<'occupations'> {
  return { code, name, depth, groupCode, parentCode, digital, green, systemId: 'CSCO-2022' };
}

/** Catalogue rows as imported: every code belongs to a printed edition, which is kept as it was. */
export function catalogueRows(reference: Reference) {
  const { majors, occupations, industries, regions } = reference;
  const printed = [
    ...majors.map((row) => ({ systemId: row.edition, row })),
    ...occupations.map((row) => ({ systemId: 'CSCO-2022', row })),
    ...industries.map((row) => ({ systemId: 'GBT4754-2017', row })),
    ...regions.map((row) => ({ systemId: 'REGION-2023', row })),
  ];
  return {
    codeSystems: Object.entries(systems).map(([id, { kind, title, source }]): Row<'codeSystems'> => ({
      id,
      kind,
      edition: id.split('-').at(-1)!,
      title,
      source,
    })),
    catalogueVersions: printed.map(({ systemId, row: { code, name, entry } }): Row<'catalogueVersions'> => ({ systemId, code, name, entry })),
    regions: regions.map((row): Row<'regions'> => ({ ...treeOf(row), systemId: 'REGION-2023' })),
    industries: industries.map((row): Row<'industries'> => ({ ...treeOf(row), systemId: 'GBT4754-2017' })),
    majors: majors.map(majorRow),
    occupations: occupations.map(occupationRow),
  };
}

export function linkRows(links: readonly Link[]): Row<'crosswalkLinks'>[] {
  return links.map(({ majorCode, occupationCode, origin }) => ({
    majorCode,
    occupationCode,
    strength: 1,
    origin,
    edition: origin === 'official' ? crosswalkEdition : 'editorial',
    source: origin === 'official' ? crosswalkSource : editorialSource,
  }));
}

/** The segment with the longest prefix of the code; what fits nowhere is the making in the middle. */
function segmentOf(segments: readonly SegmentFact[], code: string): SegmentFact['position'] {
  const fits = segments.flatMap((segment) =>
    segment.prefixes.filter((prefix) => code.startsWith(prefix)).map((prefix) => ({ segment, length: prefix.length })),
  );
  return fits.sort((a, b) => b.length - a.length)[0]?.segment.position ?? 'midstream';
}

/** The documented chains with their key majors, and, editorially, their segments and the occupations their majors lead to. */
export function chainRows(seed: number, reference: Reference, links: readonly Link[]) {
  const newId = createIds(createChance(seed, 'chain ids'));
  const at = dayOf(2014, 1, 1);
  const known = new Set(reference.majors.map((major) => major.code));
  const linksOf = Map.groupBy(links, (link) => link.majorCode);
  const chains: Row<'chains'>[] = [];
  const chainSegments: Row<'chainSegments'>[] = [];
  const chainMajors: Row<'chainMajors'>[] = [];
  const chainUnmatchedMajors: Row<'chainUnmatchedMajors'>[] = [];
  const chainOccupations: Row<'chainOccupations'>[] = [];
  for (const [number, facts] of Map.groupBy(reference.chainMajors, (fact) => fact.chainNumber)) {
    const chainId = newId(at);
    chains.push({ id: chainId, regionCode, number, name: facts[0]!.chain, source: planSource });
    const segments = reference.segments.filter((segment) => segment.chainNumber === number);
    const segmentIds = new Map(segments.map((segment) => [segment.position, newId(at)]));
    for (const { position, name } of segments) chainSegments.push({ id: segmentIds.get(position)!, chainId, position, name, source: editorialSource });
    const majors = new Set(facts.flatMap((fact) => fact.candidates).filter((code) => known.has(code)));
    for (const majorCode of majors) chainMajors.push({ chainId, majorCode, origin: 'official', source: planSource });
    for (const { major, candidates } of facts) if (candidates.length === 0) chainUnmatchedMajors.push({ chainId, name: major, source: planSource });
    const led = Map.groupBy(
      [...majors].flatMap((major) => linksOf.get(major) ?? []),
      (link) => link.occupationCode,
    );
    for (const [occupationCode, from] of led) {
      const origin = from.some((link) => link.origin === 'official') ? 'official' : 'editorial';
      chainOccupations.push({ chainId, occupationCode, segmentId: segmentIds.get(segmentOf(segments, occupationCode))!, origin });
    }
  }
  return { chains, chainSegments, chainMajors, chainUnmatchedMajors, chainOccupations };
}

/** Chains whose enterprises employ each occupation: those whose majors lead to it, and the hosts of majors that no chain names. */
export function hostsByOccupation(reference: Reference, majors: ReadonlyMap<string, readonly string[]>, links: readonly Link[]): Map<string, number[]> {
  const chainsOf = Map.groupBy(
    reference.chainMajors.flatMap((fact) => fact.candidates.map((code) => ({ code, number: fact.chainNumber }))),
    ({ code }) => code,
  );
  const linksTo = Map.groupBy(links, (link) => link.occupationCode);
  return new Map(
    [...majors.keys()].map((code) => {
      const numbers = linksTo.get(code)!.flatMap(({ majorCode }) => {
        const host = reference.hostChains.get(majorCode);
        return [...(chainsOf.get(majorCode) ?? []).map(({ number }) => number), ...(host === undefined ? [] : [host])];
      });
      return [code, [...new Set(numbers)].sort((a, b) => a - b)];
    }),
  );
}
