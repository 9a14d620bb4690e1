import {
  api,
  dataOf,
  doneWith,
  type ConferenceMember,
  type Inspection,
  type Issue,
  type Meeting,
  type MeetingDetail,
  type PlanItem,
  type SeatChange,
} from '../api/client.ts';
import type { paths } from '../api/schema.d.ts';

type Body<P extends keyof paths, M extends 'post' | 'put'> = NonNullable<
  paths[P] extends Record<M, { requestBody?: { content: { 'application/json': infer T } } }> ? T : never
>;
export type MeetingDraft = Body<'/api/v1/conference/meetings', 'post'>;
export type MeetingEdit = Body<'/api/v1/conference/meetings/{id}', 'put'>;
export type Decision = Body<'/api/v1/conference/meetings/{id}/items/{itemId}/decision', 'post'>;
export type Noted = Body<'/api/v1/conference/meetings/{id}/attendance', 'put'>['members'];
export type NewItem = Body<'/api/v1/conference/meetings/{id}/items', 'post'>;
export type ItemEdit = Body<'/api/v1/conference/meetings/{id}/items/{itemId}', 'put'>;
export type SeatDraft = Body<'/api/v1/conference/members', 'post'>;
export type IssueDraft = Body<'/api/v1/conference/issues', 'post'>;
export type PlanDraft = Body<'/api/v1/conference/plan', 'post'>;
export type InspectionDraft = Body<'/api/v1/conference/inspections', 'post'>;
export type SeatChangeDraft = Body<'/api/v1/conference/member-changes', 'post'>;
interface Page<T> {
  readonly items: T[];
  readonly nextCursor: string | null;
  readonly total?: number;
}
type Versioned = { readonly id: string; readonly version: number };
export const listed = 50;
const paged = (cursor?: string) => ({ limit: listed, total: true, ...(cursor === undefined ? {} : { cursor }) });
const tag = (version: number) => ({ 'if-match': `"v${version}"` });
const at = ({ id, version }: Versioned) => ({ params: { path: { id } }, headers: tag(version) });
const item = ({ id, version }: Versioned, itemId: string) => ({ params: { path: { id, itemId } }, headers: tag(version) });
const because = (reason: string | undefined) => (reason === undefined ? {} : { reason });

/** Some of the routes also answer files, so their types are unions; without an Accept header they answer JSON. */
export const loadMeetings = async (cursor?: string) =>
  (await dataOf(api.GET('/api/v1/conference/meetings', { params: { query: paged(cursor) } }))) as Page<Meeting>;
export const loadMeeting = (id: string): Promise<MeetingDetail> => dataOf(api.GET('/api/v1/conference/meetings/{id}', { params: { path: { id } } }));
export const addMeeting = (body: MeetingDraft) => dataOf(api.POST('/api/v1/conference/meetings', { body }));
export const changeMeeting = (meeting: Versioned, body: MeetingEdit) => dataOf(api.PUT('/api/v1/conference/meetings/{id}', { ...at(meeting), body }));
export const moveMeeting = (meeting: Versioned, event: Body<'/api/v1/conference/meetings/{id}/moves', 'post'>['event'], reason?: string) =>
  dataOf(api.POST('/api/v1/conference/meetings/{id}/moves', { ...at(meeting), body: { event, ...because(reason) } }));
export const noteAttendance = (meeting: Versioned, members: Noted) =>
  dataOf(api.PUT('/api/v1/conference/meetings/{id}/attendance', { ...at(meeting), body: { members } }));
export const addItem = (meeting: Versioned, body: NewItem) => dataOf(api.POST('/api/v1/conference/meetings/{id}/items', { ...at(meeting), body }));
export const changeItem = (meeting: Versioned, itemId: string, body: ItemEdit) =>
  dataOf(api.PUT('/api/v1/conference/meetings/{id}/items/{itemId}', { ...item(meeting, itemId), body }));
export const removeItem = (meeting: Versioned, itemId: string) => dataOf(api.DELETE('/api/v1/conference/meetings/{id}/items/{itemId}', item(meeting, itemId)));
export const forwardItem = (meeting: Versioned, itemId: string) =>
  dataOf(api.POST('/api/v1/conference/meetings/{id}/items/{itemId}/forwarding', item(meeting, itemId)));
export const decideItem = (meeting: Versioned, itemId: string, body: Decision) =>
  dataOf(api.POST('/api/v1/conference/meetings/{id}/items/{itemId}/decision', { ...item(meeting, itemId), body }));
export const minutesAddress = (id: string): string => `/api/v1/conference/meetings/${id}/minutes`;

export const loadSeats = async (held: boolean, cursor?: string) =>
  (await dataOf(api.GET('/api/v1/conference/members', { params: { query: { ...paged(cursor), ...(held ? { held } : {}) } } }))) as Page<ConferenceMember>;
export const addSeat = (body: SeatDraft) => dataOf(api.POST('/api/v1/conference/members', { body }));
export const changeSeat = (seat: Versioned, body: SeatDraft) => dataOf(api.PUT('/api/v1/conference/members/{id}', { ...at(seat), body }));
export const loadSeatChanges = async (): Promise<SeatChange[]> =>
  (await dataOf(api.GET('/api/v1/conference/member-changes', { params: { query: { limit: listed } } }))).items;
export const proposeSeatChange = (body: SeatChangeDraft) => dataOf(api.POST('/api/v1/conference/member-changes', { body }));
export const moveSeatChange = (change: Versioned, event: 'confirm' | 'refuse', reason?: string) =>
  dataOf(api.POST('/api/v1/conference/member-changes/{id}/moves', { ...at(change), body: { event, ...because(reason) } }));

export const loadIssues = (cursor?: string): Promise<Page<Issue>> => dataOf(api.GET('/api/v1/conference/issues', { params: { query: paged(cursor) } }));
export const loadAcceptedIssues = async (): Promise<Issue[]> =>
  (await dataOf(api.GET('/api/v1/conference/issues', { params: { query: { limit: listed, state: 'accepted' } } }))).items;
export const proposeIssue = (body: IssueDraft) => dataOf(api.POST('/api/v1/conference/issues', { body }));
export const moveIssue = (issue: Versioned, event: 'accept' | 'refuse' | 'withdraw', reason?: string) =>
  dataOf(api.POST('/api/v1/conference/issues/{id}/moves', { ...at(issue), body: { event, ...because(reason) } }));

export const loadPlan = async (cursor?: string) => (await dataOf(api.GET('/api/v1/conference/plan', { params: { query: paged(cursor) } }))) as Page<PlanItem>;
export const addPlanItem = (body: PlanDraft) => dataOf(api.POST('/api/v1/conference/plan', { body }));
export const changePlanItem = (line: Versioned, body: PlanDraft) => dataOf(api.PUT('/api/v1/conference/plan/{id}', { ...at(line), body }));
export const removePlanItem = (line: Versioned): Promise<void> => doneWith(api.DELETE('/api/v1/conference/plan/{id}', at(line)));
export const movePlanItem = (line: Versioned, event: Body<'/api/v1/conference/plan/{id}/moves', 'post'>['event'], reason?: string) =>
  dataOf(api.POST('/api/v1/conference/plan/{id}/moves', { ...at(line), body: { event, ...because(reason) } }));
export const loadInspections = (cursor?: string): Promise<Page<Inspection>> =>
  dataOf(api.GET('/api/v1/conference/inspections', { params: { query: paged(cursor) } }));
export const addInspection = (body: InspectionDraft) => dataOf(api.POST('/api/v1/conference/inspections', { body }));
export const changeInspection = (row: Versioned, body: InspectionDraft) => dataOf(api.PUT('/api/v1/conference/inspections/{id}', { ...at(row), body }));
export const moveInspection = (row: Versioned, event: Body<'/api/v1/conference/inspections/{id}/moves', 'post'>['event'], reason?: string) =>
  dataOf(api.POST('/api/v1/conference/inspections/{id}/moves', { ...at(row), body: { event, ...because(reason) } }));
