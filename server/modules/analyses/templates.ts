import type { Principal } from '../../../db/repositories/access.ts';
import { createAnalysisRepository } from '../../../db/repositories/analyses.ts';
import { deliveredTemplate, placeholders, sectionIds, unknownPlaceholder, type AnalysisKind } from '../../../documents/analyses/template.ts';
import type { AnalysisTemplate, AnalysisTemplateInput } from '../../../schemas/analyses.ts';
import { analysisKinds } from '../../../schemas/vocabulary.ts';
import type { ServerContext } from '../../context.ts';
import { invalidFields, type FieldError } from '../../errors.ts';
import { checkVersion, stale, type Seen } from '../../plugins/versions.ts';
import { createRecorder } from '../../recording.ts';

/** Fields that hold a word which is none, and sections that are not exactly those of the kind. */
function faultsOf(kind: AnalysisKind, { title, issuer, sections }: AnalysisTemplateInput): FieldError[] {
  const texts: [pointer: string, text: string][] = [
    ['/title', title],
    ['/issuer', issuer],
    ...sections.flatMap(({ before, after }, i): [string, string][] => [[`/sections/${i}/before`, before], [`/sections/${i}/after`, after]]), // prettier-ignore
  ];
  const known = placeholders[kind].map((name) => `{${name}}`).join(' ');
  const words = texts.flatMap(([pointer, text]): FieldError[] => {
    const name = unknownPlaceholder(kind, text);
    return name === undefined ? [] : [{ pointer, zh: `没有占位符 {${name}}，可用：${known}`, en: `there is no placeholder {${name}}, needs one of ${known}` }];
  });
  const wanted = sectionIds[kind];
  const complete = sections.length === wanted.length && wanted.every((id) => sections.some((section) => section.id === id));
  const list = wanted.join(', ');
  return complete ? words : [...words, { pointer: '/sections', zh: `各节须各出现一次：${list}`, en: `needs each of these sections once: ${list}` }];
}

export function createTemplateService(context: ServerContext) {
  const analyses = createAnalysisRepository(context.db);
  const record = createRecorder(context);
  async function find(kind: AnalysisKind): Promise<AnalysisTemplate> {
    const row = (await analyses.templates([kind])).get(kind);
    return { kind, ...(row?.body ?? deliveredTemplate(kind)), version: row?.version ?? 1 };
  }
  return {
    find,
    async list() {
      const rows = await analyses.templates(analysisKinds);
      const items = analysisKinds.map((kind): AnalysisTemplate => ({ kind, ...(rows.get(kind)?.body ?? deliveredTemplate(kind)), version: rows.get(kind)?.version ?? 1 })); // prettier-ignore
      return { items, nextCursor: null };
    },
    async save(principal: Principal, kind: AnalysisKind, body: AnalysisTemplateInput, seen: Seen, requestId: string): Promise<AnalysisTemplate> {
      const { version } = await find(kind);
      checkVersion(seen, version);
      const faults = faultsOf(kind, body);
      if (faults.length > 0) throw invalidFields(faults);
      const now = context.clock();
      const audit = record({ actor: principal.actor, requestId }, now, 'change', ['analysis_template', kind], { version: version + 1 });
      if (!(await analyses.saveTemplate(kind, body, version, now, audit))) throw stale();
      return find(kind);
    },
  };
}
