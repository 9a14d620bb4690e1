import { register as cooperation } from './cases/cooperation.ts';
import { register as enterprise } from './cases/enterprise.ts';
import { register as matching } from './cases/matching.ts';
import { register as passkeys } from './cases/passkeys.ts';
import { register as school } from './cases/school.ts';
import { register as chainSheet } from './cases/chain-sheet.ts';
import { register as schoolSheet } from './cases/school-sheet.ts';
import { describePages } from './support/cases.ts';

describePages('portals in Chromium', school, schoolSheet, chainSheet, enterprise, matching, cooperation, passkeys);
