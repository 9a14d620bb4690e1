import type { Role } from '../../db/repositories/access.ts';

/**
 * Who may call what, kept by hand and apart from the routes: a route that is new, opened or closed fails until its line here says so too.
 *
 * `public` everybody · `door` everybody, but password, token or machine is checked there · `signed-in` every key and session · `account` people who
 * signed in, whatever the role · `student` candidates of a placement round, who came in with a code and have no role · otherwise the roles, by key or account. Further words: `waiting` also members of an organisation that is not verified ·
 * `first-password` also before the first password is changed and a second factor is there that has to be · `member` not without a membership · `recent` in a
 * session only while its password was given of late.
 */
export const roleTable: Readonly<Record<string, string>> = {
  'GET /health': 'public',
  'GET /majors': 'public',
  'GET /occupations': 'public',
  'GET /chains': 'public',
  'GET /schools': 'public',
  'GET /programmes': 'public',
  'GET /pathways': 'public',
  'GET /competences': 'public',

  'POST /demo/session': 'door',
  'POST /session/login': 'door',
  'POST /accounts/registration': 'door',
  'POST /invitations/offer': 'door',
  'POST /invitations/acceptance': 'door',

  'GET /session': 'signed-in',
  'POST /session/logout': 'signed-in',
  'POST /session/close': 'signed-in',
  'POST /session/organisation': 'account',
  'GET /account/sessions': 'account',
  'DELETE /account/sessions': 'account recent',
  'DELETE /account/sessions/{id}': 'account recent',
  'PUT /account/password': 'account first-password',
  'POST /passwords/strength': 'public',
  'POST /session/confirmation': 'account first-password',
  'GET /account/second-factor': 'account first-password',
  'POST /account/second-factor/draft': 'account first-password recent',
  'POST /account/second-factor': 'account first-password recent',
  'DELETE /account/second-factor': 'account recent',
  'GET /account/data': 'account',
  'POST /account/deletion': 'account',
  'GET /account/keys': 'account member',
  'POST /account/keys': 'account member recent',
  'DELETE /account/keys/{id}': 'account member',
  'POST /account/invitations': 'account',

  'GET /organisations': 'administrator',
  'POST /organisations': 'administrator',
  'GET /organisations/{id}': 'enterprise school planner secretariat administrator waiting',
  'PUT /organisations/{id}': 'account',
  'PUT /organisations/{id}/contact': 'enterprise school planner secretariat administrator waiting',
  'POST /organisations/{id}/verification': 'administrator',
  'GET /members': 'enterprise school planner secretariat administrator waiting',
  'PUT /members/{id}': 'enterprise school planner secretariat administrator waiting recent',
  'DELETE /members/{id}': 'enterprise school planner secretariat administrator waiting recent',
  'PUT /accounts/{id}/status': 'administrator recent',
  'POST /accounts/{id}/password-reset': 'administrator recent',
  'POST /accounts/{id}/deletion': 'administrator recent',
  'DELETE /accounts/{id}/second-factor': 'administrator recent',
  'GET /invitations': 'enterprise school planner secretariat administrator waiting',
  'POST /invitations': 'enterprise school planner secretariat administrator waiting recent',
  'DELETE /invitations/{id}': 'enterprise school planner secretariat administrator waiting',

  'POST /demand/declarations': 'enterprise administrator',
  'GET /demand/declarations': 'enterprise planner administrator waiting',
  'POST /demand/postings': 'enterprise administrator',
  'GET /demand/postings': 'enterprise planner administrator waiting',
  'POST /demand/projects': 'enterprise administrator',
  'GET /demand/projects': 'enterprise planner administrator',
  'POST /supply/inflows': 'planner administrator',
  'GET /supply/inflows': 'planner secretariat administrator',

  'GET /import-kinds': 'enterprise school planner administrator',
  'GET /import-kinds/{kind}/template': 'enterprise school planner administrator',
  'POST /imports': 'enterprise school administrator',
  'GET /imports': 'enterprise school planner administrator',
  'GET /imports/{id}': 'enterprise school planner administrator',
  'GET /imports/{id}/report': 'enterprise school planner administrator',
  'GET /imports/{id}/copy': 'enterprise school planner administrator',
  'POST /imports/{id}/confirmation': 'enterprise school administrator',
  'POST /imports/{id}/undo': 'enterprise school administrator',

  'POST /enrolment/reports': 'school administrator',
  'GET /enrolment/reports': 'school planner administrator waiting',
  'POST /enrolment/destinations': 'school administrator',
  'GET /enrolment/destinations': 'school planner administrator waiting',
  'POST /enrolment/plans': 'school administrator',
  'GET /enrolment/plans': 'school planner administrator waiting',
  'POST /seat-requests': 'school planner administrator',
  'GET /seat-requests': 'school planner administrator',
  'POST /seat-requests/{id}/decision': 'school planner administrator',
  'GET /schools/{id}/programmes/standing': 'school planner secretariat administrator',
  'GET /flag-replies': 'school planner secretariat administrator',
  'POST /flag-replies': 'school administrator',
  'GET /flag-replies/asked': 'school planner secretariat administrator',
  'GET /flag-replies/counts': 'school planner secretariat administrator',
  'GET /flag-replies/{id}': 'school planner secretariat administrator',
  'GET /flag-replies/{id}/history': 'school planner secretariat administrator',
  'PUT /flag-replies/{id}': 'school administrator',
  'POST /flag-replies/{id}/submission': 'school administrator',
  'POST /flag-replies/{id}/decision': 'planner administrator',
  'GET /guard': 'school planner secretariat administrator',
  'POST /competences': 'planner administrator',
  'GET /programmes/{id}/competences': 'enterprise school planner secretariat administrator',
  'PUT /programmes/{id}/competences': 'school administrator',
  'POST /pathways': 'planner administrator',
  'DELETE /pathways/{id}': 'planner administrator',

  'GET /crosswalk': 'enterprise school planner secretariat administrator',
  'GET /crosswalk/uncovered': 'enterprise school planner secretariat administrator',
  'GET /occupations/candidates': 'planner secretariat school enterprise administrator waiting',
  'POST /demand/title-choices': 'enterprise administrator',
  'POST /demand/postings/{id}/outcome': 'enterprise administrator',
  'POST /enrolment/school-years': 'school administrator',
  'GET /enrolment/school-years': 'school planner administrator waiting',
  'GET /occupations/{code}/suppliers': 'enterprise school planner secretariat administrator',
  'GET /programmes/{id}/demand': 'school planner secretariat administrator',
  'GET /postings/statistics': 'enterprise school planner secretariat administrator',
  'GET /internship-compliance': 'enterprise planner secretariat administrator',
  'GET /internship-compliance/years': 'enterprise planner secretariat administrator',
  'POST /internship-exemptions': 'planner administrator',
  'DELETE /internship-exemptions/{id}': 'planner administrator',
  'GET /filings': 'enterprise school planner administrator waiting',
  'POST /filings': 'enterprise school administrator waiting',
  'GET /filings/coverage': 'planner administrator',
  'GET /filings/coverage/groups': 'planner administrator',
  'GET /filings/unusual': 'planner administrator',
  'POST /filings/locks': 'planner administrator',
  'GET /filings/{id}': 'enterprise school planner administrator waiting',
  'GET /filings/{id}/history': 'enterprise school planner administrator waiting',
  'PUT /filings/{id}/lines/{key}': 'enterprise school administrator waiting',
  'DELETE /filings/{id}/lines/{key}': 'enterprise school administrator waiting',
  'POST /filings/{id}/submission': 'enterprise school administrator',
  'POST /filings/{id}/withdrawal': 'enterprise school administrator',
  'POST /filings/{id}/decision': 'planner administrator',
  'POST /filings/{id}/lock': 'planner administrator',
  'POST /filings/{id}/unlock': 'administrator',
  'GET /catalogue/codes': 'public',
  'GET /catalogue/editions': 'planner administrator',
  'GET /catalogue/replacements': 'planner administrator',
  'GET /catalogue/imports': 'planner administrator',
  'GET /catalogue/imports/{id}': 'planner administrator',
  'POST /catalogue/imports': 'administrator',
  'POST /catalogue/imports/{id}/confirmation': 'administrator',
  'GET /crosswalk/edits': 'planner secretariat administrator',
  'POST /crosswalk': 'planner administrator',
  'DELETE /crosswalk/{majorCode}/{occupationCode}': 'planner administrator',
  'POST /crosswalk/{majorCode}/{occupationCode}/undo': 'planner administrator',

  'GET /parameters': 'enterprise school planner secretariat administrator',
  'POST /runs': 'planner administrator',
  'GET /runs': 'enterprise school planner secretariat administrator',
  'GET /runs/{id}': 'enterprise school planner secretariat administrator',
  'POST /runs/{id}/cancel': 'planner administrator',
  'GET /runs/{id}/events': 'enterprise school planner secretariat administrator',
  'POST /runs/{id}/replay': 'planner administrator',
  'POST /runs/{id}/effects': 'planner administrator',
  'GET /runs/{id}/checks': 'planner secretariat administrator',
  'GET /runs/{id}/assumptions': 'planner secretariat administrator',
  'GET /publications': 'planner secretariat administrator',
  'POST /publications': 'planner administrator',
  'GET /publications/{id}': 'planner secretariat administrator',
  'PUT /publications/{id}/withdrawal': 'planner administrator',
  'GET /public/overview': 'public',
  'GET /public/gaps': 'public',
  'GET /public/data.csv': 'public',
  'GET /public/data.json': 'public',
  'GET /public/data-dictionary': 'public',
  'GET /runs/{id}/comparison': 'enterprise school planner secretariat administrator',
  'GET /evaluations': 'enterprise school planner secretariat administrator',
  'GET /evaluations/flags': 'enterprise school planner secretariat administrator',
  'GET /gaps': 'enterprise school planner secretariat administrator',
  'GET /gaps/totals': 'enterprise school planner secretariat administrator',
  'GET /gaps/heat': 'enterprise school planner secretariat administrator',
  'GET /overview': 'enterprise school planner secretariat administrator',
  'GET /flags': 'enterprise school planner secretariat administrator',
  'GET /series/{id}': 'enterprise school planner secretariat administrator',
  'POST /reports': 'planner secretariat school administrator',
  'GET /reports': 'planner secretariat school administrator',
  'GET /reports/{id}': 'planner secretariat school administrator',
  'GET /reports/{id}/file': 'planner secretariat school administrator',
  'GET /report-templates': 'planner secretariat administrator',
  'PUT /report-templates/{kind}': 'planner administrator',
  'GET /rules': 'enterprise school planner secretariat administrator',
  'PUT /rules/{id}/thresholds': 'planner administrator',
  'GET /rule-findings': 'planner secretariat administrator',
  'GET /conflicts': 'planner secretariat administrator',
  'GET /alerts': 'enterprise school planner secretariat administrator',
  'POST /alerts/{id}/acknowledgement': 'planner secretariat administrator',
  'GET /majors/{code}/flags': 'enterprise school planner secretariat administrator',
  'GET /majors/{code}/employers': 'enterprise school planner secretariat administrator',
  'GET /chains/{id}/map': 'enterprise school planner secretariat administrator',
  'GET /chains/{id}/profile': 'enterprise school planner secretariat administrator',
  'GET /chains/{id}/profile/employment': 'enterprise school planner secretariat administrator',
  'GET /chains/{id}/profile/education': 'enterprise school planner secretariat administrator',
  'GET /chains/{id}/profile/ladder': 'enterprise school planner secretariat administrator',
  'GET /chains/{id}/profile/competences': 'enterprise school planner secretariat administrator',

  'POST /placement/rounds': 'planner secretariat administrator',
  'GET /placement/rounds': 'enterprise school planner secretariat administrator',
  'GET /placement/rounds/{id}': 'enterprise school planner secretariat administrator',
  'POST /placement/rounds/{id}/opening': 'planner secretariat administrator',
  'POST /placement/rounds/{id}/closing': 'planner secretariat administrator',
  'POST /placement/rounds/{id}/posts': 'enterprise administrator',
  'GET /placement/rounds/{id}/posts': 'enterprise school planner secretariat administrator',
  'DELETE /placement/posts/{id}': 'enterprise administrator',
  'GET /placement/posts/{id}/candidates': 'enterprise planner secretariat administrator',
  'PUT /placement/posts/{id}/ranking': 'enterprise administrator',
  'POST /placement/rounds/{id}/candidates': 'school administrator',
  'GET /placement/rounds/{id}/candidates': 'school planner secretariat administrator',
  'POST /placement/candidates/{id}/code': 'school administrator',
  'DELETE /placement/candidates/{id}': 'school administrator',
  'GET /placement/rounds/{id}/appeals': 'school planner secretariat administrator',
  'POST /placement/rounds/{id}/changes': 'planner secretariat administrator',
  'GET /placement/rounds/{id}/changes': 'planner secretariat administrator',
  'POST /placement/appeals/{id}/decision': 'planner secretariat administrator',
  'POST /placement/student/session': 'door',
  'POST /placement/student/logout': 'student',
  'GET /placement/student': 'student',
  'GET /placement/student/posts': 'student',
  'PUT /placement/student/wishes': 'student',
  'POST /placement/student/appeals': 'student',
  'GET /search': 'enterprise school planner secretariat administrator',
  'GET /notifications': 'enterprise school planner secretariat administrator waiting',
  'POST /notifications/read': 'enterprise school planner secretariat administrator waiting',
  'POST /notifications/{id}/read': 'enterprise school planner secretariat administrator waiting',

  'GET /audit': 'administrator',
  'GET /audit/kinds': 'administrator',
  'GET /audit/verification': 'administrator',
};

/** A caller of the matrix. */
export interface Caller {
  readonly name: string;
  readonly by: 'nobody' | 'key' | 'account' | 'code';
  /** None: an account without a membership. */
  readonly role?: Role;
  /** The organisation is not verified. */
  readonly waiting?: boolean;
  /** The password was given by somebody else. */
  readonly firstPassword?: boolean;
  /** A key for reading only. */
  readonly readOnly?: boolean;
}

/** What a line of the table means for a caller: let in, or refused with 401 or 403. */
export function expectedOf(line: string, method: string, { by, role, waiting = false, firstPassword = false, readOnly = false }: Caller): 'in' | 401 | 403 {
  const words = line.split(' ');
  const has = (word: string) => words.includes(word);
  if (has('public') || has('door')) return 'in';
  // who comes in with a code is nobody elsewhere, and everybody else is nobody there
  if (has('student')) return by === 'code' ? 'in' : 401;
  if (by === 'nobody' || by === 'code') return 401;
  if (has('signed-in')) return 'in';
  if (firstPassword && !has('first-password')) return 403;
  if (has('account')) return by === 'account' && (role !== undefined || !has('member')) ? 'in' : 403;
  if (role === undefined || !has(role)) return 403;
  if (waiting && !has('waiting')) return 403;
  return readOnly && method !== 'GET' ? 403 : 'in';
}
