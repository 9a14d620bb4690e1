import { cataloguePage } from './catalogue.ts';
import { cohort } from './cohort.ts';
import { fieldPages } from './fields.ts';
import { filingPages } from './filings.ts';
import { importPage } from './imports.ts';
import { reportPage } from './report.ts';
import { ties } from './ties.ts';

/** Words of the pages of reports and catalogues, fetched with the first of them: whoever reads forecasts does not wait for them. */
export const later = { ...cataloguePage, ...importPage, ...filingPages, ...fieldPages, ...cohort, ...reportPage, ...ties };
