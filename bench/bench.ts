/** One row of what a bench found: what was measured, what is asked for, what came. */
export type Result = {
  readonly measure: string
  /** What the design or the issue asks for, in words; where it only states a fact, a dash. */
  readonly target: string
  readonly got: string
  /** Whether the target was met; undefined where there is none. */
  readonly met?: boolean
  readonly size: string
  /** Against what the figure is compared: other sizes, the other shape, the same without the fence. */
  readonly ratio?: string
}

/** What a bench is told on the command line. */
export type BenchOptions = {
  /** How many children; each bench has its own default. */
  readonly size?: number
  /** For the kill bench. */
  readonly kills?: number
  /** Smaller worlds, for a look in five minutes instead of twenty-five. */
  readonly quick: boolean
}

/** One bench: `npm run bench NAME`. */
export type Bench = {
  readonly name: string
  readonly about: string
  run(tell: (line: string) => void, options: BenchOptions): Promise<readonly Result[]>
}
