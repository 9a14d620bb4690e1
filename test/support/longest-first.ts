import { relative } from 'node:path';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** Seconds of files that take long for their size, on two idle cores. */
const seconds: Readonly<Record<string, number>> = {
  'test/contract/catalogue-command.test.ts': 17,
  'test/contract/catalogue.test.ts': 38,
  'test/contract/planted.test.ts': 49,
  'test/contract/queue.test.ts': 30,
  'test/contract/runs.test.ts': 119,
  'test/e2e/decisions.test.ts': 150,
  'test/e2e/first-administrator.test.ts': 35,
  'test/e2e/kill-import.test.ts': 35,
  'test/e2e/kill-worker.test.ts': 100,
  'test/e2e/kill.test.ts': 126,
  'test/e2e/pages.test.ts': 180,
  'test/e2e/planning.test.ts': 120,
  'test/e2e/portals.test.ts': 90,
  'test/e2e/replay.test.ts': 50,
  'test/e2e/reporting.test.ts': 90,
  'test/e2e/roles.test.ts': 50,
  'test/e2e/start.test.ts': 85,
  'test/server/chain-map.test.ts': 9,
  'test/server/comparison.test.ts': 25,
  'test/server/disclosure.test.ts': 26,
  'test/server/files.test.ts': 24,
  'test/server/fuzz.test.ts': 33,
  'test/server/major-ties.test.ts': 12,
  'test/server/openapi.test.ts': 16,
  'test/server/role-matrix.test.ts': 40,
  'test/server/run-checks.test.ts': 18,
  'test/server/runs.test.ts': 21,
  'test/workers/replay.test.ts': 31,
  'test/config/config.test.ts': 22,
};
/** What nobody has measured: page tests take long, others little. */
const guess = (path: string) => (path.startsWith('test/e2e/') ? 100 : 3);

/**
 * Long files begin first, so that workers end together. Vitest goes by what it measured the last time; a clean clone has measured nothing, and then it goes by size, which says little: the
 * page tests of many cases are a file of seven lines.
 */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const weight = ({ moduleId }: TestSpecification) => {
      const path = relative(this.ctx.config.root, moduleId);
      return seconds[path] ?? guess(path);
    };
    const bySize = await super.sort(files); // keeps projects together and in their order
    const place = new Map<string, number>();
    for (const { project } of bySize) if (!place.has(project.name)) place.set(project.name, place.size);
    return bySize.toSorted((a, b) => (place.get(a.project.name) ?? 0) - (place.get(b.project.name) ?? 0) || weight(b) - weight(a));
  }
}
