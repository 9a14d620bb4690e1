import { createRouter, createWebHashHistory } from 'vue-router';
import { clearReady } from './composables/useReady.ts';

/** Hash addresses: the server answers only for files it has. Pages other than the first are fetched when opened. */
export const router = createRouter({
  history: createWebHashHistory(),
  routes: [
    { path: '/', name: 'flags', component: () => import('./pages/planner/FlagsPage.vue') },
    { path: '/alerts', name: 'alerts', component: () => import('./pages/planner/AlertsPage.vue') },
    { path: '/gaps', name: 'gaps', component: () => import('./pages/planner/GapsPage.vue') },
    { path: '/major/:code?', name: 'major', component: () => import('./pages/planner/MajorPage.vue') },
    { path: '/chain/:id?', name: 'chain', component: () => import('./pages/planner/ChainPage.vue') },
    { path: '/chain/:id/profile', name: 'chainProfile', component: () => import('./pages/planner/ProfilePage.vue') },
    { path: '/compare', name: 'compare', component: () => import('./pages/planner/ComparePage.vue') },
    { path: '/evaluation', name: 'evaluation', component: () => import('./pages/planner/EvaluationPage.vue') },
    { path: '/rules', name: 'rules', component: () => import('./pages/planner/RulesPage.vue') },
    { path: '/crosswalk', name: 'crosswalk', component: () => import('./pages/planner/CrosswalkPage.vue') },
    { path: '/audit', name: 'audit', component: () => import('./pages/administrator/AuditPage.vue') },
    { path: '/:rest(.*)*', redirect: '/' },
  ],
});
router.beforeEach((to, from) => {
  if (to.path !== from.path) clearReady();
});
router.afterEach((to, from) => {
  if (to.path !== from.path) window.scrollTo(0, 0);
});
