/** Heat maps. */
export const heatPage = {
  heat: {
    headline: '{row} by {column}: of {n} cells {short} are short, {over} have a surplus, the rest is even or withheld.',
    about:
      'Orange is short, blue is surplus, and every cell says its figure with a sign. Figures are means over sample paths, which add up; for intervals and bands see the gap table.',
    aboutChain: 'Chains by level are added up from majors, one year at a time.',
    cut: 'Rows',
    unit: 'Cells show',
    share: 'Share of demand',
    persons: 'Persons',
    plain: 'Plain table',
    colours: 'Heat map',
    year: 'Year',
    decisionYear: 'First year of the decision window',
    byYear: 'year',
    byLevel: 'level',
    loadingMore: '{n} of {total} rows read…',
    unitNote: 'Gap = demand − supply; share = gap ÷ demand; persons of the year.',
  },
};
