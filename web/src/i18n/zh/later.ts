import { accountPages } from './accounts.ts';
import { attachmentWords } from './attachments.ts';
import { auditPages } from './audit.ts';
import { cataloguePage } from './catalogue.ts';
import { cohort } from './cohort.ts';
import { companyPages } from './company.ts';
import { cooperationPages } from './cooperation.ts';
import { crosswalkPage } from './crosswalk.ts';
import { dataPage } from './data.ts';
import { everywhere } from './everywhere.ts';
import { fieldPages } from './fields.ts';
import { filingPages } from './filings.ts';
import { heatPage } from './heat.ts';
import { importPage } from './imports.ts';
import { map } from './map.ts';
import { outlookPage } from './outlook.ts';
import { placementPages } from './placement.ts';
import { profilePage } from './profile.ts';
import { publicPages } from './public.ts';
import { replyWords } from './replies.ts';
import { reportPage } from './report.ts';
import { schoolPages } from './school.ts';
import { ties } from './ties.ts';
import { trackingPage } from './tracking.ts';

/** Words of the pages of reports and catalogues, and of windows over any page, fetched with the first of them: whoever reads forecasts does not wait for them. */
export const later = {
  ...accountPages,
  ...attachmentWords,
  ...auditPages,
  ...cataloguePage,
  ...cohort,
  ...companyPages,
  ...cooperationPages,
  ...crosswalkPage,
  ...dataPage,
  ...everywhere,
  ...fieldPages,
  ...filingPages,
  ...heatPage,
  ...importPage,
  ...map,
  ...outlookPage,
  ...placementPages,
  ...profilePage,
  ...publicPages,
  ...replyWords,
  ...reportPage,
  ...schoolPages,
  ...ties,
  ...trackingPage,
};
