import type { Dialect } from '../dialects/postgres.ts';
import { defineAccounts } from './accounts.ts';
import { defineAlerts } from './alerts.ts';
import { defineAnalyses } from './analyses.ts';
import { defineAnswers } from './answers.ts';
import { defineAttachments } from './attachments.ts';
import { defineCalendarFeeds } from './calendar-feeds.ts';
import { defineCatalogue } from './catalogue.ts';
import { defineCatalogueImports } from './catalogue-imports.ts';
import { defineConference } from './conference.ts';
import { defineChanges } from './changes.ts';
import { defineCooperation } from './cooperation.ts';
import { defineCrosswalk } from './crosswalk.ts';
import { defineDecisions } from './decisions.ts';
import { defineEvaluations } from './evaluations.ts';
import { defineFacts } from './facts.ts';
import { defineGraduateTracks } from './graduate-tracks.ts';
import { defineImports } from './imports.ts';
import { defineFilings } from './filings.ts';
import { defineFlagReplies } from './flag-replies.ts';
import { defineInternships } from './internships.ts';
import { defineNotifications } from './notifications.ts';
import { defineOrganisations } from './organisations.ts';
import { defineOutlook } from './outlook.ts';
import { definePasskeys } from './passkeys.ts';
import { definePlacement } from './placement.ts';
import { defineProfile } from './profile.ts';
import { definePublications } from './publications.ts';
import { defineRecords } from './records.ts';
import { defineResolutions } from './resolutions.ts';
import { defineRules } from './rules.ts';
import { defineRunChecks } from './run-checks.ts';
import { defineRuns } from './runs.ts';
import { defineSchoolYears } from './school-years.ts';
import { defineSeats } from './seats.ts';
import { defineStateMoves } from './state-moves.ts';
import { defineTasks } from './tasks.ts';
import { defineTransitions } from './transitions.ts';

/** The whole schema in the words of one dialect; the two instances are schema.sqlite.ts and schema.postgres.ts. */
export function defineSchema(dialect: Dialect) {
  const catalogue = defineCatalogue(dialect);
  const organisations = defineOrganisations(dialect, catalogue);
  const facts = defineFacts(dialect, catalogue, organisations);
  const accounts = defineAccounts(dialect, organisations);
  const runs = defineRuns(dialect, catalogue);
  const decisions = defineDecisions(dialect, catalogue, organisations);
  const conference = defineConference(dialect, organisations);
  return {
    ...catalogue,
    ...defineCatalogueImports(dialect, catalogue),
    ...defineCrosswalk(dialect, catalogue),
    ...organisations,
    ...accounts,
    ...definePasskeys(dialect, accounts),
    ...defineCalendarFeeds(dialect, accounts),
    ...defineAttachments(dialect, organisations),
    ...facts,
    ...defineAnswers(dialect, catalogue, organisations, facts),
    ...defineProfile(dialect, organisations, facts),
    ...defineFilings(dialect, organisations),
    ...defineSchoolYears(dialect, organisations),
    ...defineInternships(dialect, organisations),
    ...defineTransitions(dialect, organisations),
    ...defineImports(dialect, organisations),
    ...defineOutlook(dialect, catalogue, organisations),
    ...runs,
    ...defineEvaluations(dialect, catalogue, runs),
    ...defineAlerts(dialect, catalogue, runs),
    ...defineSeats(dialect, catalogue, organisations, runs),
    ...definePlacement(dialect, catalogue, organisations),
    ...defineFlagReplies(dialect, catalogue, organisations),
    ...defineRules(dialect, runs),
    ...defineRunChecks(dialect, runs),
    ...defineAnalyses(dialect, runs),
    ...definePublications(dialect, catalogue, runs),
    ...defineNotifications(dialect, organisations),
    ...defineStateMoves(dialect),
    ...decisions,
    ...defineTasks(dialect, organisations, decisions),
    ...defineCooperation(dialect, catalogue, organisations),
    ...defineGraduateTracks(dialect, organisations),
    ...defineDecisions(dialect, catalogue, organisations),
    ...conference,
    ...defineResolutions(dialect, organisations, conference),
    ...defineChanges(dialect, catalogue, organisations),
    ...defineRecords(dialect),
  };
}
export type Schema = ReturnType<typeof defineSchema>;
