import { session, type Role } from './session.ts';

const is = (...roles: readonly Role[]) => session.role !== null && roles.includes(session.role);

/** Who sees and does what on the pages of reports: apart from their data, since the navigation asks it on every page. The server decides in any case. */
export const mayReadProjects = () => is('enterprise', 'planner', 'administrator');
export const mayAddProjects = () => is('enterprise', 'administrator');
export const mayReadInflows = () => is('planner', 'secretariat', 'administrator');
export const mayAddInflows = () => is('planner', 'administrator');
export const mayReadOutlook = () => mayReadProjects() || mayReadInflows();
export const mayReadCatalogue = () => is('planner', 'administrator');
export const mayImportCatalogue = () => is('administrator');
export const mayReadSchoolYears = () => is('school', 'planner', 'administrator');
export const mayReportSchoolYears = () => is('school', 'administrator');
export const mayFile = () => is('enterprise', 'school');
export const mayReview = () => is('planner', 'administrator');
export const mayUnlock = () => is('administrator');
export const mayReadPostings = () => is('enterprise', 'planner', 'administrator');
export const mayPost = () => is('enterprise', 'administrator');
export const mayReadImports = () => is('enterprise', 'school', 'planner', 'secretariat', 'administrator');
export const mayImport = () => is('enterprise', 'school', 'planner', 'secretariat', 'administrator');
/** Planners see the batches of all, and decide on those they bring in themselves. */
export const mayDecideImport = (kind: string) =>
  is('enterprise', 'school', 'secretariat', 'administrator') || (is('planner') && ['inflows', 'chains', 'programmes'].includes(kind));
export const mayImportRegisters = () => is('planner', 'administrator');
export const mayImportDecisions = () => is('secretariat', 'administrator');
export const mayReadRuns = () => is('planner', 'secretariat', 'administrator');
export const mayReadReplies = () => is('school', 'planner', 'secretariat', 'administrator');
export const mayReply = () => is('school', 'administrator');
export const mayDecideReplies = () => is('planner', 'administrator');
export const mayReadAnalyses = () => is('school', 'planner', 'secretariat', 'administrator');
export const mayArrangeAnalyses = () => is('planner', 'administrator');
export const mayReadDockets = () => is('school', 'planner', 'secretariat', 'administrator');
export const mayWriteDockets = () => is('planner', 'administrator');
export const mayKeepTasks = () => is('secretariat', 'administrator');
export const mayReadAllTasks = () => is('planner', 'secretariat', 'administrator');
export const isSchool = () => is('school');
export const mayReadCompany = () => is('enterprise');
export const mayReadInternships = () => is('planner', 'secretariat', 'administrator');
export const mayExempt = () => is('planner', 'administrator');
export const mayKeepConference = () => is('secretariat', 'administrator');
export const mayReadConference = () => is('planner', 'secretariat', 'administrator');
export const mayReadChanges = () => is('school', 'planner', 'secretariat', 'administrator');
export const mayPropose = () => is('school', 'administrator');
export const mayEnterAdjustments = () => is('planner', 'secretariat', 'administrator');
export const mayEnterTargets = () => is('planner', 'administrator');
export const mayReadKeyLists = () => is('planner', 'secretariat', 'administrator');
export const mayDraftKeyLists = () => is('planner', 'administrator');
export const mayReadTracks = () => is('school', 'planner', 'secretariat', 'administrator');
export const mayReportTracks = () => is('school', 'administrator');
export const mayReadSeats = () => is('school', 'planner', 'administrator');
export const mayDecideSeats = () => is('planner', 'administrator');
export const mayReadRecords = () => is('enterprise', 'school', 'planner', 'administrator');
export const mayReportGraduates = () => is('school', 'administrator');
export const mayArrangePathways = () => is('planner', 'administrator');
export const mayAddCompetences = () => is('planner', 'administrator');
export const mayEnterTaught = () => is('school', 'administrator');
export const mayReadEdits = () => is('planner', 'secretariat', 'administrator');
export const mayEditRules = () => is('planner', 'administrator');
