/** What every refusal carries: what is wrong, and what to do about it, in words for the reader. Never personal data. */
abstract class Refusal extends Error {
  readonly problem: string
  readonly fix: string

  constructor(problem: string, fix: string) {
    super(problem)
    this.name = new.target.name
    this.problem = problem
    this.fix = fix
  }
}

/** There is nothing here; also what a hidden thing answers, so its words must not tell the two apart. */
export class NotFound extends Refusal {
  constructor(problem = 'Page not found', fix = 'Check the address, or search for the child again') {
    super(problem, fix)
  }
}

/** The person is known, and may not do this. */
export class NotAllowed extends Refusal {
  constructor(problem = 'You cannot do this', fix = 'Ask your manager if you need to do it for your work') {
    super(problem, fix)
  }
}

/** Somebody else changed it first, or it stands in the way of something that exists already. */
export class Conflict extends Refusal {}

/** What came cannot be used as it is. */
export class InvalidInput extends Refusal {}
