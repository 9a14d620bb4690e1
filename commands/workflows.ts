import { writeFileSync } from 'node:fs';
import { loadWorkflows } from '../documents/workflow-files.ts';
import { workflowPage } from '../documents/workflow-page.ts';

/** Writes the page of workflows that is read beside the code. */
writeFileSync(new URL('../docs/workflows.md', import.meta.url), workflowPage(await loadWorkflows()));
