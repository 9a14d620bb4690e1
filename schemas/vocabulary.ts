/** Words stored in enum columns; the API, the seed and the pages use the same lists. */
export const levels = ['secondary', 'associate', 'vocational_bachelor', 'bachelor'] as const;
export const organisationKinds = ['school', 'enterprise', 'bureau'] as const;
export const sizeClasses = ['1000+', '300-999', '20-299', '1-19'] as const;
export const segmentPositions = ['upstream', 'midstream', 'downstream'] as const;
export const linkOrigins = ['official', 'editorial', 'user'] as const;
/** A link as it stands: in force (loaded or edited), last said by an edit (closed ones included), closed. */
export const linkStates = ['in_force', 'edited', 'closed'] as const;
/** Catalogues that are imported, and what the editions of each are kept as. */
export const catalogueKinds = ['majors', 'occupations', 'industries', 'regions', 'crosswalk'] as const;
export const codeSystemKinds = ['major', 'occupation', 'industry', 'region', 'crosswalk'] as const;
/** A file holds a catalogue, or what old codes of one became. */
export const catalogueContents = ['catalogue', 'replacements'] as const;
/** Read and waiting to be confirmed; with faults; the same as what there is; done; not confirmed in time. */
export const importStatuses = ['ready', 'refused', 'known', 'imported', 'expired'] as const;
/** An error stops a file, a warning wants to be confirmed, a note is for information. */
export const issueSeverities = ['error', 'warning', 'note'] as const;
export const factNatures = ['stock', 'flow'] as const;
export const roles = ['planner', 'secretariat', 'school', 'enterprise', 'administrator'] as const;
/** An organisation that registered itself waits until an administrator has looked at it. */
export const organisationStatuses = ['pending', 'verified', 'rejected'] as const;
export const ownerships = ['public', 'private'] as const;
export const accountStatuses = ['active', 'disabled'] as const;
/** What a machine key may do within its role: read, or read and write. */
export const keyScopes = ['read', 'write'] as const;
export const runStatuses = ['queued', 'running', 'succeeded', 'failed', 'cancelled'] as const;
export const taskKinds = ['prepare', 'fit', 'assemble'] as const;
export const taskStatuses = ['queued', 'running', 'succeeded', 'failed'] as const;
/** `cityDemand` and `citySupply` are of all majors together. */
export const seriesSides = ['demand', 'supply', 'occupation', 'hires', 'intake', 'cityDemand', 'citySupply'] as const;
export const windows = ['pipeline', 'decision'] as const;
export const bands = ['severe_shortage', 'shortage', 'balanced', 'surplus', 'severe_surplus', 'uncertain', 'insufficient'] as const;
export const grades = ['A', 'B', 'C', 'D'] as const;
export const flagClasses = ['new', 'expand', 'maintain', 'watch', 'reduce', 'suspend'] as const;
/** Groups of programmes that lend each other their rates, widest first. */
export const poolingScopes = ['all', 'level', 'category', 'class', 'programme'] as const;
/** Sides of past forecasts that are held against what came. */
export const scoredSides = ['occupation', 'hires', 'intake', 'supply'] as const;
export const flagDirections = ['short', 'surplus', 'none'] as const;
/** Early warning: what happened, the state that was entered, how pressing it is (most pressing first), and what became of it. */
export const alertKinds = ['severe_band', 'sign_change', 'plans_overshoot', 'reporters_lost'] as const;
export const alertStates = ['severe_shortage', 'severe_surplus', 'short', 'surplus', 'below_threshold'] as const;
export const severities = ['urgent', 'warning', 'notice'] as const;
export const alertStatuses = ['open', 'acknowledged', 'over'] as const;
export const flagOutcomes = ['hit', 'miss', 'too_early', 'no_direction'] as const;
/** Why a demand figure is withheld outside planning: too few enterprises, or it would give such a figure away. */
export const suppressions = ['primary', 'secondary'] as const;
/** Cuts by which gaps are added up. */
export const cuts = ['class', 'category', 'level', 'chain', 'region'] as const;
/** Flags that ask for a decision. */
export const decisionClasses = ['new', 'expand', 'reduce', 'suspend'] as const;
/** What waits for somebody: reports to be looked at or still missing, seats, organisations and files to be decided, facts no run has seen, supervised tasks overdue. */
export const taskKindsOfPlanning = [
  'filings',
  'missing',
  'seats',
  'organisations',
  'imports',
  'catalogues',
  'facts',
  'dockets',
  'issues',
  'finished',
  'overdue',
] as const;
/** Rows of heat maps: majors and classes by year, chains by level. */
export const heatCuts = ['major', 'class', 'chain'] as const;
export const seatStatuses = ['requested', 'approved', 'rejected', 'withdrawn'] as const;
export const seatDecisions = ['approved', 'rejected', 'withdrawn'] as const;
export const survivalSources = ['programme', 'major', 'level', 'parameter'] as const;
export const ruleSubjects = ['programme', 'major', 'school', 'chain', 'occupation', 'enterprise', 'consortium', 'city'] as const;
/** What a rule's consequence asks for: more seats, fewer, no further programmes, a look, or nothing (an indicator). */
export const ruleDirections = ['up', 'down', 'block', 'review', 'none'] as const;
export const ruleCertainties = ['read', 'press', 'verify'] as const;
export const ruleOutcomes = ['hit', 'not_hit', 'missing'] as const;
/** Education of employees, lowest first; `bachelor` holds vocational bachelors too. */
export const educationLevels = ['junior_or_below', 'senior_secondary', 'secondary', 'associate', 'bachelor', 'postgraduate'] as const;
/**
 * Rungs of the occupation ladder, entry first: the eight grades of skilled workers 新八级工 (人社部发〔2022〕14 号), the five of professional titles 职称
 * (《关于深化职称制度改革的意见》, 2016), and management.
 */
export const ladderGrades = {
  skilled: ['apprentice', 'elementary', 'intermediate', 'advanced', 'technician', 'senior_technician', 'special_technician', 'chief_technician'],
  technical: ['title_entry', 'title_assistant', 'title_intermediate', 'title_associate_senior', 'title_senior'],
  management: ['manager_first_line', 'manager_middle', 'manager_senior'],
} as const;
export const ladderSeries = ['skilled', 'technical', 'management'] as const;
export const skillGrades = [...ladderGrades.skilled, ...ladderGrades.technical, ...ladderGrades.management] as const;
export const partAspects = ['education', 'grade'] as const;
/** Years of experience a posting asks for: ≤ 1, 2–3, 4–5, more. */
export const experienceBands = ['entry', 'two_three', 'four_five', 'over_five'] as const;
export const competenceKinds = ['knowledge', 'skill', 'certificate', 'attitude'] as const;
/** A competence as a chain sees it: what posts ask for and programmes teach, one of them, or neither. */
export const competenceStates = ['gap', 'covered', 'taught_only'] as const;
/** A chain's segments, and what stands in none of them. */
export const profileSegments = [...segmentPositions, 'unassigned'] as const;
/** Places of a chain's map, left to right, and why one is fed by nobody. */
export const mapPlaces = ['segment', 'occupation', 'outside', 'unlinked', 'major', 'school', 'schools', 'elsewhere', 'uncovered'] as const;
export const mapUncovered = ['no_major', 'no_school', 'no_demand'] as const;
/** Why a figure is not shown: too few enterprises behind it, or it would give away one that is not shown. */
export const withheldReasons = ['few_enterprises', 'would_reveal'] as const;
/** Kinds of spreadsheet that can be imported, what becomes of one, and which of its rows are taken. */
export const importKinds = [
  'declarations',
  'postings',
  'projects',
  'enrolment',
  'destinations',
  'plans',
  'tracks',
  'schoolYears',
  'candidates',
  'rankings',
  'seats',
  'ledger',
  'inflows',
  'organisations',
  'chains',
  'programmes',
] as const;
/** Rows that sheets change in place. */
export const importedEntities = ['chain', 'segment', 'chain_occupation', 'chain_major', 'chain_other_major', 'programme'] as const;
export const importStates = ['receiving', 'checking', 'checked', 'importing', 'imported', 'undoing', 'undone', 'failed', 'replaced'] as const;
export const importModes = ['all-or-nothing', 'valid-rows-only'] as const;
/** A yearly report 填报单: what it holds, and how far it has come. */
export const filingKinds = ['demand', 'enrolment'] as const;
export const filingStates = ['draft', 'submitted', 'returned', 'accepted', 'locked'] as const;
export const filingActions = ['create', 'submit', 'withdraw', 'accept', 'return', 'lock', 'unlock'] as const;
/** How an organisation stands to a year: the state of its filing; without one, whether single facts were reported. */
export const filingStandings = ['absent', 'direct', ...filingStates] as const;
/** How an enterprise stands to the rule on posts for interns, what needs a look first. */
export const internshipStandings = ['short', 'not_reported', 'complies', 'exempt'] as const;
/** What became of a posting; `filled` with everybody it looked for, `partly` closed with some of them. */
export const postingOutcomes = ['filled', 'partly', 'withdrawn', 'expired'] as const;
export const postingStatuses = ['open', 'filled', 'closed'] as const;
/** Figures that are published: of the city, a level, a chain, and a major in the city. */
export const publishedCuts = ['region', 'level', 'chain', 'major'] as const;
/** Licences under which figures are published, as SPDX names them. */
export const licences = ['CC-BY-4.0', 'CC0-1.0'] as const;
/** How a publication stands: waits for its date, is told to everybody, gave way to a newer one, or was withdrawn. */
export const publicationStates = ['scheduled', 'in_force', 'superseded', 'withdrawn'] as const;
/** What can be asked about a run afterwards: whether it gives the same bytes again, and what one parameter does to its flags. */
export const checkKinds = ['replay', 'effect'] as const;
export const checkStates = ['queued', 'running', 'succeeded', 'failed'] as const;
/** Placement rounds 双向选择: what is placed, how far a round has come, who proposes, what becomes of candidates a post did not rank. */
export const placementKinds = ['internship', 'order_class', 'hiring'] as const;
export const placementStatuses = ['draft', 'open', 'closing', 'published'] as const;
export const proposingSides = ['students', 'posts'] as const;
export const unrankedRules = ['after', 'refused'] as const;
/** Why a student did not get a post: the class was not held, the post refused them, ranked others higher, or a lottery among equals. */
export const missReasons = ['closed', 'refused', 'ranked-higher', 'lottery', 'by-hand'] as const;
/** What became of a candidate at a post they chose: the post is theirs, they got one they liked better, or why they missed it. */
export const postOutcomes = ['placed', 'elsewhere', ...missReasons] as const;
export const appealStatuses = ['open', 'granted', 'rejected'] as const;
/** Flags that a school with the major replies to, how it replies (照办 comply, 说明 explain), and how far a reply has come. */
export const askingClasses = ['expand', 'reduce', 'suspend'] as const;
export const replyKinds = ['comply', 'explain'] as const;
export const replyStates = ['draft', 'sent', 'noted', 'returned'] as const;
export const replyActions = ['send', 'note', 'ask_again'] as const;
/** How a school stands to a flag: the state of its reply, or none yet. */
export const replyStandings = ['none', ...replyStates] as const;
/** What can be searched for by name, and by what it was found, best first. */
export const searchKinds = ['major', 'occupation', 'chain', 'school', 'enterprise'] as const;
export const searchWays = ['name', 'code', 'initials', 'pinyin', 'similar'] as const;
/** What people are told of. */
export const notificationKinds = [
  'filing_returned',
  'filing_accepted',
  'filing_locked',
  'filing_unlocked',
  'import_done',
  'import_failed',
  'run_succeeded',
  'run_failed',
  'alerts_raised',
  'placement_failed',
  'placement_opened',
  'placement_published',
  'placement_appealed',
  'placement_appeal_answered',
  'placement_changed',
  'registration_received',
  'organisation_verified',
  'organisation_rejected',
  'member_invited',
  'invitation_accepted',
  'change_submitted',
  'change_returned',
  'change_docketed',
  'reply_sent',
  'reply_noted',
  'reply_returned',
  'seats_approved',
  'seats_rejected',
  'docket_hearing',
  'docket_scored',
  'report_ready',
  'report_failed',
  'task_opened',
  'task_reported',
  'task_returned',
  'internships_short',
  'internships_untold',
  'task_due',
  'task_overdue',
  'tasks_overdue',
  'bulletin_published',
  'meeting_convened',
  'minutes_distributed',
  'resolution_assigned',
  'resolution_reported',
  'resolution_returned',
  'resolution_closed',
  'issue_accepted',
  'issue_refused',
  'cooperation_suggested',
  'cooperation_invited',
  'cooperation_moved',
  'password_changed',
  'password_reset',
  'factor_added',
  'factor_removed',
  'recovery_code_used',
  'key_made',
  'key_ending',
] as const;

/** For whom a second factor is a must; the others may have one. A demo installation asks nobody. */
export const secondFactorRules = ['administrators', 'everyone', 'nobody'] as const;
/** Where a docket of the joint conference comes from, what the conference decides, and what changes at a school. */
export const docketOrigins = ['flag', 'proposal'] as const;
export const resolutionOutcomes = ['approve', 'amend', 'reject', 'defer'] as const;
export const adjustmentChanges = ['new', 'expand', 'reduce', 'suspend', 'resume', 'rename', 'close', 'keep'] as const;
/** Changes a school may propose; closing and keeping are decided, not proposed. */
export const proposedChanges = ['new', 'expand', 'reduce', 'suspend', 'resume', 'rename'] as const;
/** Lists of majors 急需 urgent, 紧缺 scarce, and 重点建设 key, as plans name them without saying how scarce they are. */
export const keyListKinds = ['urgent', 'scarce', 'key'] as const;
/** What a plan counts majors as: opened, or suspended and slowed 停招缓招. */
export const plannedActions = ['added', 'cut'] as const;
/** Yearly written reports that are made from a run. */
export const analysisKinds = ['city_matching', 'school_matching', 'chain'] as const;
export const analysisStates = ['queued', 'running', 'ready', 'failed'] as const;
/** Whose view a report holds: with every figure, or with those a school is told. */
export const analysisAudiences = ['planning', 'school'] as const;
export const figureUnits = ['persons', 'count', 'share', 'ratio'] as const;
/** What became of a decision: whether it was carried out (`unread` where intakes cannot tell), and whether its direction was right. */
export const carriedOut = ['yes', 'partly', 'no', 'not_yet', 'unread'] as const;
export const judgements = ['right', 'wrong', 'undecided'] as const;
/** Where a supervised task comes from. */
export const taskOrigins = ['resolution', 'template', 'manual'] as const;
/** Reminders about deadlines: a week before, once it is past, and the weekly list for who keeps it. */
export const reminderKinds = ['due_soon', 'overdue', 'weekly', 'key_ending', 'internships'] as const;
export const bulletinKinds = ['monthly_dispatch', 'quarterly_bulletin', 'yearly_summary'] as const;
/** Four kinds of cooperation by what the need is for, its two sides, and what exactly is needed or offered within it. */
export const cooperationPairs = ['training', 'staff_training', 'technology', 'teachers'] as const;
export const cooperationSides = ['need', 'offer'] as const;
export const cooperationResources = [
  'order_class',
  'apprenticeship',
  'hiring',
  'course',
  'assessment',
  'research',
  'platform',
  'expert',
  'practice_post',
  'dual_teacher',
] as const;
/** Who began a cooperation: one of its sides, or whoever plans by a batch. */
export const cooperationBeginners = ['need', 'offer', 'city'] as const;
export const cooperationOutcomes = ['achieved', 'partly', 'not_achieved'] as const;
export const cooperationParts = ['chain', 'majors', 'occupations', 'region', 'time', 'capacity'] as const;
/** Months after graduation at which graduates are asked, bands of monthly pay (yuan) and grades of satisfaction, lowest first. */
export const trackMonths = [6, 12, 36] as const;
export const wageBands = ['wageTo3000', 'wageTo5000', 'wageTo8000', 'wageTo12000', 'wageOver12000'] as const;
export const satisfactionGrades = ['satisfied1', 'satisfied2', 'satisfied3', 'satisfied4', 'satisfied5'] as const;
/** By what rates of graduates are added up. */
export const trackCuts = ['programme', 'major', 'level', 'school', 'city'] as const;
