import { resolutionOutcomes } from './vocabulary.ts';

/** Seats of the joint conference: 召集人, 副召集人, 成员, 联络员. */
export const memberRoles = ['convener', 'deputy', 'member', 'liaison'] as const;
/** 例会 twice a year, 专题会议 as needed, 联络员会议 before them. */
export const meetingKinds = ['regular', 'ad_hoc', 'liaison'] as const;
/** How the conference comes to its decisions: nobody against, or more than half of those present for. */
export const decisionRules = ['consensus', 'majority'] as const;
export const attendanceStates = ['present', 'represented', 'absent'] as const;
/** What becomes of an item of the agenda; `note` 听取、通报 leaves no resolution. */
export const itemOutcomes = [...resolutionOutcomes, 'note'] as const;
/** Most items one agenda holds, and most units one resolution names. */
export const mostItems = 60;
export const mostUnits = 30;
export const mostMembers = 200;
