import compress from '@fastify/compress';
import cookie from '@fastify/cookie';
import etag from '@fastify/etag';
import helmet from '@fastify/helmet';
import { fastifySSE as sse } from '@fastify/sse';
import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox';
import Fastify, { type FastifyBaseLogger } from 'fastify';
import { randomUUID } from 'node:crypto';
import * as accountSchemas from '../schemas/accounts.ts';
import * as agendaSchemas from '../schemas/agendas.ts';
import * as adjustmentSchemas from '../schemas/adjustments.ts';
import * as adjustmentTargetSchemas from '../schemas/adjustment-targets.ts';
import * as alertSchemas from '../schemas/alerts.ts';
import * as analysisSchemas from '../schemas/analyses.ts';
import * as attachmentSchemas from '../schemas/attachments.ts';
import * as auditSchemas from '../schemas/audit.ts';
import * as bulletinSchemas from '../schemas/bulletins.ts';
import * as calendarSchemas from '../schemas/calendar.ts';
import * as catalogueSchemas from '../schemas/catalogue.ts';
import * as catalogueImportSchemas from '../schemas/catalogue-imports.ts';
import * as conferenceSchemas from '../schemas/conference.ts';
import * as conferenceWorkSchemas from '../schemas/conference-work.ts';
import * as competenceSchemas from '../schemas/competences.ts';
import * as chainMapSchemas from '../schemas/chain-map.ts';
import * as comparisonSchemas from '../schemas/comparison.ts';
import * as cooperationSchemas from '../schemas/cooperation.ts';
import * as crosswalkSchemas from '../schemas/crosswalk.ts';
import * as demandSchemas from '../schemas/demand.ts';
import * as docketEvidenceSchemas from '../schemas/docket-evidence.ts';
import * as docketReviewSchemas from '../schemas/docket-reviews.ts';
import * as docketSchemas from '../schemas/dockets.ts';
import * as enrolmentSchemas from '../schemas/enrolment.ts';
import * as graduateTrackSchemas from '../schemas/graduate-tracks.ts';
import * as internshipSchemas from '../schemas/internships.ts';
import * as importSchemas from '../schemas/imports.ts';
import * as filingSchemas from '../schemas/filings.ts';
import * as heatSchemas from '../schemas/heat.ts';
import * as overviewSchemas from '../schemas/overview.ts';
import * as flagReplySchemas from '../schemas/flag-replies.ts';
import * as keyListSchemas from '../schemas/key-lists.ts';
import * as matchSchemas from '../schemas/matches.ts';
import * as outlookSchemas from '../schemas/outlook.ts';
import * as majorTieSchemas from '../schemas/major-ties.ts';
import * as organisationSchemas from '../schemas/organisations.ts';
import * as pathwaySchemas from '../schemas/pathways.ts';
import * as evaluationSchemas from '../schemas/evaluations.ts';
import * as placementSchemas from '../schemas/placement.ts';
import { Problem } from '../schemas/problem.ts';
import * as postingStatisticsSchemas from '../schemas/posting-statistics.ts';
import * as profileSchemas from '../schemas/profile.ts';
import * as publicationSchemas from '../schemas/publications.ts';
import * as programmeChangeSchemas from '../schemas/programme-changes.ts';
import * as programmeStandingSchemas from '../schemas/programme-standing.ts';
import * as resolutionSchemas from '../schemas/resolutions.ts';
import * as resultSchemas from '../schemas/results.ts';
import * as runCheckSchemas from '../schemas/run-checks.ts';
import * as ruleSchemas from '../schemas/rules.ts';
import * as schoolYearSchemas from '../schemas/school-years.ts';
import * as seatSchemas from '../schemas/seats.ts';
import { Run, RunInput, RunPage, RunParameter } from '../schemas/runs.ts';
import * as searchSchemas from '../schemas/search.ts';
import * as notificationSchemas from '../schemas/notifications.ts';
import * as passkeySchemas from '../schemas/passkeys.ts';
import * as sessionSchemas from '../schemas/session.ts';
import * as taskSchemas from '../schemas/tasks.ts';
import * as taskTemplateSchemas from '../schemas/task-templates.ts';
import * as tightnessSchemas from '../schemas/tightness.ts';
import * as titleSchemas from '../schemas/titles.ts';
import type { App, ServerContext } from './context.ts';
import { ApiError } from './errors.ts';
import { accountRoutes } from './modules/account/routes.ts';
import { adjustmentRoutes } from './modules/adjustments/routes.ts';
import { alertRoutes } from './modules/alerts/routes.ts';
import { analysisRoutes } from './modules/analyses/routes.ts';
import { attachmentRoutes } from './modules/attachments/routes.ts';
import { auditRoutes } from './modules/audit/routes.ts';
import { bulletinDates } from './modules/bulletins/calendar.ts';
import { bulletinRoutes } from './modules/bulletins/routes.ts';
import { calendarRoutes } from './modules/calendar/routes.ts';
import { catalogueImportRoutes } from './modules/catalogue/import-routes.ts';
import { catalogueRoutes } from './modules/catalogue/routes.ts';
import { chainMapRoutes } from './modules/chain-map/routes.ts';
import { comparisonRoutes } from './modules/comparison/routes.ts';
import { competenceRoutes } from './modules/competences/routes.ts';
import { agendaAttachments, resolutionAttachments } from './modules/conference/attachments.ts';
import { conferenceDates } from './modules/conference/calendar.ts';
import { conferenceRoutes } from './modules/conference/routes.ts';
import { cooperationAttachments } from './modules/cooperation/attachments.ts';
import { cooperationDates } from './modules/cooperation/calendar.ts';
import { cooperationRoutes } from './modules/cooperation/routes.ts';
import { crosswalkRoutes } from './modules/crosswalk/routes.ts';
import { createCrosswalkService } from './modules/crosswalk/service.ts';
import { demandRoutes } from './modules/demand/routes.ts';
import { docketAttachments } from './modules/dockets/attachments.ts';
import { docketDates } from './modules/dockets/calendar.ts';
import { docketRoutes } from './modules/dockets/routes.ts';
import { enrolmentRoutes } from './modules/enrolment/routes.ts';
import { evaluationRoutes } from './modules/evaluations/routes.ts';
import { filingRoutes } from './modules/filings/routes.ts';
import { replyAttachments } from './modules/flag-replies/attachments.ts';
import { replyDates } from './modules/flag-replies/calendar.ts';
import { flagReplyRoutes } from './modules/flag-replies/routes.ts';
import { graduateTrackRoutes } from './modules/graduate-tracks/routes.ts';
import { healthRoutes } from './modules/health/routes.ts';
import { importRoutes } from './modules/imports/routes.ts';
import { internshipRoutes } from './modules/internships/routes.ts';
import { keyListRoutes } from './modules/key-lists/routes.ts';
import { matchRoutes } from './modules/matches/routes.ts';
import { outlookRoutes } from './modules/outlook/routes.ts';
import { majorTieRoutes } from './modules/major-ties/routes.ts';
import { overviewRoutes } from './modules/overview/routes.ts';
import { memberRoutes } from './modules/members/routes.ts';
import { organisationRoutes } from './modules/organisations/routes.ts';
import { pathwayRoutes } from './modules/pathways/routes.ts';
import { placementDates } from './modules/placement/calendar.ts';
import { placementRoutes } from './modules/placement/routes.ts';
import { postingStatisticsRoutes } from './modules/posting-statistics/routes.ts';
import { profileRoutes } from './modules/profile/routes.ts';
import { createProfileService } from './modules/profile/service.ts';
import { publicationDates } from './modules/publications/calendar.ts';
import { publicRoutes } from './modules/publications/public-routes.ts';
import { publicationRoutes } from './modules/publications/routes.ts';
import { changeAttachments } from './modules/programme-changes/attachments.ts';
import { programmeChangeRoutes } from './modules/programme-changes/routes.ts';
import { programmeStandingRoutes } from './modules/programme-standing/routes.ts';
import { resolutionRoutes } from './modules/conference/resolution-routes.ts';
import { resultRoutes } from './modules/results/routes.ts';
import { createResultService } from './modules/results/service.ts';
import { ruleRoutes } from './modules/rules/routes.ts';
import { createRuleService } from './modules/rules/service.ts';
import { runCheckRoutes } from './modules/runs/check-routes.ts';
import { runRoutes } from './modules/runs/routes.ts';
import { schoolYearRoutes } from './modules/school-years/routes.ts';
import { notificationRoutes } from './modules/notifications/routes.ts';
import { searchRoutes } from './modules/search/routes.ts';
import { seatRoutes } from './modules/seats/routes.ts';
import { sessionRoutes } from './modules/session/routes.ts';
import { tightnessRoutes } from './modules/tightness/routes.ts';
import { taskAttachments } from './modules/tasks/attachments.ts';
import { taskDates } from './modules/tasks/calendar.ts';
import { taskRoutes } from './modules/tasks/routes.ts';
import { titleRoutes } from './modules/titles/routes.ts';
import { registerListFiles } from './plugins/list-files.ts';
import { registerScan } from './plugins/scan.ts';
import { registerAccess } from './plugins/access.ts';
import { registerAttempts } from './plugins/attempts.ts';
import { registerApiDocuments } from './plugins/documents.ts';
import { registerPages } from './plugins/pages.ts';
import { registerRepeatable } from './plugins/repeatable.ts';
import { registerVersions } from './plugins/versions.ts';
import { sendProblem } from './problems.ts';
import { buildSerializer } from './serializers.ts';
import { buildValidator } from './validators.ts';

const csp = {
  defaultSrc: ["'self'"],
  imgSrc: ["'self'", 'data:', 'blob:'],
  styleSrc: ["'self'"],
  scriptSrc: ["'self'"],
  objectSrc: ["'none'"],
  frameAncestors: ["'none'"],
  baseUri: ["'self'"],
  formAction: ["'self'"],
};

/** The whole server, without a port: tests call it through inject. */
export async function buildApp(context: ServerContext, logger?: FastifyBaseLogger): Promise<App> {
  const app: App = Fastify({
    ...(logger ? { loggerInstance: logger } : { logger: false }),
    genReqId: () => randomUUID(),
    bodyLimit: 1_048_576,
    trustProxy: trusted(context.trustProxy),
    schemaController: { compilersFactory: { buildValidator, buildSerializer } },
    frameworkErrors: sendProblem,
    routerOptions: { maxParamLength: 150 },
  }).withTypeProvider<TypeBoxTypeProvider>();

  app.setErrorHandler(sendProblem);
  app.setNotFoundHandler((request, reply) => {
    sendProblem(new ApiError('not_found', { zh: `没有地址 ${request.url}`, en: `There is nothing at ${request.url}` }), request, reply);
  });
  // JSON only: text/plain is also what a form of another site can send without asking
  app.removeContentTypeParser('text/plain');
  app.addHook('onSend', async (request, reply) => {
    reply.header('x-request-id', request.id);
  });

  await app.register(helmet, { contentSecurityPolicy: { useDefaults: false, directives: csp }, hsts: false });
  await app.register(cookie);
  // before answers are compressed: what is kept is text
  registerRepeatable(app, context);
  await app.register(compress, { threshold: 2048 });
  await app.register(etag, { weak: true });
  registerListFiles(app, context);
  await registerApiDocuments(app);
  await app.register(sse, { heartbeatInterval: 15_000 });
  await registerAttempts(app);
  registerAccess(app, context);
  registerScan(app, context);
  registerVersions(app);

  const files = [
    accountSchemas,
    agendaSchemas,
    adjustmentSchemas,
    adjustmentTargetSchemas,
    alertSchemas,
    analysisSchemas,
    attachmentSchemas,
    auditSchemas,
    calendarSchemas,
    catalogueSchemas,
    catalogueImportSchemas,
    comparisonSchemas,
    competenceSchemas,
    conferenceSchemas,
    conferenceWorkSchemas,
    cooperationSchemas,
    crosswalkSchemas,
    demandSchemas,
    docketEvidenceSchemas,
    docketReviewSchemas,
    docketSchemas,
    enrolmentSchemas,
    evaluationSchemas,
    graduateTrackSchemas,
    importSchemas,
    internshipSchemas,
    filingSchemas,
    heatSchemas,
    flagReplySchemas,
    keyListSchemas,
    programmeChangeSchemas,
    programmeStandingSchemas,
    matchSchemas,
    outlookSchemas,
    overviewSchemas,
    organisationSchemas,
    pathwaySchemas,
    placementSchemas,
    postingStatisticsSchemas,
    profileSchemas,
    chainMapSchemas,
    majorTieSchemas,
    publicationSchemas,
    resolutionSchemas,
    resultSchemas,
    runCheckSchemas,
    ruleSchemas,
    schoolYearSchemas,
    searchSchemas,
    notificationSchemas,
    seatSchemas,
    passkeySchemas,
    sessionSchemas,
    taskSchemas,
    taskTemplateSchemas,
    bulletinSchemas,
    tightnessSchemas,
    titleSchemas,
  ];
  for (const schema of [Problem, ...files.flatMap(registered)]) app.addSchema(schema);
  for (const schema of [Run, RunInput, RunPage, RunParameter]) app.addSchema(schema);

  await app.register(
    async (api: App) => {
      healthRoutes(api, context);
      sessionRoutes(api, context);
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
        ...[docketDates(context), conferenceDates(context), taskDates(context), bulletinDates(context), cooperationDates(context)],
      ]);
      searchRoutes(api, context);
      notificationRoutes(api, context);
      auditRoutes(api, context);
    },
    { prefix: '/api/v1' },
  );
  if (context.webRoot !== undefined) await registerPages(app, context.webRoot);
  return app;
}

/** Proxies by address, or as many as there are, counted from this server. */
function trusted(proxies: number | string | undefined): string | false | ((address: string, hop: number) => boolean) {
  return typeof proxies === 'number' ? (_address, hop) => hop < proxies : (proxies ?? false);
}

/** The schemas of a file that have a name of their own. */
function registered(file: object): { $id: string }[] {
  return Object.values(file).filter((schema): schema is { $id: string } => typeof schema === 'object' && schema !== null && '$id' in schema);
}
