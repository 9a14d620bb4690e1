export const map = {
  map: {
    title: 'Map of the chain (persons a year, mean of the decision window)',
    source:
      'Source: demand and supply of majors in this run, weights between occupations and majors, students enrolled; demand by the chain of the enterprise.',
    summary:
      '{chain}, {years}: the demand of {occupations} occupations is met through {majors} majors and {schools} schools; no graduates meet {uncovered} persons a year, and {outside} more are people who studied elsewhere or something else.',
    thinnest: 'Thinnest links: {parts}.',
    thin: '{major} ({level}) misses {n} persons a year, {covered} of its demand is met',
    join: '; ',
    key: 'Segment → occupation → major → school; width is persons a year. ▲ short, ▼ surplus, ✕ nobody feeds it; pale thin lines are withheld. Click a place for more.',
    perYear: '{n} persons a year',
    short: 'of them {n} that no graduates meet',
    flow: '{from} → {to}: {n} persons a year',
    from: 'From',
    to: 'To',
    persons: 'Persons a year',
    mark: 'Note',
    outside: 'Studied elsewhere or otherwise',
    unlinked: 'No linked major',
    uncovered: 'Met by no graduates',
    elsewhere: 'Other sources',
    other: 'Projects, no listed occupation',
    no_major: 'no major is linked to the occupation',
    no_school: 'no school in the city offers it',
    no_demand: 'named by the chain, but without demand',
  },
};
