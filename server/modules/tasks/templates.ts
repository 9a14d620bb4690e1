import type { Principal } from '../../../db/repositories/access.ts';
import { createTaskTemplateRepository, type TemplateRow } from '../../../db/repositories/task-templates.ts';
import { SpreadsheetError } from '../../../intake/spreadsheet/index.ts';
import { readTaskList } from '../../../intake/task-list.ts';
import { publishedTemplates, type TaskTemplate, type TemplateLine, type TemplateTasks, type TemplateTasksInput } from '../../../schemas/task-templates.ts';
import type { ServerContext } from '../../context.ts';
import { ApiError, invalidField, invalidFields, notFound } from '../../errors.ts';
import { pageOfRows, type PageQuery } from '../../paging.ts';
import { createRecorder } from '../../recording.ts';
import { createTaskSteps, type Doing } from './steps.ts';

const present = ({ id, name, document, year, lines }: TemplateRow): TaskTemplate => ({
  ...{ id, name, document, issuer: null, number: null, dated: null, address: null, note: null, year, own: true, lines },
});
/** The same day of another year; the 29th of February becomes the 28th. */
function shifted(day: string, years: number): string {
  const [year, rest] = [Number(day.slice(0, 4)) + years, day.slice(4)];
  const leap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  return `${year}${rest === '-02-29' && !leap ? '-02-28' : rest}`;
}
const faultsShown = 20;

/** Lists that tasks are opened from: those of published plans, and uploaded ones. */
export function createTemplateService(context: ServerContext) {
  const { db, clock, newId } = context;
  const templates = createTaskTemplateRepository(db);
  const steps = createTaskSteps(context);
  const record = createRecorder(context);

  async function find(id: string): Promise<TaskTemplate> {
    const own = publishedTemplates.find((one) => one.id === id) ?? (await templates.find(id));
    if (!own) throw notFound({ zh: '此任务清单', en: 'This list of tasks' });
    return 'own' in own ? own : present(own);
  }
  /** Lines as they are opened: words of this place, deadlines moved by as many years as the plan is taken up later. */
  function draftsOf({ id, year: base }: TaskTemplate, lines: readonly TemplateLine[], { year, dueOn, words = [] }: TemplateTasksInput) {
    const said = (text: string) => words.reduce((now, { replace, by }) => now.replaceAll(replace, by), text);
    return lines.map((line) => ({
      task: {
        ...{ origin: 'template' as const, originId: `${id}/${year}/${line.no}`, title: said(line.title), content: said(line.content) },
        dueOn: line.dueOn === null ? (dueOn ?? null) : shifted(line.dueOn, base === null ? 0 : year - base),
      },
      leads: [...new Set(line.units.map(said))],
      cooperates: [...new Set(line.cooperating.map(said))].filter((name) => !line.units.map(said).includes(name)),
    }));
  }

  return {
    find,
    async list(query: PageQuery) {
      return pageOfRows([...publishedTemplates, ...(await templates.all()).map(present)], query, ({ id }) => id);
    },
    async open(
      id: string,
      { principal, requestId }: Pick<Doing, 'principal' | 'requestId'>,
      asked: TemplateTasksInput,
      simulated = false,
    ): Promise<TemplateTasks> {
      const template = await find(id);
      const unknown = (asked.lines ?? []).findIndex((no) => !template.lines.some((line) => line.no === no));
      if (unknown >= 0) throw invalidField(`/lines/${unknown}`, '清单中没有此序号', 'is no line of the list');
      const drafts = draftsOf(template, template.lines.filter(({ no }) => asked.lines?.includes(no) ?? true), asked); // prettier-ignore
      const ids = await templates.organisationsNamed(drafts.flatMap(({ leads, cooperates }) => [...leads, ...cooperates]));
      const unit = (leads: boolean) => (name: string) => ({ id: newId(), organisationId: ids.get(name) ?? null, name, leads });
      const fresh = drafts.map(({ task, leads, cooperates }) => ({ task, units: [...leads.map(unit(true)), ...cooperates.map(unit(false))] }));
      const taskIds = await steps.open(principal, requestId, fresh, simulated);
      return { opened: taskIds.length, existing: fresh.length - taskIds.length, taskIds };
    },
    /** Takes a list as a file, whole or not at all: what is wrong is said by row and column. */
    async add(
      { actor }: Principal,
      requestId: string,
      { name, fileName, document, year }: { name: string; fileName: string; document: string; year?: number },
      bytes: Buffer,
    ): Promise<TaskTemplate> {
      // prettier-ignore
      const { lines, faults } = await readTaskList(bytes, fileName).catch((error: unknown) => {
        if (error instanceof SpreadsheetError) throw new ApiError('invalid', error.said);
        throw error;
      });
      if (faults.length > 0)
        throw invalidFields(
          faults.slice(0, faultsShown).map(({ row, column, zh, en }) => ({
            pointer: `/rows/${row}/${column}`,
            zh: `第 ${row} 行“${column}”：${zh}`,
            en: `Row ${row}, ${column}: ${en}`,
          })),
        );
      const now = clock();
      const row: TemplateRow = { id: newId(), name: name.trim(), document: document.trim(), year: year ?? null, lines, createdBy: actor, createdAt: now };
      const audit = record({ actor, requestId }, now, 'create', ['task_template', row.id], { lines: lines.length, year: row.year });
      if (!(await templates.add(row, audit)))
        throw new ApiError('conflict', { zh: `已有名为“${row.name}”的任务清单`, en: `There is a list called "${row.name}" already` });
      return present(row);
    },
  };
}
