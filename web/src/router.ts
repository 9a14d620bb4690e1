import { createRouter, createWebHashHistory } from 'vue-router';
import { clearReady } from './composables/useReady.ts';
import { loadLaterWords } from './i18n/index.ts';
import { mayLeave } from './state/unsaved.ts';

declare module 'vue-router' {
  interface RouteMeta {
    /** For people without a session. */
    open?: boolean;
    /** Of the account and the organisation: needs a session, no forecast, and no verified organisation. */
    own?: boolean;
    /** Of reports and catalogues: their words come with the first of them. */
    later?: boolean;
  }
}

/** Hash addresses: the server answers only for files it has. Pages other than the first are fetched when opened. */
export const router = createRouter({
  history: createWebHashHistory(),
  routes: [
    { path: '/', name: 'overview', component: () => import('./pages/planner/OverviewPage.vue') },
    { path: '/flags', name: 'flags', component: () => import('./pages/planner/FlagsPage.vue') },
    { path: '/dockets', name: 'dockets', meta: { own: true, later: true }, component: () => import('./pages/planner/DocketsPage.vue') },
    { path: '/dockets/:id', name: 'docket', meta: { own: true, later: true }, component: () => import('./pages/planner/DocketPage.vue') },
    { path: '/heat', name: 'heat', meta: { later: true }, component: () => import('./pages/planner/HeatPage.vue') },
    { path: '/data', name: 'data', meta: { own: true, later: true }, component: () => import('./pages/planner/DataPage.vue') },
    { path: '/alerts', name: 'alerts', component: () => import('./pages/planner/AlertsPage.vue') },
    { path: '/gaps', name: 'gaps', component: () => import('./pages/planner/GapsPage.vue') },
    { path: '/major/:code?', name: 'major', component: () => import('./pages/planner/MajorPage.vue') },
    { path: '/chain/:id?', name: 'chain', meta: { later: true }, component: () => import('./pages/planner/ChainPage.vue') },
    { path: '/report/:kind(major|school|city)/:id?', name: 'report', meta: { later: true }, component: () => import('./pages/planner/ReportPage.vue') },
    { path: '/chain/:id/profile', name: 'chainProfile', meta: { later: true }, component: () => import('./pages/planner/ProfilePage.vue') },
    { path: '/compare', name: 'compare', component: () => import('./pages/planner/ComparePage.vue') },
    { path: '/evaluation', name: 'evaluation', component: () => import('./pages/planner/EvaluationPage.vue') },
    { path: '/reports', name: 'analyses', meta: { own: true, later: true }, component: () => import('./pages/planner/AnalysesPage.vue') },
    { path: '/reports/:id', name: 'analysis', meta: { own: true, later: true }, component: () => import('./pages/planner/AnalysisPage.vue') },
    { path: '/runs', name: 'runs', meta: { own: true, later: true }, component: () => import('./pages/planner/RunsPage.vue') },
    { path: '/parameters', name: 'parameters', meta: { later: true }, component: () => import('./pages/planner/ParametersPage.vue') },
    { path: '/public', name: 'public', meta: { open: true, later: true }, component: () => import('./pages/open/PublicPage.vue') },
    { path: '/changes', name: 'changes', meta: { own: true, later: true }, component: () => import('./pages/decisions/ChangesPage.vue') },
    { path: '/changes/:id', name: 'change', meta: { own: true, later: true }, component: () => import('./pages/decisions/ChangePage.vue') },
    { path: '/ledger', name: 'ledger', meta: { own: true, later: true }, component: () => import('./pages/decisions/LedgerPage.vue') },
    { path: '/key-programmes', name: 'keyProgrammes', meta: { open: true, later: true }, component: () => import('./pages/decisions/KeyProgrammesPage.vue') },
    { path: '/rules', name: 'rules', meta: { later: true }, component: () => import('./pages/planner/RulesPage.vue') },
    { path: '/rules/history', name: 'rulesHistory', meta: { own: true, later: true }, component: () => import('./pages/planner/RulesHistoryPage.vue') },
    { path: '/crosswalk', name: 'crosswalk', meta: { later: true }, component: () => import('./pages/planner/CrosswalkPage.vue') },
    {
      path: '/crosswalk/history',
      name: 'crosswalkHistory',
      meta: { own: true, later: true },
      component: () => import('./pages/planner/CrosswalkHistoryPage.vue'),
    },
    { path: '/pathways', name: 'pathways', meta: { own: true, later: true }, component: () => import('./pages/planner/PathwaysPage.vue') },
    { path: '/competences', name: 'competences', meta: { own: true, later: true }, component: () => import('./pages/planner/CompetencesPage.vue') },
    { path: '/seats', name: 'seats', meta: { own: true, later: true }, component: () => import('./pages/decisions/SeatsPage.vue') },
    { path: '/records', name: 'records', meta: { own: true, later: true }, component: () => import('./pages/organisation/RecordsPage.vue') },
    { path: '/projects', name: 'projects', meta: { later: true }, component: () => import('./pages/planner/ProjectsPage.vue') },
    { path: '/imports', name: 'imports', meta: { own: true, later: true }, component: () => import('./pages/reporting/ImportsPage.vue') },
    { path: '/reporting', name: 'reporting', meta: { own: true, later: true }, component: () => import('./pages/organisation/ReportingPage.vue') },
    { path: '/filings', name: 'filings', meta: { own: true, later: true }, component: () => import('./pages/planner/FilingsPage.vue') },
    { path: '/postings', name: 'postings', meta: { own: true, later: true }, component: () => import('./pages/enterprise/PostingsPage.vue') },
    { path: '/my-company', name: 'myCompany', meta: { later: true }, component: () => import('./pages/enterprise/MyCompanyPage.vue') },
    { path: '/internships', name: 'internships', meta: { own: true, later: true }, component: () => import('./pages/planner/InternshipsPage.vue') },
    { path: '/school-year', name: 'schoolYear', meta: { own: true, later: true }, component: () => import('./pages/school/SchoolYearPage.vue') },
    { path: '/placement', name: 'placement', meta: { own: true, later: true }, component: () => import('./pages/placement/PlacementPage.vue') },
    { path: '/conference', name: 'conference', meta: { own: true, later: true }, component: () => import('./pages/conference/ConferencePage.vue') },
    { path: '/conference/meetings/:id', name: 'meeting', meta: { own: true, later: true }, component: () => import('./pages/conference/MeetingPage.vue') },
    { path: '/resolutions', name: 'resolutions', meta: { own: true, later: true }, component: () => import('./pages/conference/ResolutionsPage.vue') },
    { path: '/cooperation', name: 'cooperation', meta: { own: true, later: true }, component: () => import('./pages/everyone/CooperationPage.vue') },
    { path: '/guidance/:code?', name: 'guidance', meta: { open: true, later: true }, component: () => import('./pages/open/GuidancePage.vue') },
    { path: '/suppliers', name: 'suppliers', meta: { own: true, later: true }, component: () => import('./pages/everyone/SuppliersPage.vue') },
    {
      path: '/programme-demand',
      name: 'programmeDemand',
      meta: { own: true, later: true },
      component: () => import('./pages/school/ProgrammeDemandPage.vue'),
    },
    { path: '/tracking', name: 'tracking', meta: { own: true, later: true }, component: () => import('./pages/school/TrackingPage.vue') },
    { path: '/student', name: 'student', meta: { open: true, later: true }, component: () => import('./pages/placement/StudentPage.vue') },
    { path: '/tasks', name: 'tasks', meta: { own: true, later: true }, component: () => import('./pages/tasks/TasksPage.vue') },
    { path: '/bulletins', name: 'bulletins', meta: { own: true, later: true }, component: () => import('./pages/tasks/BulletinsPage.vue') },
    { path: '/bulletins/:id', name: 'bulletin', meta: { own: true, later: true }, component: () => import('./pages/tasks/BulletinPage.vue') },
    { path: '/my-programmes', name: 'myProgrammes', meta: { later: true }, component: () => import('./pages/school/MyProgrammesPage.vue') },
    { path: '/login', name: 'login', meta: { open: true, later: true }, component: () => import('./pages/account/LoginPage.vue') },
    { path: '/register', name: 'register', meta: { open: true, later: true }, component: () => import('./pages/account/RegisterPage.vue') },
    { path: '/invitation', name: 'invitation', meta: { open: true, later: true }, component: () => import('./pages/account/InvitationPage.vue') },
    { path: '/account', name: 'account', meta: { own: true, later: true }, component: () => import('./pages/account/AccountPage.vue') },
    { path: '/members', name: 'members', meta: { own: true, later: true }, component: () => import('./pages/account/MembersPage.vue') },
    { path: '/organisations', name: 'organisations', meta: { own: true, later: true }, component: () => import('./pages/administrator/OrganisationsPage.vue') },
    { path: '/catalogue', name: 'catalogue', meta: { own: true, later: true }, component: () => import('./pages/administrator/CataloguePage.vue') },
    { path: '/audit', name: 'audit', meta: { own: true, later: true }, component: () => import('./pages/administrator/AuditPage.vue') },
    { path: '/notifications', name: 'notifications', meta: { own: true, later: true }, component: () => import('./pages/everyone/NotificationsPage.vue') },
    { path: '/calendar', name: 'calendar', meta: { own: true, later: true }, component: () => import('./pages/everyone/CalendarPage.vue') },
    { path: '/school/:id', name: 'programmes', meta: { own: true, later: true }, component: () => import('./pages/everyone/ProgrammesPage.vue') },
    { path: '/:rest(.*)*', name: 'missing', meta: { own: true, later: true }, component: () => import('./pages/everyone/MissingPage.vue') },
  ],
});
router.beforeEach(async (to, from) => {
  if (to.path !== from.path && !(await mayLeave())) return false;
  if (to.path !== from.path) clearReady();
  if (to.meta.later) await loadLaterWords();
  return true;
});
router.afterEach((to, from) => {
  if (to.path !== from.path) window.scrollTo(0, 0);
});
