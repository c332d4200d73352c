/** Places in the source, as offsets; `lineOf` in position.ts makes lines of them. */
export interface Extent {
  readonly start: number
  readonly end: number
}

interface Node extends Extent {
  readonly source: string
}

export type Literal = { readonly text: string }

export type Expression = Node &
  (
    | { readonly kind: 'number'; readonly text: string }
    | { readonly kind: 'text'; readonly text: string; readonly bare: boolean }
    | { readonly kind: 'expandable'; readonly parts: readonly (string | Expression)[] }
    | { readonly kind: 'variable'; readonly scope: string; readonly name: string; readonly splat: boolean }
    | { readonly kind: 'list'; readonly items: readonly Expression[] }
    | { readonly kind: 'array' | 'sub'; readonly body: readonly Statement[] }
    | { readonly kind: 'paren'; readonly body: Statement }
    | { readonly kind: 'hash'; readonly entries: readonly (readonly [Expression, Statement])[] }
    | { readonly kind: 'scriptBlock'; readonly block: Block }
    | {
        readonly kind: 'binary'
        readonly op: string
        readonly left: Expression
        readonly right: Expression
        readonly opAt: Extent
      }
    | { readonly kind: 'unary'; readonly op: string; readonly operand: Expression }
    | {
        readonly kind: 'increment'
        readonly op: '+' | '-'
        readonly prefix: boolean
        readonly target: Expression
      }
    | { readonly kind: 'cast'; readonly type: string; readonly operand: Expression }
    | { readonly kind: 'type'; readonly type: string }
    | {
        readonly kind: 'member'
        readonly target: Expression
        readonly name: Expression
        readonly isStatic: boolean
      }
    | {
        readonly kind: 'call'
        readonly target: Expression
        readonly name: Expression
        readonly args: readonly Expression[]
        readonly isStatic: boolean
      }
    | { readonly kind: 'index'; readonly target: Expression; readonly index: Expression }
  )

/** Something of a command line: `-Name`, `-Name:`, or a value. */
export type Element =
  | (Extent & {
      readonly kind: 'parameter'
      readonly name: string
      readonly colon: boolean
      readonly text: string
    })
  | (Extent & { readonly kind: 'argument'; readonly value: Expression })

export interface Redirection {
  /** `2>`, `>>`, `2>&1` */
  readonly sign: string
  readonly file: Expression | null
}

export type Stage = Node &
  (
    | {
        readonly kind: 'expression'
        readonly value: Expression
        readonly redirections: readonly Redirection[]
      }
    | {
        readonly kind: 'command'
        readonly name: Expression
        readonly call: '' | '&' | '.'
        readonly elements: readonly Element[]
        readonly redirections: readonly Redirection[]
      }
  )

export type Statement = Node &
  (
    | { readonly kind: 'pipeline'; readonly stages: readonly Stage[] }
    | { readonly kind: 'assign'; readonly op: string; readonly target: Expression; readonly value: Statement }
    | {
        readonly kind: 'if'
        readonly clauses: readonly { readonly when: Statement; readonly body: readonly Statement[] }[]
        readonly otherwise: readonly Statement[] | null
      }
    | {
        readonly kind: 'foreach'
        readonly label: string
        readonly variable: Expression
        readonly of: Statement
        readonly body: readonly Statement[]
      }
    | {
        readonly kind: 'for'
        readonly label: string
        readonly first: Statement | null
        readonly when: Statement | null
        readonly next: Statement | null
        readonly body: readonly Statement[]
      }
    | {
        readonly kind: 'while'
        readonly label: string
        readonly when: Statement
        readonly body: readonly Statement[]
      }
    | {
        readonly kind: 'do'
        readonly label: string
        readonly until: boolean
        readonly when: Statement
        readonly body: readonly Statement[]
      }
    | {
        readonly kind: 'switch'
        readonly label: string
        readonly flags: readonly string[]
        readonly on: Statement
        readonly clauses: readonly { readonly when: Expression | null; readonly body: readonly Statement[] }[]
      }
    | {
        readonly kind: 'try'
        readonly body: readonly Statement[]
        readonly catches: readonly {
          readonly types: readonly string[]
          readonly body: readonly Statement[]
        }[]
        readonly finally: readonly Statement[] | null
      }
    | { readonly kind: 'trap'; readonly type: string | null; readonly body: readonly Statement[] }
    | { readonly kind: 'throw'; readonly value: Statement | null }
    | { readonly kind: 'return'; readonly value: Statement | null }
    | { readonly kind: 'exit'; readonly value: Statement | null }
    | { readonly kind: 'break' | 'continue'; readonly label: Expression | null }
    | { readonly kind: 'function'; readonly name: string; readonly filter: boolean; readonly block: Block }
  )

export interface Attribute {
  readonly name: string
  readonly positional: readonly Expression[]
  readonly named: ReadonlyMap<string, Expression | null>
}

export interface ParameterDeclaration {
  readonly name: string
  readonly type: string | null
  readonly attributes: readonly Attribute[]
  readonly standard: Expression | null
}

/** The inside of braces, of a function, or of a script. */
export interface Block extends Node {
  readonly parameters: readonly ParameterDeclaration[] | null
  readonly advanced: boolean
  readonly beginBlock: readonly Statement[] | null
  readonly processBlock: readonly Statement[] | null
  readonly endBlock: readonly Statement[] | null
}
