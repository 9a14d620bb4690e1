export const reportPage = {
  report: {
    kind: 'Gap report',
    city: 'Whole city',
    print: 'Print or save as PDF',
    run: 'Run {run}, data up to {year}, finished {at}, engine {engine}.',
    simulated: 'Holds generated data and says nothing about the real city.',
    cityAnswer:
      '{years}, whole city, {gap}: demand {demand} persons, supply {supply}; of {n} majors {short} are short, {over} in surplus and {open} cannot be told yet.',
    majorAnswer:
      '{years}, {major} ({level}), {gap}, 80% range {range}; demand {demand} persons, supply {supply}, probability of a shortage {p}, evidence {grade}.',
    majorNone: 'This run has no gap for {major}.',
    schoolAnswer:
      'Of the {n} majors that {school} offers, the city is short of {short} and has a surplus of {over}; flags: expand {expand}, reduce or suspend {reduce}.',
    schoolNone: 'No programmes of this school were found.',
    levels: 'By level (decision window)',
    years: 'Demand and supply by year (persons)',
    yearsSentence: 'In {first} demand is {d0} persons and supply {s0}; in {last} demand is {d1} and supply {s1}.',
    yearsKey: 'Bar: supply; diamond: demand. At the right supply / demand.',
    mostShort: 'Largest shortages',
    mostOver: 'Largest surpluses',
    programmes: 'Supply and demand of the city by major (persons, decision window)',
    oneByOne: 'Major by major: gap and flag',
    programmesSentence: 'Supply and demand of the city in {n} majors, by gap.',
    programme: 'Major',
    flag: 'Flag',
    method: 'How this was computed',
    methodGap:
      'Gap = demand − supply, in persons; positive is a shortage. Demand is what enterprises fill with graduates each year, from growth of employment, replacement and projects, shared over majors by the weights between occupations and majors; supply is graduates who stay to work in the city.',
    methodRange:
      'All figures come from the same joint sample paths: the range holds 80% of them, the probability is the share of paths with more demand than supply. The decision window is the three graduation years that the next intake can first change.',
    methodGrade: 'Evidence is graded A to D, one grade down for each thing that is missing. Figures of few enterprises are withheld outside planning.',
    chosen: 'Choose what the report is about.',
  },
};
