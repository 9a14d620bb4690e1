import './design/element.ts';
import './design/tokens.css';
import './design/base.css';
import './design/print.css';
import { createApp } from 'vue';
import App from './App.vue';
import { applyLocale } from './composables/useLocale.ts';
import { i18n, loadMessages, storedLocale } from './i18n/index.ts';
import { router } from './router.ts';

async function mount(): Promise<void> {
  const locale = storedLocale();
  await loadMessages(locale);
  i18n.global.locale.value = locale;
  applyLocale(locale);
  createApp(App).use(i18n).use(router).mount('#app');
}
void mount();
