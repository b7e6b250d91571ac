/** The names of one community, commonest first. */
export interface NameGroup {
  readonly girls: readonly string[]
  readonly boys: readonly string[]
  readonly mothers: readonly string[]
  readonly fathers: readonly string[]
  readonly surnames: readonly string[]
  /** Surnames of women and girls, where the language inflects them: the same places as `surnames`. */
  readonly womenSurnames?: readonly string[]
}

/** The words of a text, each once, in order. */
export const words = (text: string): readonly string[] => [...new Set(text.trim().split(/\s+/))]
