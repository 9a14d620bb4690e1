/** Tables as files, on the page of imports. */
export const exportWords = {
  exports: {
    title: 'Tables as files',
    note: 'Whole tables, every page of them; what you may read and nothing else.',
    declarations: 'Declarations',
    postings: 'Postings',
    projects: 'Projects',
    enrolment: 'Enrolment reports',
    destinations: 'Destinations of graduates',
    plans: 'Intake plans',
    schoolYears: 'School years',
    seats: 'Seat requests',
    inflows: 'Declared inflow',
    imports: 'Imports',
    schools: 'Schools',
    programmes: 'Programmes',
    pathways: 'Pathways',
    chains: 'Chains',
    majors: 'Majors',
    occupations: 'Occupations',
    competences: 'Competences',
  },
};
