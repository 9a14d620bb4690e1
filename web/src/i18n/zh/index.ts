import { alertPages } from './alerts.ts';
import { decide } from './decide.ts';
import { door } from './door.ts';
import { frame } from './frame.ts';
import { overviewPage } from './overview.ts';
import { pages } from './pages.ts';
import { runPages } from './runs.ts';
import { shell } from './shell.ts';
import { terms } from './terms.ts';
import { words } from './words.ts';

/** The source catalogue, with `later` beside it; en has the same keys (test/web/messages.test.ts). */
export const zh = {
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
};
