/** Characters of an opinion, and of a reason or a note; measures of a docket: more schools than that have no major in common. */
export const opinionLength = 4000;
export const noteLength = 500;
export const measuresLimit = 100;
