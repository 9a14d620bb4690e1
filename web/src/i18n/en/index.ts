import { alertPages } from './alerts.ts';
import { decide } from './decide.ts';
import { door } from './door.ts';
import { frame } from './frame.ts';
import { heatPage } from './heat.ts';
import { importPage } from './imports.ts';
import { loopPages } from './loop.ts';
import { map } from './map.ts';
import { outlookPage } from './outlook.ts';
import { overviewPage } from './overview.ts';
import { pages } from './pages.ts';
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
  ...loopPages,
  ...map,
  ...outlookPage,
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
