import { groupValueOf, type GroupValues } from './group-parameters.ts';

/** One assumption of a run: everything the model takes as given stands here with its unit, range and source; none is a literal in code. */
export interface ParameterDefinition {
  readonly default: number;
  readonly minimum: number;
  readonly maximum: number;
  readonly unit: string;
  readonly integer?: true;
  /** Where the truth may well lie: the range in which the decisive assumption is searched. */
  readonly likely?: readonly [number, number];
  readonly source: string;
  readonly zh: string;
  readonly en: string;
}

const share = { minimum: 0, maximum: 1, unit: 'share' } as const;
const ratio = { minimum: 0, maximum: 10, unit: 'supply ÷ demand' } as const;
const judgement = 'judgement, to be replaced by local evidence';
const threshold = 'threshold rule of official statistics (Hundepool et al., Statistical Disclosure Control, 2012)';
const roa = 'ROA (Maastricht), bands of the indicator of future labour market situation';

export const parameterDefinitions = {
  sigma: {
    default: 0.11,
    minimum: 0,
    maximum: 0.5,
    unit: 'share a year',
    likely: [0.06, 0.16],
    source: 'national surveys 0.06–0.16 by occupation group',
    zh: '离职率 σ',
    en: 'separations σ',
  },
  lambdaNet: {
    ...share,
    default: 0.5,
    likely: [0.3, 0.8],
    source: `${judgement} (0.3–0.8)`,
    zh: '净新增岗位由院校毕业生进入的比例 λ',
    en: 'entry share of net openings λ',
  },
  lambdaGross: {
    ...share,
    default: 0.3,
    likely: [0.2, 0.4],
    source: 'share of openings asking for ≤ 1 year of experience in a national survey (0.2–0.4)',
    zh: '招聘岗位由院校毕业生进入的比例 λ',
    en: 'entry share of hires λ',
  },
  projectRealisation: {
    ...share,
    default: 0.7,
    likely: [0.4, 1],
    source: `${judgement} (0.4–1): announced headcounts are reached in part`,
    zh: '项目用工兑现率',
    en: 'realisation of planned project headcount',
  },
  projectByFirstYear: {
    ...share,
    default: 0.5,
    source: `${judgement}: 50 % in the commissioning year`,
    zh: '项目投产当年到岗比例',
    en: 'share of project jobs filled by the end of the commissioning year',
  },
  projectBySecondYear: {
    ...share,
    default: 0.8,
    source: `${judgement}: 30 % in the year after, the remaining 20 % in the third`,
    zh: '项目投产次年末累计到岗比例',
    en: 'share of project jobs filled by the end of the second year',
  },
  coverageCap: { default: 3, minimum: 1, maximum: 100, unit: 'factor', source: judgement, zh: '覆盖系数上限', en: 'cap of the coverage factor' },
  outsideShare: {
    ...share,
    default: 0.3,
    likely: [0.1, 0.5],
    source: `${judgement} (0.1–0.5)`,
    zh: '流向其他层次与未关联专业的比例',
    en: 'share outside the linked majors',
  },
  floorShare: { ...share, default: 0.1, source: 'keeps demand from following supply only', zh: '权重下限系数', en: 'floor of the crosswalk weight' },
  weightLowOfficial: { ...share, default: 0.8, source: judgement, zh: '官方对应权重下界倍数', en: 'lower multiple of an official weight' },
  weightHighOfficial: {
    default: 1.25,
    minimum: 1,
    maximum: 10,
    unit: 'factor',
    source: judgement,
    zh: '官方对应权重上界倍数',
    en: 'upper multiple of an official weight',
  },
  weightLowOther: { ...share, default: 0.5, source: judgement, zh: '编辑与用户对应权重下界倍数', en: 'lower multiple of an editorial or user weight' },
  weightHighOther: {
    default: 2,
    minimum: 1,
    maximum: 10,
    unit: 'factor',
    source: judgement,
    zh: '编辑与用户对应权重上界倍数',
    en: 'upper multiple of an editorial or user weight',
  },
  poolingStrength: {
    default: 30,
    minimum: 0,
    maximum: 10_000,
    unit: 'persons',
    source: 'partial pooling, so that a class of nine does not give 0 % or 100 %',
    zh: '部分合并强度 k',
    en: 'pooling strength k',
  },
  rateYears: {
    default: 6,
    minimum: 1,
    maximum: 30,
    unit: 'years',
    integer: true,
    source: 'recent years say most of what students do',
    zh: '升级率与去向所用年数',
    en: 'years of survival and destinations used',
  },
  trackedGraduates: {
    default: 10,
    minimum: 1,
    maximum: 10_000,
    unit: 'persons',
    integer: true,
    source: `${judgement}: with fewer answers the first destination says more`,
    zh: '毕业半年跟踪计入预测所需答复人数',
    en: 'answers after six months that a graduation year needs to count',
  },
  yearEffectBasis: {
    default: 150,
    minimum: 1,
    maximum: 100_000,
    unit: 'persons',
    source: `${judgement}: shares of two years differ as if each rested on so many persons`,
    zh: '年份共同波动（等效人数）',
    en: 'common year effect on shares (equivalent persons)',
  },
  fulfilmentYears: {
    default: 3,
    minimum: 1,
    maximum: 30,
    unit: 'years',
    integer: true,
    source: 'the three newest intakes',
    zh: '计划完成率所用年数',
    en: 'years of plan fulfilment used',
  },
  fulfilmentSpread: {
    ...share,
    default: 0.2,
    source: `${judgement}; counts as much as k persons beside the reported spread`,
    zh: '计划完成率的年际波动',
    en: 'spread of plan fulfilment',
  },
  inFieldUsed: {
    default: 0,
    minimum: 0,
    maximum: 1,
    unit: '0 or 1',
    integer: true,
    source: 'work in the field is shown; whether it limits supply is a choice',
    zh: '对口率是否计入供给',
    en: 'whether work in the field limits supply',
  },
  reliabilityUsed: {
    default: 0,
    minimum: 0,
    maximum: 1,
    unit: '0 or 1',
    integer: true,
    source: 'what became of postings is shown; whether announcements count by it is a choice',
    zh: '企业岗位兑现可靠度是否计入需求',
    en: 'whether announced demand counts by the reliability of its enterprise',
  },
  correlation: { ...share, default: 0.3, source: judgement, zh: '同一产业链职业的共同因子 ρ', en: 'common factor of occupations of a chain ρ' },
  paths: {
    default: 1000,
    minimum: 100,
    maximum: 20_000,
    unit: 'paths',
    integer: true,
    source: 'two decimals of a probability',
    zh: '样本路径数',
    en: 'sample paths',
  },
  minimumCell: {
    default: 20,
    minimum: 0,
    maximum: 10_000,
    unit: 'persons',
    source: 'smaller cells say nothing',
    zh: '最小单元（窗口内供需之和）',
    en: 'minimum cell (D + S of the window)',
  },
  noIntakeYears: {
    default: 3,
    minimum: 1,
    maximum: 10,
    unit: 'years',
    integer: true,
    source: judgement,
    zh: '视为无人开设所需的无招生年数',
    en: 'years without intake after which nobody offers a major',
  },
  skillPooling: {
    default: 3,
    minimum: 0,
    maximum: 1000,
    unit: 'cells',
    source: 'classes of few cells borrow from the others',
    zh: '专业类预测优势的合并强度',
    en: 'pooling strength of the skill of classes',
  },
  minimumClass: { default: 30, minimum: 1, maximum: 1000, unit: 'persons a year', source: 'one class', zh: '最小开班人数', en: 'minimum class' },
  bandSevereShortage: { ...ratio, default: 0.85, source: roa, zh: '严重短缺上限 r', en: 'severe shortage up to r' },
  bandShortage: { ...ratio, default: 1, source: roa, zh: '短缺上限 r', en: 'shortage up to r' },
  bandBalanced: { ...ratio, default: 1.05, source: roa, zh: '平衡上限 r', en: 'balanced up to r' },
  bandSurplus: { ...ratio, default: 1.15, source: roa, zh: '过剩上限 r', en: 'surplus up to r' },
  bandProbability: { ...share, default: 0.7, source: judgement, zh: '判定等级所需概率', en: 'probability a band needs' },
  expandProbability: { ...share, default: 0.8, source: judgement, zh: '建议扩大所需概率', en: 'probability expand needs' },
  expandRatio: { ...ratio, default: 0.85, source: judgement, zh: '建议扩大的 r 上限', en: 'expand up to r' },
  reduceProbability: { ...share, default: 0.2, source: judgement, zh: '建议缩减的概率上限', en: 'reduce up to P' },
  reduceRatio: { ...ratio, default: 1.15, source: judgement, zh: '建议缩减的 r 下限', en: 'reduce from r' },
  suspendProbability: { ...share, default: 0.05, source: 'cutting has costs: rarer than expanding', zh: '建议暂停的概率上限', en: 'suspend up to P' },
  suspendRatio: { ...ratio, default: 1.5, source: 'cutting has costs: rarer than expanding', zh: '建议暂停的 r 下限', en: 'suspend from r' },
  suspendPipelineRatio: { ...ratio, default: 1.05, source: 'the surplus must already be enrolled', zh: '暂停所需在校生窗口 r', en: 'pipeline r suspend needs' },
  suspendPipelineProbability: {
    ...share,
    default: 0.3,
    source: 'the surplus must already be enrolled',
    zh: '暂停所需在校生窗口概率上限',
    en: 'pipeline P suspend needs',
  },
  seatSurvival: {
    ...share,
    default: 0.9,
    source: `${judgement}; only where the run has no programme of the level to learn from`,
    zh: '新增学额的毕业比例（无历史时）',
    en: 'share of a seat that graduates, without any record',
  },
  gateProbability: {
    ...share,
    default: 0.9,
    source: 'where the engine does not beat naive a flag needs more',
    zh: '无预测优势时所需概率',
    en: 'probability needed without skill',
  },
  minimumObservations: {
    default: 5,
    minimum: 1,
    maximum: 50,
    unit: 'years',
    integer: true,
    source: 'fewer say nothing',
    zh: '提出建议所需年数',
    en: 'years a flag needs',
  },
  gradeYears: { default: 8, minimum: 1, maximum: 50, unit: 'years', integer: true, source: judgement, zh: '证据 A 级所需年数', en: 'years grade A needs' },
  gradeReporters: { ...share, default: 0.7, source: judgement, zh: '证据 A 级所需填报覆盖率', en: 'reporter share grade A needs' },
  gradeDestinations: {
    ...share,
    default: 0.5,
    source: judgement,
    zh: '证据 A 级所需毕业去向填报比例',
    en: 'share of graduates with reported destinations grade A needs',
  },
  discloseEnterprises: {
    default: 3,
    minimum: 3,
    maximum: 1000,
    unit: 'enterprises',
    integer: true,
    source: `${threshold}: with two, each could work the other out`,
    zh: '公开需求数字所需企业数',
    en: 'enterprises a demand figure needs to be told',
  },
  discloseGraduates: {
    default: 5,
    minimum: 5,
    maximum: 1000,
    unit: 'persons',
    integer: true,
    source: `${threshold}; five where persons are counted`,
    zh: '公开毕业去向所需毕业生数',
    en: 'graduates destinations need to be told',
  },
} as const satisfies Record<string, ParameterDefinition>;

export type ParameterName = keyof typeof parameterDefinitions;
/** All by name; and, where they are set, values of single occupation groups by NAME:GROUP. */
export type Parameters = Readonly<Record<ParameterName, number>> & GroupValues;
export const parameterNames = Object.keys(parameterDefinitions) as ParameterName[];

export type ParameterProblem =
  | { readonly name: string; readonly kind: 'unknown' }
  | {
      readonly name: ParameterName;
      readonly kind: 'range' | 'integer';
      /** NAME:GROUP, where it is the value of a group that is wrong. */ readonly key?: string;
    }
  | { readonly name: ParameterName; readonly kind: 'order'; readonly after: ParameterName };

/** Pairs that must not cross: the first may not exceed the second. */
export const orderedParameters: readonly (readonly [ParameterName, ParameterName])[] = [
  ['projectByFirstYear', 'projectBySecondYear'],
  ['bandSevereShortage', 'bandShortage'],
  ['bandShortage', 'bandBalanced'],
  ['bandBalanced', 'bandSurplus'],
  ['expandRatio', 'reduceRatio'],
  ['reduceRatio', 'suspendRatio'],
  ['suspendProbability', 'reduceProbability'],
  ['reduceProbability', 'expandProbability'],
];

/** Runs made before these were parameters have none in their snapshot: it was 3 and 3. */
const before = (value: number | undefined): number => value ?? 3;
/**
 * Years without intake after which nobody offers a major.
 * Source: docs/model.md, Flags.
 *
 * @param p of the run
 * @returns whole years
 * @example noIntakeYearsOf({}) // → 3
 */
export const noIntakeYearsOf = (p: Partial<Pick<Parameters, 'noIntakeYears'>>): number => before(p.noIntakeYears);
/**
 * Cells that the skill of the city counts for beside that of a class.
 * Source: docs/model.md, Windows: evidence grade.
 *
 * @param p of the run
 * @returns cells
 * @example skillPoolingOf({ skillPooling: 5 }) // → 5
 */
export const skillPoolingOf = (p: Partial<Pick<Parameters, 'skillPooling'>>): number => before(p.skillPooling);

/**
 * All parameters of a run: the defaults, with what the caller changed. Problems name the parameter: a name nobody knows, a value outside its range or not whole
 * where it has to be, and limits in the wrong order. Parameters with problems are not to be used.
 * Source: the rows of its table, each with a source of its own.
 *
 * @param changes values by name, each in the unit of its definition
 * @returns every parameter and the values of single groups, and what is wrong with the changes; nothing is thrown
 * @example resolveParameters({ sigma: 2, paths: 100.5, luck: 1 }).problems // → [{ name: 'sigma', kind: 'range' }, { name: 'paths', kind: 'integer' }, { name: 'luck', kind: 'unknown' }]
 */
export function resolveParameters(changes: Readonly<Record<string, number>>): { readonly parameters: Parameters; readonly problems: ParameterProblem[] } {
  const problems: ParameterProblem[] = [];
  const parameters = Object.fromEntries(parameterNames.map((name) => [name, parameterDefinitions[name].default])) as {
    -readonly [name in keyof Parameters]: Parameters[name];
  };
  for (const [name, value] of Object.entries(changes)) {
    const group = groupValueOf(name);
    if (group) {
      const { minimum, maximum } = parameterDefinitions[group.name];
      if (!(value >= minimum && value <= maximum)) problems.push({ name: group.name, kind: 'range', key: name });
      parameters[`${group.name}:${group.group}`] = value;
      continue;
    }
    if (!Object.hasOwn(parameterDefinitions, name)) {
      problems.push({ name, kind: 'unknown' });
      continue;
    }
    const known = name as ParameterName;
    const definition: ParameterDefinition = parameterDefinitions[known];
    if (!(value >= definition.minimum && value <= definition.maximum)) problems.push({ name: known, kind: 'range' });
    else if (definition.integer && !Number.isInteger(value)) problems.push({ name: known, kind: 'integer' });
    parameters[known] = value;
  }
  for (const [low, high] of orderedParameters) if (parameters[low] > parameters[high]) problems.push({ name: low, kind: 'order', after: high });
  return { parameters, problems };
}
