import { createIds } from '../identifiers.ts';
import { createChance } from '../random.ts';
import { cityReference } from '../reference.ts';
import type { Reference } from '../reference.ts';
import { adjustmentRows, keyListRows, targetRows } from './adjustments.ts';
import { lastReportedYear, lastTrueYear, simulatedSource, span } from './assumptions.ts';
import { catalogueRows, chainRows, hostsByOccupation, linkRows } from './catalogue.ts';
import { describeCells, unofferedMajors } from './cells.ts';
import { allLinks, majorsByOccupation, weightsOf } from './crosswalk.ts';
import { declare } from './declarations.ts';
import { disperse, reportDestinations, supplied } from './destinations.ts';
import { foundEnterprises } from './enterprises.ts';
import { enrol } from './enrolment.ts';
import { fileReports } from './filings.ts';
import { growOccupations, shiftYear } from './occupations.ts';
import type { OccupationLife } from './occupations.ts';
import { enterpriseRows, registerRows, schoolRows } from './organisations.ts';
import { agreePathways, pathwayRows } from './pathways.ts';
import { planIntakes } from './plans.ts';
import { plantCells } from './plant.ts';
import { post } from './postings.ts';
import type { Levels } from './postings.ts';
import { describeProfile } from './profile.ts';
import { answerDeclarations, answerEnrolment, closePostings, staffSchools } from './answers.ts';
import { dayOf } from './rows.ts';
import type { Row } from './rows.ts';
import { growSupply } from './supply.ts';
import { tellTruth, tellUnoffered } from './truth.ts';

export interface CityOptions {
  readonly seed: number;
  /** Multiplies enterprises and postings; the city they sample, and so the truth, stays the same. */
  readonly scale: number;
}
export type City = ReturnType<typeof generateCity>;

function shiftBreaks(seed: number, lives: readonly OccupationLife[]): Row<'seriesBreaks'>[] {
  const newId = createIds(createChance(seed, 'occupation break ids'));
  return lives
    .filter((life) => life.shift !== 1)
    .map(({ code }) => ({
      id: newId(dayOf(shiftYear, 1, 1)),
      side: 'occupation',
      subject: code,
      year: shiftYear,
      reason: '职业分类口径调整',
      simulated: true,
      source: simulatedSource,
    }));
}

/** The city as it is, reports aside: supply first (the documents fix it), then demand that stands to it as planted, then the enterprises. */
function simulate({ seed, scale }: CityOptions, reference: Reference) {
  const links = allLinks(reference);
  const majors = majorsByOccupation(reference, links);
  const { schools, programmes } = growSupply(seed, reference);
  const pathways = agreePathways(seed, programmes);
  const destinations = disperse(seed, programmes, pathways);
  const cells = describeCells(programmes, destinations, links);
  const sizes = new Map(cells.map((cell) => [cell.majorCode, cell.size]));
  const weights = new Map([...majors].map(([code, served]) => [code, weightsOf(served, (major) => sizes.get(major) ?? 0)]));
  const unoffered = unofferedMajors(reference, cells);
  const { planted, demand } = plantCells(seed, cells, weights);
  const lives = growOccupations(
    seed,
    majors,
    { planted, demand },
    unoffered.map((major) => major.code),
  );
  const enterprises = foundEnterprises(seed, scale, lives, hostsByOccupation(reference, majors, links));
  return { links, majors, schools, programmes, pathways, destinations, cells, weights, unoffered, planted, lives, enterprises };
}

const futureOf = (values: ReadonlyMap<number, number>): Record<number, number> =>
  Object.fromEntries(span(lastReportedYear + 1, lastTrueYear).map((year) => [year, values.get(year)!]));

/** Makes the demo city: rows ready to insert, and the hidden truth behind them. Pure: the same options and reference give the same city. */
export function generateCity(options: CityOptions, reference: Reference = cityReference()) {
  const { seed, scale } = options;
  const { links, majors, schools, programmes, pathways, destinations, cells, weights, unoffered, planted, lives, enterprises } = simulate(options, reference);

  const batch = { batchId: createIds(createChance(seed, 'batch id'))(dayOf(lastReportedYear, 12, 31)), simulated: true, source: simulatedSource } as const;
  const chains = chainRows(seed, reference, links);
  const chainIds = new Map(chains.chains.map((chain) => [chain.number, chain.id]));
  const schoolPart = schoolRows(seed, schools);
  const enrolment = enrol(seed, programmes, new Map(schoolPart.organisations.map((school) => [school.name, school.id])), batch);
  const firms = enterpriseRows(seed, enterprises, chainIds);
  const firmIds = new Map(enterprises.map((enterprise, i) => [enterprise, firms[i]!.id]));
  const levelOf = new Map(reference.majors.map((major) => [major.code, major.level]));
  const levels: Levels = new Map([...majors].map(([code, served]) => [code, [...new Set(served.map((major) => levelOf.get(major)!))]]));
  const postings = post(seed, scale, enterprises, lives, levels, firmIds, batch);
  const organisations = [...schoolPart.organisations, ...firms];
  const keyOf = new Map(organisations.map((row) => [row.id, row.creditCode ?? row.name]));
  const declarations = answerDeclarations(seed, declare(seed, enterprises, lives, firmIds, batch), keyOf);
  const profile = describeProfile(seed, { declarations, postings, programmes: enrolment.programmes, links, facts: reference.competences, keyOf }, batch);
  const filed = fileReports(seed, { organisations, declarations, ...profile, ...enrolment, enrolmentReports: answerEnrolment(seed, enrolment, keyOf) });

  return {
    seed,
    scale,
    batchId: batch.batchId,
    ...catalogueRows(reference),
    ...chains,
    crosswalkLinks: linkRows(links),
    organisations,
    schoolTotals: schoolPart.schoolTotals,
    ...enrolment,
    schoolYears: staffSchools(seed, schoolPart.organisations, enrolment, batch),
    destinationReports: reportDestinations(seed, programmes, enrolment.programmes, destinations, batch),
    intakePlans: planIntakes(seed, programmes, enrolment.programmes, batch),
    pathways: pathwayRows(seed, pathways, programmes, enrolment.programmes),
    postings,
    postingOutcomes: closePostings(seed, postings, keyOf, batch),
    ...profile,
    ...filed,
    adjustments: adjustmentRows(seed, enrolment.programmes, levelOf),
    adjustmentTargets: targetRows(reference),
    ...keyListRows(seed, reference),
    employmentRegister: registerRows(enterprises, lives, chainIds),
    seriesBreaks: [...shiftBreaks(seed, lives), ...enrolment.seriesBreaks],
    /** Hidden from every run: never stored. */
    truth: {
      cells: tellTruth(cells, planted, weights, lives),
      unoffered: tellUnoffered(unoffered, weights, lives),
      occupations: lives.map(({ code, measure, values, shift }) => ({ code, measure, shift, values: Object.fromEntries(values) })),
      programmes: programmes.map((life, i) => ({
        programmeId: enrolment.programmes[i]!.id,
        majorCode: life.majorCode,
        intake: futureOf(life.intake),
        graduates: futureOf(life.graduates),
        supply: futureOf(new Map([...destinations.get(life)!].map(([year, row]) => [year, supplied(row)]))),
      })),
      enterprises: enterprises.map((enterprise) => ({
        organisationId: firmIds.get(enterprise)!,
        coverage: enterprise.coverage,
        shares: Object.fromEntries(enterprise.shares),
      })),
    },
  };
}
