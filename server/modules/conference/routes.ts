import type { App, ServerContext } from '../../context.ts';
import { agendaRoutes } from './agenda-routes.ts';
import { issueRoutes } from './issue-routes.ts';
import { meetingRoutes } from './meeting-routes.ts';
import { conferenceMemberRoutes } from './member-routes.ts';
import { conferenceWorkRoutes } from './work-routes.ts';

/** The joint conference 联席会议: who sits in it, what is proposed, when it meets, what it does between its meetings. */
export function conferenceRoutes(app: App, context: ServerContext): void {
  conferenceMemberRoutes(app, context);
  issueRoutes(app, context);
  meetingRoutes(app, context);
  agendaRoutes(app, context);
  conferenceWorkRoutes(app, context);
}
