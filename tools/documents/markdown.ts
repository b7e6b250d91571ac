/** A table in Markdown. A bar inside a cell would end the cell. */
export const table = (headings: readonly string[], rows: readonly (readonly string[])[]): string =>
  [headings, headings.map(() => '---'), ...rows]
    .map(cells => `| ${cells.map(cell => cell.replaceAll('|', '\\|').replaceAll('\n', ' ')).join(' | ')} |`)
    .join('\n')

/** A word of the code, as code. */
export const code = (text: string): string => `\`${text}\``

/** What stands first in every generated document. */
export const heading = (title: string, from: string): string =>
  `# ${title}\n\nWritten by \`tools/generated-docs.ts\` from ${from}. Do not edit: change the code, then run \`node tools/generated-docs.ts\`.\n`
