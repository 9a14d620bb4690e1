import './design/element.ts';
import './design/tokens.css';
import './design/base.css';
import './design/print.css';
import { createApp } from 'vue';
import App from './App.vue';
import { applyLocale } from './composables/useLocale.ts';
import { i18n } from './i18n/index.ts';
import { router } from './router.ts';

applyLocale(i18n.global.locale.value === 'en' ? 'en' : 'zh');
createApp(App).use(i18n).use(router).mount('#app');
