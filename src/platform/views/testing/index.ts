/** What somebody reads of a page or a part of one: its words without their marks, a space between each. */
export const wordsShown = (markup: unknown): string =>
  String(markup)
    .replace(/<[^>]+>/g, ' ')
    .replace(/\s+/g, ' ')
