/** How many papers a family sends with one application, and how large each may be, in bytes. */
export const mostPapers = 10
export const mostPaperBytes = 10 * 1024 * 1024
