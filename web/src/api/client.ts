import createClient from 'openapi-fetch';
import { renewed, sendingAgain } from './again.ts';
import { ApiProblem, type ProblemBody } from './problem.ts';
import type { components, paths } from './schema.d.ts';

type Schemas = components['schemas'];
export type Adjustment = Schemas['Adjustment'];
export type AdjustmentTargets = Schemas['AdjustmentTargets'];
export type AdjustmentInput = Schemas['AdjustmentInput'];
export type AdjustmentPlan = Schemas['AdjustmentPlan'];
export type AdjustmentStatistics = Schemas['AdjustmentStatistics'];
export type AdjustmentMove = Schemas['AdjustmentMove'];
export type ChangeEvidence = Schemas['ChangeEvidence'];
export type KeySubsidy = Schemas['KeySubsidy'];
export type KeyList = Schemas['KeyList'];
export type KeyListInput = Schemas['KeyListInput'];
export type ProgrammeChange = Schemas['ProgrammeChange'];
export type ProgrammeChangeInput = Schemas['ProgrammeChangeInput'];
export type PublicKeyMajor = Schemas['PublicKeyMajor'];
export type Alert = Schemas['Alert'];
export type AgendaItem = Schemas['AgendaItem'];
export type ConferenceMember = Schemas['ConferenceMember'];
export type Inspection = Schemas['Inspection'];
export type Issue = Schemas['Issue'];
export type Meeting = Schemas['Meeting'];
export type MeetingDetail = Schemas['MeetingDetail'];
export type PlanItem = Schemas['PlanItem'];
export type Resolution = Schemas['Resolution'];
export type ResolutionReport = Schemas['ResolutionReport'];
export type SeatChange = Schemas['SeatChange'];
export type Notification = Schemas['Notification'];
export type SearchHit = Schemas['SearchHit'];
export type Analysis = Schemas['Analysis'];
export type AnalysisItem = Schemas['AnalysisItem'];
export type AnalysisTemplate = Schemas['AnalysisTemplate'];
export type Attachment = Schemas['Attachment'];
export type AuditEntry = Schemas['AuditEntry'];
export type CalendarEntry = Schemas['CalendarEntry'];
export type CalendarFeed = Schemas['CalendarFeed'];
export type CatalogueEdition = Schemas['CatalogueEdition'];
export type CatalogueImport = Schemas['CatalogueImport'];
export type Chain = Schemas['Chain'];
export type ChainProfile = Schemas['ChainProfile'];
export type Cooperation = Schemas['Cooperation'];
export type CooperationBatch = Schemas['CooperationBatch'];
export type CooperationListing = Schemas['CooperationListing'];
export type CooperationSuggestion = Schemas['CooperationSuggestion'];
export type GraduateRates = Schemas['GraduateRates'];
export type GraduateTrack = Schemas['GraduateTrack'];
export type CrosswalkLink = Schemas['CrosswalkLink'];
export type UncoveredMajor = Schemas['UncoveredMajor'];
export type ComparedCell = Schemas['ComparedCell'];
export type EntryObserved = Schemas['EntryObserved'];
export type Evaluation = Schemas['Evaluation'];
export type MajorTightness = Schemas['MajorTightness'];
export type Declaration = Schemas['Declaration'];
export type Filing = Schemas['Filing'];
export type FilingCoverage = Schemas['FilingCoverage'];
export type FilingCoverageGroup = Schemas['FilingCoverageGroup'];
export type UnusualReport = Schemas['UnusualReport'];
export type FilingDetail = Schemas['FilingDetail'];
export type FilingEvent = Schemas['FilingEvent'];
export type FilingLine = Schemas['FilingLine'];
export type FlagEvaluation = Schemas['FlagEvaluation'];
export type Flag = Schemas['Flag'];
export type HeatCell = Schemas['HeatCell'];
export type HeatRow = Schemas['HeatRow'];
export type Overview = Schemas['Overview'];
export type PlanningTask = Schemas['PlanningTask'];
export type Reported = Schemas['Reported'];
export type Docket = Schemas['Docket'];
export type DocketEvidence = Schemas['DocketEvidence'];
export type DocketOutcome = Schemas['DocketOutcome'];
export type DocketSummary = Schemas['DocketSummary'];
export type Measure = Schemas['Measure'];
export type FlagReply = Schemas['FlagReply'];
export type FlagReplyEvent = Schemas['FlagReplyEvent'];
export type AskedProgramme = Schemas['AskedProgramme'];
export type ReplyCount = Schemas['ReplyCount'];
export type ProgrammeStanding = Schemas['ProgrammeStanding'];
export type Conflict = Schemas['Conflict'];
export type Guard = Schemas['Guard'];
export type Import = Schemas['Import'];
export type ImportKind = Schemas['ImportKinds']['items'][number];
export type ImportReport = Schemas['ImportReport'];
export type Rule = Schemas['Rule'];
export type RuleFinding = Schemas['RuleFinding'];
export type Gap = Schemas['Gap'];
export type GapTotal = Schemas['GapTotal'];
export type InternshipCompliance = Schemas['InternshipCompliance'];
export type InternshipYear = Schemas['InternshipYear'];
export type Major = Schemas['Major'];
export type Inflow = Schemas['Inflow'];
export type OccupationCandidate = Schemas['OccupationCandidate'];
export type Posting = Schemas['Posting'];
export type PostingStatistics = Schemas['PostingStatistics'];
export type SupplierPage = Schemas['SupplierPage'];
export type EnterpriseReliability = Schemas['EnterpriseReliability'];
export type EnterpriseReliabilityPage = Schemas['EnterpriseReliabilityPage'];
export type SchoolYear = Schemas['SchoolYear'];
export type Project = Schemas['Project'];
export type ProfileCompetence = Schemas['ProfileCompetence'];
export type ProfileEducation = Schemas['ProfileEducation'];
export type ProfileEmployment = Schemas['ProfileEmployment'];
export type ProfileLadder = Schemas['ProfileLadder'];
export type Programme = Schemas['Programme'];
export type Publication = Schemas['Publication'];
export type PublicOverview = Schemas['PublicOverview'];
export type PublishedFigure = Schemas['PublishedFigure'];
export type ParameterUse = Schemas['ParameterUse'];
export type Run = Schemas['Run'];
export type RunAssumptions = Schemas['RunAssumptions'];
export type RunCheck = Schemas['RunCheck'];
export type RunParameter = Schemas['RunParameter'];
export type RunComparison = Schemas['RunComparison'];
export type Series = Schemas['Series'];
export type Session = Schemas['Session'];
export type Membership = Schemas['Membership'];
export type AccountSession = Schemas['AccountSession'];
export type Invitation = Schemas['Invitation'];
export type InvitationOffer = Schemas['InvitationOffer'];
export type MachineKey = Schemas['MachineKey'];
export type Member = Schemas['Member'];
export type Task = Schemas['Task'];
export type TaskMove = Schemas['TaskMove'];
export type TaskReport = Schemas['TaskReport'];
export type TaskSummary = Schemas['TaskSummary'];
export type TaskTemplate = Schemas['TaskTemplate'];
export type TaskUnitCount = Schemas['TaskUnitCount'];
export type Bulletin = Schemas['Bulletin'];
export type BulletinHead = Schemas['BulletinHead'];
export type OrganisationRecord = Schemas['OrganisationRecord'];

let language = 'zh-CN';
/** Problems come back in the language asked for. */
export function setApiLanguage(tag: string): void {
  language = tag;
}
let csrfToken: string | null = null;
/** What the session of an account sends with every write. */
export function setCsrfToken(token: string | null): void {
  csrfToken = token;
}
function headed(request: Request): Request {
  request.headers.set('accept-language', language);
  if (csrfToken !== null && request.method !== 'GET') request.headers.set('x-csrf-token', csrfToken);
  return request;
}

export const api = createClient<paths, 'application/json'>({ baseUrl: '', credentials: 'same-origin' });
api.use(sendingAgain(headed));

interface Answer<T> {
  readonly data?: T;
  readonly error?: unknown;
  readonly response: Response;
}
/** For answers without a body: a problem is thrown as ApiProblem. */
export async function doneWith(request: Promise<Answer<unknown>>): Promise<void> {
  const { error, response } = await request.catch(() => {
    throw new ApiProblem({ status: 0, title: '', traceId: '' });
  });
  if (!response.ok) throw new ApiProblem({ ...asProblem(error), status: response.status });
}
/** The body of a good answer; a problem or a broken connection is thrown as ApiProblem. */
export async function dataOf<T>(request: Promise<Answer<T>>): Promise<NonNullable<T>> {
  let answer: Answer<T>;
  try {
    answer = await request;
  } catch {
    throw new ApiProblem({ status: 0, title: '', traceId: '' });
  }
  const { data, error, response } = answer;
  if (data !== undefined && data !== null) return data;
  throw new ApiProblem({ ...asProblem(error), status: response.status });
}

function asProblem(body: unknown): ProblemBody {
  return typeof body === 'object' && body !== null && 'title' in body ? (body as ProblemBody) : { status: 0, title: '', traceId: '' };
}

/** A file the API makes, in the language of the page. */
export async function fetchFile(path: string, type: string): Promise<Blob> {
  const ask = () => fetch(path, { headers: { accept: type, 'accept-language': language }, credentials: 'same-origin' });
  let response = await ask();
  if (response.status === 401 && (await renewed())) response = await ask();
  if (response.ok) return response.blob();
  const body: unknown = await response.json().catch(() => null);
  throw new ApiProblem({ ...asProblem(body), status: response.status });
}

/** What every write sends along, for those that do not go through `api`. */
export const writeHeaders = (): Record<string, string> => ({ 'accept-language': language, ...(csrfToken === null ? {} : { 'x-csrf-token': csrfToken }) });
/** The problem of an answer that did not come through `api`. */
export function problemFrom(status: number, body: unknown): ApiProblem {
  return new ApiProblem({ ...asProblem(body), status });
}
