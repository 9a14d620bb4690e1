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
};
