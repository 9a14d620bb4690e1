export const ties = {
  ties: {
    history: 'Flags of all runs',
    noHistory: 'No run has a flag for this major.',
    run: 'Run',
    asOf: 'data up to {year} ({run})',
    flag: 'Flag',
    proposed: 'As computed then',
    employers: 'Enterprises that accept this major',
    none: 'No enterprise names this major in its declarations of the last three years.',
    few: 'Too few enterprises name this major for their number to be told.',
    count:
      '{n} enterprise accepts graduates of this major in its declarations of the last three years | {n} enterprises accept graduates of this major in their declarations of the last three years',
    planned: ' ({n} hires planned)',
    enterprise: 'Enterprise',
    occupations: 'Occupations',
    hires: 'Planned hires (persons)',
    year: 'Declared for',
  },
};
