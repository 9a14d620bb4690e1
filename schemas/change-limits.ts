/** What a proposal needs to say before it is submitted, in characters; apart from its schema, so that the page does not load that. */
export const changeReasons = { least: 20, most: 2000 } as const;
