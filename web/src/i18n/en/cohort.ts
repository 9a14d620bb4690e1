export const cohort = {
  cohort: {
    title: 'Supply by graduation year: enrolled and still open (persons)',
    enrolled: 'enrolled',
    open: 'open',
    sentence:
      '{major}: the cohorts of {fixed} are enrolled and supply {fixedSupply} persons against a demand of {fixedDemand}; those of {open} depend on intakes to come and are expected to supply {openSupply} against {openDemand}.',
    key: 'Filled: enrolled; dashed outline: decided by intakes to come; black line: 80% range of supply; diamond: demand of the year. At the right supply / demand.',
  },
};
