/** Days a school has for its reply, counted from the end of the run that first said what it replies to. */
export const replyDays = 30;
/** Characters that reasons need at least, white space at the ends not counted: fewer say nothing. */
export const reasonLength = 30;
/** Characters of what will be done, likewise. */
export const deedLength = 10;
/** Characters of a reply at most. */
export const replyLength = 2000;
/** Years ahead by which something may be promised. */
export const promiseYears = 6;
