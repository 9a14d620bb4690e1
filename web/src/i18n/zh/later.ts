import { cataloguePage } from './catalogue.ts';
import { fieldPages } from './fields.ts';
import { filingPages } from './filings.ts';
import { importPage } from './imports.ts';
import { replyWords } from './replies.ts';
import { schoolPages } from './school.ts';

/** Words of the pages of reports and catalogues, fetched with the first of them: whoever reads forecasts does not wait for them. */
export const later = { ...cataloguePage, ...importPage, ...filingPages, ...fieldPages, ...schoolPages, ...replyWords };
