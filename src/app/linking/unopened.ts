/** What a person who named a file needs to hear where it cannot be read; any other error as it is. */
export const unopened = (path: string, name: string, error: unknown): unknown => {
  const { code, problem } = error as NodeJS.ErrnoException & { problem?: { problem: string; fix: string } }
  if (code === 'ENOENT') return new Error(`There is no file ${path}.`)
  if (code === 'EISDIR') return new Error(`${path} is a folder: name the files in it.`)
  if (code === 'EACCES') return new Error(`${path} may not be read.`)
  return problem === undefined ? error : new Error(`${name}: ${problem.problem} ${problem.fix}`)
}
