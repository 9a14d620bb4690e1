import { auditPages } from './audit.ts';
import { cataloguePage } from './catalogue.ts';
import { everywhere } from './everywhere.ts';
import { fieldPages } from './fields.ts';
import { filingPages } from './filings.ts';
import { importPage } from './imports.ts';
import { outlookPage } from './outlook.ts';
import { profilePage } from './profile.ts';

/** Words of the pages of reports and catalogues, and of windows over any page, fetched with the first of them: whoever reads forecasts does not wait for them. */
export const later = { ...cataloguePage, ...importPage, ...filingPages, ...fieldPages, ...auditPages, ...outlookPage, ...profilePage, ...everywhere };
