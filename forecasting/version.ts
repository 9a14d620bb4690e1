/** Names what made a run's numbers; it changes whenever the same snapshot may give other ones. */
export const engineVersion = 'gongxu-engine/6';
