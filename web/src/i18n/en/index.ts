import { alertPages } from './alerts.ts';
import { decide } from './decide.ts';
import { door } from './door.ts';
import { frame } from './frame.ts';
import { overviewPage } from './overview.ts';
import { pages } from './pages.ts';
import { passkeyWords } from './passkeys.ts';
import { placementPages } from './placement.ts';
import { profilePage } from './profile.ts';
import { publicPages } from './public.ts';
import { replyWords } from './replies.ts';
import { reportPage } from './report.ts';
import { runPages } from './runs.ts';
import { shell } from './shell.ts';
import { terms } from './terms.ts';
import { words } from './words.ts';

/** What zh/index has. */
export const en = {
  ...shell,
  ...door,
  ...words,
  ...pages,
  ...runPages,
  ...alertPages,
  ...frame,
  ...overviewPage,
  ...decide,
  terms,
  ...accountPages,
  ...analysisPages,
  ...attachmentWords,
  ...auditPages,
  ...calendarWords,
  ...cataloguePage,
  ...changePages,
  ...cohort,
  ...companyPages,
  ...conferencePages,
  ...cooperationPages,
  ...crosswalkPage,
  ...dataPage,
  ...docketPages,
  ...everywhere,
  ...fieldPages,
  ...filingPages,
  ...heatPage,
  ...importPage,
  ...map,
  ...outlookPage,
  ...passkeyWords,
  ...placementPages,
  ...profilePage,
  ...publicPages,
  ...replyWords,
  ...reportPage,
  ...schoolPages,
  ...taskPages,
  ...ties,
  ...trackingPage,
};
