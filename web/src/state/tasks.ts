import { api, dataOf, type Task, type TaskMove, type TaskReport, type TaskSummary, type TaskTemplate, type TaskUnitCount } from '../api/client.ts';
import type { paths } from '../api/schema.d.ts';
import { sendFile } from '../api/send-file.ts';
import { addressOf, fileTypes } from '../format/files.ts';

type Page<T> = { readonly items: T[]; readonly nextCursor: string | null; readonly total?: number };
export type TaskEvent = Task['can'][number];
export type TaskDraft = NonNullable<paths['/api/v1/tasks']['post']['requestBody']>['content']['application/json'];
export type TemplateAsked = NonNullable<paths['/api/v1/task-templates/{id}/tasks']['post']['requestBody']>['content']['application/json'];
export interface TaskQuestion {
  readonly state?: Task['state'];
  readonly origin?: Task['origin'];
  readonly unit?: string;
  readonly q?: string;
  readonly overdue?: true;
  readonly dueFrom?: string;
  readonly dueTo?: string;
}
export const taskPage = 50;
const listed = 200;
const paged = (limit: number, cursor?: string) => ({ limit, total: true, ...(cursor === undefined ? {} : { cursor }) });

/** The routes also answer files, so their types are unions; without an Accept header they answer JSON. */
export const loadTasks = async (asked: TaskQuestion, cursor?: string) =>
  (await dataOf(api.GET('/api/v1/tasks', { params: { query: { ...asked, ...paged(taskPage, cursor) } } }))) as Page<Task>;
export const loadTaskSummary = (): Promise<TaskSummary> => dataOf(api.GET('/api/v1/tasks/summary', {}));
/** Units at once: there are as many as a city has. */
export const loadTaskUnits = async (): Promise<TaskUnitCount[]> =>
  (await dataOf(api.GET('/api/v1/tasks/units', { params: { query: { limit: listed } } }))).items;
export const tasksAddress = (asked: TaskQuestion): string => addressOf('/api/v1/tasks', { ...asked });

const at = (id: string) => ({ params: { path: { id } } });
const match = ({ version }: Pick<Task, 'version'>) => ({ headers: { 'if-match': `"v${version}"` } });
type Seen = Pick<Task, 'id' | 'version'>;
export const loadTask = (id: string): Promise<Task> => dataOf(api.GET('/api/v1/tasks/{id}', at(id)));
export const loadTaskReports = async (id: string): Promise<TaskReport[]> =>
  (await dataOf(api.GET('/api/v1/tasks/{id}/reports', { params: { path: { id }, query: { limit: listed } } }))).items;
export const loadTaskMoves = async (id: string): Promise<TaskMove[]> =>
  (await dataOf(api.GET('/api/v1/tasks/{id}/history', { params: { path: { id }, query: { limit: listed } } }))).items;
export const addTask = (draft: TaskDraft): Promise<Task> => dataOf(api.POST('/api/v1/tasks', { body: draft }));
export const changeTask = (task: Seen, draft: TaskDraft): Promise<Task> =>
  dataOf(api.PUT('/api/v1/tasks/{id}', { ...at(task.id), body: draft, ...match(task) }));
export const moveTask = (task: Seen, event: TaskEvent, reason?: string): Promise<Task> =>
  dataOf(api.POST('/api/v1/tasks/{id}/moves', { ...at(task.id), body: { event, ...(reason === undefined ? {} : { reason }) }, ...match(task) }));
export const reportTask = (id: string, report: { progress: number; text: string; unitId?: string }): Promise<Task> =>
  dataOf(api.POST('/api/v1/tasks/{id}/reports', { ...at(id), body: report }));

export const loadTemplates = async (): Promise<TaskTemplate[]> =>
  (await dataOf(api.GET('/api/v1/task-templates', { params: { query: { limit: listed } } }))).items;
export const openTemplate = (id: string, asked: TemplateAsked) => dataOf(api.POST('/api/v1/task-templates/{id}/tasks', { ...at(id), body: asked }));
export function uploadTemplate(file: File, about: { name: string; document: string; year?: number }): Promise<TaskTemplate> {
  const name = file.name.toLowerCase();
  const type = name.endsWith('.csv') ? fileTypes.csv : name.endsWith('.xlsx') ? fileTypes.xlsx : 'application/octet-stream';
  return sendFile<TaskTemplate>(addressOf('/api/v1/task-templates', { ...about, fileName: file.name }), file, type, () => undefined);
}
