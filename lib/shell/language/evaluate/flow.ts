import type { Failure } from '../values/script-error'

/** How a statement ends otherwise than in order; these are thrown inside the language and never leave it. */
export class Break {
  constructor(readonly label: string) {}
}
export class Continue {
  constructor(readonly label: string) {}
}
export class Return {}
export class Exit {
  constructor(readonly code: number) {}
}
/** Select-Object -First has enough: what is before it in this pipeline stops. */
export class StopUpstream {
  /** Null until the pipeline says whose wish it is. */
  constructor(readonly owner: object | null = null) {}
}
/** An error of a command that comes later in the pipeline, on its way through those that came before. */
export class Downstream {
  constructor(
    readonly failure: Failure,
    readonly pipeline: object,
  ) {}
}
/** A limit or Ctrl-C: no script can catch it. */
export class Halt {
  constructor(readonly reason: 'stopped' | 'steps' | 'time' | 'output' | 'memory') {}
}
