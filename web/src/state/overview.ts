import { api, dataOf, type Overview, type Series } from '../api/client.ts';

/** Alerts shown; their page has all of them. */
const alertsShown = 4;

export const loadOverview = (): Promise<Overview> => dataOf(api.GET('/api/v1/overview'));
/** Alerts nobody has acknowledged, the most pressing of the newest run first. */
export async function loadOpenAlerts() {
  const page = await dataOf(api.GET('/api/v1/alerts', { params: { query: { status: 'open', limit: alertsShown, total: true } } }));
  return page;
}
/** Demand and supply of the whole city; nothing of a run that has no such series. */
export async function loadBalance({ series }: Overview): Promise<{ demand: Series; supply: Series } | null> {
  if (series === null) return null;
  const read = (id: string) => dataOf(api.GET('/api/v1/series/{id}', { params: { path: { id } } }));
  const [demand, supply] = await Promise.all([read(series.demand), read(series.supply)]);
  return { demand, supply };
}
