import { register as changes } from './cases/changes.ts';
import { register as conference } from './cases/conference.ts';
import { register as ledger } from './cases/ledger.ts';
import { register as reports } from './cases/reports.ts';
import { register as story } from './cases/story.ts';
import { register as tasks } from './cases/tasks.ts';
import { describePages } from './support/cases.ts';

describePages('decisions in Chromium', story, changes, ledger, conference, tasks, reports);
