export const terms = {
  withheld: {
    name: 'withheld',
    meaning:
      'Fewer than three enterprises are behind the figure, or it would give such a figure away, so it is not told outside planning. Band, flag and supply of graduates are.',
  },
  demand: {
    name: 'Demand',
    meaning:
      'Persons a year that employers need from education (entry demand D), from growth, replacement and projects. It is not the number of vacancies posted.',
  },
  supply: {
    name: 'Supply',
    meaning:
      'Graduates a year who enter work in the city (S): graduates less further study and service, times the share who stay and the share in their field.',
  },
  gap: { name: 'Gap', meaning: 'Demand minus supply (D − S) in persons; positive is a shortage, negative a surplus. The range covers 80%.' },
  interval: { name: '80% range', meaning: 'From sample paths: the true value lies inside with 80% probability. The light band covers 95%.' },
  probability: {
    name: 'P(shortage)',
    meaning: 'Share of sample paths in which demand exceeds supply over the window. 0.5 means the direction is not known.',
  },
  ratio: { name: 'Ratio r', meaning: 'Median supply ÷ median demand of the window; below 1 is a shortage, above 1 a surplus. Not defined without demand.' },
  tightness: {
    name: 'Tightness τ',
    meaning:
      'Of the newest placement round: (places left empty + 1) ÷ (students without a post + 1); above 1 posts look for students. Beside the gap, it changes neither demand nor supply.',
  },
  band: {
    name: 'Band',
    meaning:
      'By ratio: ≤ 0.85 severe shortage, ≤ 1.00 shortage, ≤ 1.05 balanced, ≤ 1.15 surplus, above severe surplus; uncertain when probability is too weak.',
  },
  grade: {
    name: 'Evidence',
    meaning:
      'A: 8 years or more on both sides, reporters hold 70% of employment, better than naive, robust, destinations reported; one step down for each that is missing. D is too little.',
  },
  decision: {
    name: 'Decision window',
    meaning: 'The three graduation years the next intake can first change: base year + 1 + length of study, and the two after. Flags answer for it.',
  },
  pipeline: { name: 'Pipeline window', meaning: 'Graduation years before the decision window: students are already enrolled, so this part is largely fixed.' },
  base: { name: 'Base year', meaning: 'The newest reported year this run used; all later years are forecast.' },
  run: { name: 'Run', meaning: 'One immutable forecast: snapshot of inputs, parameters, engine version and results are kept and can be replayed.' },
  flags: {
    name: 'Flag',
    meaning: 'Advice on intake: new, expand, maintain, watch, reduce, suspend. A change has to hold in two yearly runs, so that advice does not swing.',
  },
  urgency: { name: 'Urgency', meaning: 'Persons a year concerned times confidence; the list is ordered by it.' },
  weight: { name: 'Weight', meaning: 'Share of the demand of an occupation that goes to this major; the shares of all majors and "outside" add up to 1.' },
  skill: { name: 'Skill', meaning: '1 − error ÷ error of the naive forecast (rolling origin, 1–3 years ahead). Above 0 is better than "as last year".' },
  bounds: {
    name: 'Worst case',
    meaning: 'Gap when the occupation-to-major weights take their least favourable values. The same sign at both ends is called robust.',
  },
  potential: { name: 'Potential demand', meaning: 'Demand a year if the major were offered like the other majors of its occupations; used for "new" only.' },
  furtherStudy: {
    name: 'Further study p',
    meaning:
      'Share of graduates who study on, from the destinations schools report, pooled from programme to class, category and level. Those who go on along a pathway are among them and are not taken off twice.',
  },
  localStay: {
    name: 'Local stay q',
    meaning:
      'Of graduates who neither study on nor join the army, the share who stay in the city, at work or looking for work. The others do not supply the city.',
  },
  afterEveryone: {
    name: 'After everyone acts',
    meaning: 'The gap less the graduates that approved and requested seats of all schools make; below zero, expanding together would end in a surplus.',
  },
  stock: { name: 'Stock', meaning: 'Employees at one point in time. A stock is never subtracted from a yearly flow.' },
  replacement: { name: 'Replacement', meaning: 'Jobs left by people who retire or change occupation.' },
  projects: {
    name: 'Projects',
    meaning:
      'Headcount that enterprises plan for new or larger plants, times the share that is realised, less the growth already forecast for them; hired over the commissioning year and the next two.',
  },
  entry: { name: 'Entry demand', meaning: 'The part of openings filled from education (openings × entry share).' },
  outside: {
    name: 'Not in the catalogue',
    meaning: 'A key major named in the document for which the catalogue has no entry under that name, so no gap can be computed.',
  },
  chainCut: {
    name: 'Chain cut',
    meaning: 'Demand comes from enterprises of the chain only; the supply of a major is split over chains by their demand, so chains add up to the city.',
  },
  programme: { name: 'Programme', meaning: 'One major offered by one school, with a length of its own.' },
  occupation: {
    name: 'Occupation',
    meaning: 'An occupation of the national classification of 2022, told apart by its code; links to majors may stop at the minor group.',
  },
  declaration: {
    name: 'Declaration',
    meaning: 'What an enterprise reports each year by occupation: employees, expected leavers, planned hires. Forecasts use the employees, not the plans.',
  },
  posting: { name: 'Posting', meaning: 'A vacancy with a headcount and an outcome. It counts as demand only for enterprises without a yearly declaration.' },
  weights: { name: 'Model weights', meaning: 'Weight of each candidate in the combination, from its rolling-origin error.' },
};
