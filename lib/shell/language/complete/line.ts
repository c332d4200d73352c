/** A piece of a command line. */
export interface Word {
  readonly kind: 'command' | 'parameter' | 'word' | 'string' | 'number' | 'variable' | 'value'
  readonly text: string
  readonly start: number
  readonly end: number
  /** A comma stands before it: another element of the same argument. */
  readonly joined: boolean
  /** A string whose closing quote has not come. */
  readonly open?: boolean
}

/** A command with what stands behind it, as far as it is written. */
export interface Line {
  readonly name: Word
  readonly words: Word[]
}

/** What is open around the caret: a script, a bracket, a block. */
export interface Frame {
  readonly closer: string
  line: Line | null
  /** The first command of the pipeline. */
  source: Line | null
  /** Nothing of the statement stands here yet. */
  isStart: boolean
  joined: boolean
  /** Behind `&` or `.`: whatever comes names a command. */
  called: boolean
  /** `@{ }`: keys begin here, not statements. */
  readonly isHash: boolean
}

export function openFrame(closer: string, isStart: boolean): Frame {
  return { closer, line: null, source: null, isStart, joined: false, called: false, isHash: false }
}
