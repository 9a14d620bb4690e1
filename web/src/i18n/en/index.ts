import { accountPages } from './accounts.ts';
import { alertPages } from './alerts.ts';
import { auditPages } from './audit.ts';
import { cataloguePage } from './catalogue.ts';
import { crosswalkPage } from './crosswalk.ts';
import { decide } from './decide.ts';
import { importPage } from './imports.ts';
import { filingPages } from './filings.ts';
import { cohort } from './cohort.ts';
import { fieldPages } from './fields.ts';
import { frame } from './frame.ts';
import { map } from './map.ts';
import { outlookPage } from './outlook.ts';
import { pages } from './pages.ts';
import { profilePage } from './profile.ts';
import { reportPage } from './report.ts';
import { runPages } from './runs.ts';
import { shell } from './shell.ts';
import { terms } from './terms.ts';
import { ties } from './ties.ts';
import { words } from './words.ts';

export const en = {
  ...shell,
  ...accountPages,
  ...words,
  ...pages,
  ...runPages,
  ...alertPages,
  ...auditPages,
  ...crosswalkPage,
  ...frame,
  ...map,
  ...outlookPage,
  ...profilePage,
  ...decide,
  terms,
  ...cataloguePage,
  ...importPage,
  ...filingPages,
  ...fieldPages,
  ...cohort,
  ...reportPage,
  ...ties,
};
