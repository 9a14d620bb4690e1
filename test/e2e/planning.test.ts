import { register as deepLinks } from './cases/deep-links.ts';
import { register as dialogs } from './cases/dialogs.ts';
import { register as labour } from './cases/labour.ts';
import { register as major } from './cases/major.ts';
import { register as overview } from './cases/overview.ts';
import { register as publication } from './cases/public.ts';
import { register as shell } from './cases/shell.ts';
import { describePages } from './support/cases.ts';

describePages('planning in Chromium', overview, major, publication, shell, dialogs, labour, deepLinks);
