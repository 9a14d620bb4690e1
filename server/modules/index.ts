import type { App, ServerContext } from '../context.ts';
import { accountRoutes } from './account/routes.ts';
import { adjustmentRoutes } from './adjustments/routes.ts';
import { alertRoutes } from './alerts/routes.ts';
import { analysisRoutes } from './analyses/routes.ts';
import { attachmentRoutes } from './attachments/routes.ts';
import { auditRoutes } from './audit/routes.ts';
import { bulletinDates } from './bulletins/calendar.ts';
import { bulletinRoutes } from './bulletins/routes.ts';
import { calendarRoutes } from './calendar/routes.ts';
import { catalogueImportRoutes } from './catalogue/import-routes.ts';
import { catalogueRoutes } from './catalogue/routes.ts';
import { chainMapRoutes } from './chain-map/routes.ts';
import { comparisonRoutes } from './comparison/routes.ts';
import { competenceRoutes } from './competences/routes.ts';
import { agendaAttachments, resolutionAttachments } from './conference/attachments.ts';
import { conferenceDates } from './conference/calendar.ts';
import { resolutionRoutes } from './conference/resolution-routes.ts';
import { conferenceRoutes } from './conference/routes.ts';
import { cooperationAttachments } from './cooperation/attachments.ts';
import { cooperationDates } from './cooperation/calendar.ts';
import { cooperationRoutes } from './cooperation/routes.ts';
import { crosswalkRoutes } from './crosswalk/routes.ts';
import { createCrosswalkService } from './crosswalk/service.ts';
import { demandRoutes } from './demand/routes.ts';
import { docketAttachments } from './dockets/attachments.ts';
import { docketDates } from './dockets/calendar.ts';
import { docketRoutes } from './dockets/routes.ts';
import { enrolmentRoutes } from './enrolment/routes.ts';
import { evaluationRoutes } from './evaluations/routes.ts';
import { filingRoutes } from './filings/routes.ts';
import { replyAttachments } from './flag-replies/attachments.ts';
import { replyDates } from './flag-replies/calendar.ts';
import { flagReplyRoutes } from './flag-replies/routes.ts';
import { graduateTrackRoutes } from './graduate-tracks/routes.ts';
import { healthRoutes } from './health/routes.ts';
import { importRoutes } from './imports/routes.ts';
import { internshipDates } from './internships/calendar.ts';
import { internshipRoutes } from './internships/routes.ts';
import { keyListRoutes } from './key-lists/routes.ts';
import { majorTieRoutes } from './major-ties/routes.ts';
import { matchRoutes } from './matches/routes.ts';
import { memberRoutes } from './members/routes.ts';
import { notificationRoutes } from './notifications/routes.ts';
import { organisationRoutes } from './organisations/routes.ts';
import { outlookRoutes } from './outlook/routes.ts';
import { overviewRoutes } from './overview/routes.ts';
import { pathwayRoutes } from './pathways/routes.ts';
import { placementDates } from './placement/calendar.ts';
import { placementRoutes } from './placement/routes.ts';
import { postingStatisticsRoutes } from './posting-statistics/routes.ts';
import { profileRoutes } from './profile/routes.ts';
import { createProfileService } from './profile/service.ts';
import { changeAttachments } from './programme-changes/attachments.ts';
import { programmeChangeRoutes } from './programme-changes/routes.ts';
import { programmeStandingRoutes } from './programme-standing/routes.ts';
import { publicationDates } from './publications/calendar.ts';
import { publicRoutes } from './publications/public-routes.ts';
import { publicationRoutes } from './publications/routes.ts';
import { resultRoutes } from './results/routes.ts';
import { createResultService } from './results/service.ts';
import { ruleRoutes } from './rules/routes.ts';
import { createRuleService } from './rules/service.ts';
import { runCheckRoutes } from './runs/check-routes.ts';
import { runRoutes } from './runs/routes.ts';
import { schoolYearRoutes } from './school-years/routes.ts';
import { searchRoutes } from './search/routes.ts';
import { seatRoutes } from './seats/routes.ts';
import { sessionRoutes } from './session/routes.ts';
import { tokenRoutes } from './session/tokens.ts';
import { taskAttachments } from './tasks/attachments.ts';
import { taskDates } from './tasks/calendar.ts';
import { taskRoutes } from './tasks/routes.ts';
import { tightnessRoutes } from './tightness/routes.ts';
import { titleRoutes } from './titles/routes.ts';

/** Every module of the interface: its routes, what may have files beside it, and whose days stand in the calendar. */
export function moduleRoutes(api: App, context: ServerContext): void {
  healthRoutes(api, context);
  sessionRoutes(api, context);
  tokenRoutes(api, context);
  accountRoutes(api, context);
  organisationRoutes(api, context);
  memberRoutes(api, context);
  catalogueRoutes(api, context);
  catalogueImportRoutes(api, context);
  crosswalkRoutes(api, context);
  titleRoutes(api, context);
  demandRoutes(api, context);
  enrolmentRoutes(api, context);
  importRoutes(api, context);
  schoolYearRoutes(api, context);
  graduateTrackRoutes(api, context);
  outlookRoutes(api, context);
  internshipRoutes(api, context);
  postingStatisticsRoutes(api, context);
  matchRoutes(api, context);
  filingRoutes(api, context);
  pathwayRoutes(api, context);
  runRoutes(api, context);
  runCheckRoutes(api, context);
  publicationRoutes(api, context);
  publicRoutes(api, context);
  comparisonRoutes(api, context);
  evaluationRoutes(api, context);
  resultRoutes(api, context);
  overviewRoutes(api, context);
  seatRoutes(api, context);
  flagReplyRoutes(api, context);
  programmeStandingRoutes(api, context);
  programmeChangeRoutes(api, context);
  adjustmentRoutes(api, context);
  keyListRoutes(api, context);
  docketRoutes(api, context);
  ruleRoutes(api, context);
  analysisRoutes(api, context, {
    ...{ results: createResultService(context), rules: createRuleService(context) },
    ...{ crosswalk: createCrosswalkService(context), profile: createProfileService(context) },
  });
  taskRoutes(api, context);
  bulletinRoutes(api, context);
  alertRoutes(api, context);
  competenceRoutes(api, context);
  profileRoutes(api, context);
  chainMapRoutes(api, context);
  majorTieRoutes(api, context);
  placementRoutes(api, context);
  tightnessRoutes(api, context);
  conferenceRoutes(api, context);
  resolutionRoutes(api, context);
  cooperationRoutes(api, context);
  attachmentRoutes(api, context, {
    ...{ flag_reply: replyAttachments(context), docket: docketAttachments(context), programme_change: changeAttachments(context) },
    ...{ agenda_item: agendaAttachments(context), resolution: resolutionAttachments(context), task: taskAttachments(context) },
    ...{ cooperation: cooperationAttachments(context) },
  });
  calendarRoutes(api, context, [
    ...[replyDates(context), placementDates(context), publicationDates(context)],
    ...[docketDates(context), conferenceDates(context), taskDates(context), bulletinDates(context)],
    ...[cooperationDates(context), internshipDates(context)],
  ]);
  searchRoutes(api, context);
  notificationRoutes(api, context);
  auditRoutes(api, context);
}
