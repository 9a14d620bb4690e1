import {
  isSchool,
  mayFile,
  mayReadChanges,
  mayReadAnalyses,
  mayReadCatalogue,
  mayReadCompany,
  mayReadDockets,
  mayReadImports,
  mayReadInternships,
  mayReadOutlook,
  mayReadPostings,
  mayReadRecords,
  mayReadRuns,
  mayReadSchoolYears,
  mayReadSeats,
  mayReadTracks,
  mayReview,
} from './state/permissions.ts';
import { session } from './state/session.ts';

/** What belongs together: what is found, what it rests on, what is reported, who keeps the house. */
const groups = {
  findings: [
    'myProgrammes',
    'myCompany',
    'overview',
    'flags',
    'alerts',
    'gaps',
    'heat',
    'major',
    'chain',
    'suppliers',
    'programmeDemand',
    'guidance',
    'evaluation',
    'analyses',
    'runs',
    'calendar',
  ],
  grounds: ['data', 'rules', 'parameters', 'crosswalk', 'pathways', 'competences', 'catalogue'],
  reports: ['reporting', 'filings', 'records', 'imports', 'projects', 'postings', 'internships', 'schoolYear', 'tracking', 'placement', 'cooperation'],
  decisions: ['dockets', 'changes', 'seats', 'conference', 'resolutions', 'ledger', 'keyProgrammes', 'tasks', 'bulletins'],
  house: ['organisations', 'audit'],
} as const;
export type GroupName = keyof typeof groups;
export type ViewName = (typeof groups)[GroupName][number];

const administrates = () => session.role === 'administrator';
/** Views that not every role has. */
const allowed: Partial<Record<ViewName, () => boolean>> = {
  data: mayReview,
  analyses: mayReadAnalyses,
  dockets: mayReadDockets,
  runs: mayReadRuns,
  parameters: mayReadRuns,
  myProgrammes: isSchool,
  catalogue: mayReadCatalogue,
  myCompany: mayReadCompany,
  internships: mayReadInternships,
  changes: mayReadChanges,
  ledger: mayReadChanges,
  reporting: mayFile,
  filings: mayReview,
  imports: mayReadImports,
  records: mayReadRecords,
  seats: mayReadSeats,
  projects: mayReadOutlook,
  postings: mayReadPostings,
  schoolYear: mayReadSchoolYears,
  tracking: mayReadTracks,
  programmeDemand: mayReadTracks,
  organisations: administrates,
  audit: administrates,
};

/** The groups that the present role has anything in, each with its views in order. */
export function navigation(): { name: GroupName; views: ViewName[] }[] {
  return (Object.keys(groups) as GroupName[])
    .map((name) => ({ name, views: groups[name].filter((view: ViewName) => allowed[view]?.() ?? true) }))
    .filter(({ views }) => views.length > 0);
}
/** Pages without a link of their own, and the view they are part of. */
const partOf: Record<string, ViewName> = {
  ...{ chainProfile: 'chain', compare: 'evaluation', report: 'gaps', analysis: 'analyses' },
  ...{ change: 'changes', docket: 'dockets', meeting: 'conference', bulletin: 'bulletins', crosswalkHistory: 'crosswalk', rulesHistory: 'rules' },
};
export const viewOf = (route: unknown): string => (typeof route === 'string' ? (partOf[route] ?? route) : '');
