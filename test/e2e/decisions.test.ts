import { register as changes } from './cases/changes.ts';
import { register as conference } from './cases/conference.ts';
import { register as dockets } from './cases/dockets.ts';
import { register as reports } from './cases/reports.ts';
import { register as tasks } from './cases/tasks.ts';
import { describePages } from './support/cases.ts';

describePages('decisions in Chromium', dockets, changes, conference, tasks, reports);
