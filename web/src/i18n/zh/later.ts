import { accountPages } from './accounts.ts';
import { analysisPages } from './analyses.ts';
import { attachmentWords } from './attachments.ts';
import { auditPages } from './audit.ts';
import { calendarWords } from './calendar.ts';
import { cataloguePage } from './catalogue.ts';
import { changePages } from './changes.ts';
import { cohort } from './cohort.ts';
import { companyPages } from './company.ts';
import { conferencePages } from './conference.ts';
import { cooperationPages } from './cooperation.ts';
import { crosswalkPage } from './crosswalk.ts';
import { dataPage } from './data.ts';
import { docketPages } from './dockets.ts';
import { everywhere } from './everywhere.ts';
import { exportWords } from './exports.ts';
import { fieldPages } from './fields.ts';
import { filingPages } from './filings.ts';
import { heatPage } from './heat.ts';
import { importPage } from './imports.ts';
import { labourPages } from './labour.ts';
import { loopPages } from './loop.ts';
import { map } from './map.ts';
import { outlookPage } from './outlook.ts';
import { passkeyWords } from './passkeys.ts';
import { placementPages } from './placement.ts';
import { profilePage } from './profile.ts';
import { publicPages } from './public.ts';
import { replyWords } from './replies.ts';
import { reportPage } from './report.ts';
import { schoolPages } from './school.ts';
import { taskPages } from './tasks.ts';
import { ties } from './ties.ts';
import { trackingPage } from './tracking.ts';

/** Words of the pages of reports and catalogues, and of windows over any page, fetched with the first of them: whoever reads forecasts does not wait for them. */
export const later = {
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
  ...exportWords,
  ...fieldPages,
  ...filingPages,
  ...heatPage,
  ...importPage,
  ...labourPages,
  ...loopPages,
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
